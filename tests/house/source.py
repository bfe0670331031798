"""Reads the program's own source for the checks of the house."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "src" / "homelands"

#: The folders of the apps, with their roof where they stand under one: "surveys/collection".
APPS = tuple(
    sorted(config.parent.relative_to(PACKAGE).as_posix() for config in PACKAGE.rglob("apps.py"))
)

#: The apps that hold no rooms of the river: what all stand on, how it looks, and what starts it.
_AROUND = {"foundation", "ui", "web", "command"}

#: The apps with rooms, which follow every rule of the house.
ROOMED = tuple(app for app in APPS if app not in _AROUND)


@dataclass(frozen=True)
class Module:
    """One Python file: where it is, and its syntax tree."""

    path: Path
    tree: ast.Module

    @property
    def place(self) -> str:
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def name(self) -> str:
        """The name by which it is imported."""
        parts = ("homelands", *self.path.relative_to(PACKAGE).with_suffix("").parts)
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def app(self) -> str:
        """The folder of the app it belongs to; "" outside of apps, as in science and forms."""
        return next((app for app in APPS if self.place.startswith(f"{app}/")), "")

    @property
    def inside(self) -> tuple[str, ...]:
        """Where it stands within its app: ("actions", "persons")."""
        parts = self.path.relative_to(PACKAGE).with_suffix("").parts
        return parts[len(self.app.split("/")) :] if self.app else parts

    @property
    def room(self) -> str:
        return self.inside[0]


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
        deep = module.app and len(module.inside) > 1
        if deep and module.room == room and module.inside[-1] != "__init__":
            yield module


@cache
def imports() -> dict[str, set[str]]:
    """Returns, for each module, the modules of the program that it imports."""
    known = {module.name: module for module in modules()}
    return {name: set(_imported(module, known)) - {name} for name, module in known.items()}


def _imported(module: Module, known: dict[str, Module]) -> Iterator[str]:
    package = module.name.split(".")
    if module.path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                name = f"{base}.{alias.name}"
                if name in known or base in known:
                    yield name if name in known else base


def documents() -> list[Path]:
    """Returns the pages that tell of the program as it is: decisions tell of their day."""
    pages = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *PACKAGE.rglob("README.md")]
    told = (page for page in (REPOSITORY / "docs").rglob("*.md") if page.parent.name != "decisions")
    return sorted([*pages, *told])


@cache
def paths() -> frozenset[str]:
    """Returns every file and folder of the program and its tests: "people/register/rules.py"."""
    below = [PACKAGE, *(REPOSITORY / name for name in ("tests", "docs", "bench", "deploy"))]
    found = {path for root in below for path in (root, *root.rglob("*")) if path.suffix != ".pyc"}
    found |= {path for path in REPOSITORY.iterdir() if path.is_file()}
    inside = {path.relative_to(PACKAGE).as_posix() for path in found if PACKAGE in path.parents}
    return frozenset(inside | {path.relative_to(REPOSITORY).as_posix() for path in found})
