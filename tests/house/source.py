"""Reads the program's own source for the checks of the house."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "src" / "homelands"
APPS = (
    "policy",
    "results",
    "programmes",
    "outreach",
    "mapping",
    "surveys",
    "organisations",
    "people",
    "foundation",
)


@dataclass(frozen=True)
class Module:
    """One Python file: where it is, and its syntax tree."""

    path: Path
    tree: ast.Module

    @property
    def place(self) -> str:
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def parts(self) -> tuple[str, ...]:
        return self.path.relative_to(PACKAGE).with_suffix("").parts


def parse(path: Path) -> Module:
    return Module(path, ast.parse(path.read_text(encoding="utf-8")))


@cache
def modules() -> tuple[Module, ...]:
    """Returns every module of the program but the migrations."""
    paths = sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)
    return tuple(parse(path) for path in paths)


def in_room(room: str) -> Iterator[Module]:
    """Yields the modules of one room of every app."""
    for module in modules():
        if len(module.parts) > 2 and module.parts[1] == room and module.parts[-1] != "__init__":
            yield module
