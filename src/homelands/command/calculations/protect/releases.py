"""Releases as folders: the safe tables of one publication, and a manifest that says what they are.

manifest.json holds `people` (whom the tables count: releases of other people are not compared),
`count` (the column of counts), `threshold`, `within` (which column lies within which), and
`tables`: for each its `file` and its columns of categories `by`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from homelands.command.calculations.columns import BadInput, read_table
from homelands.command.calculations.protect.levels import Levels, levels
from homelands.forms import tables as files
from homelands.science.disclosure import releases as science
from homelands.science.disclosure.earlier import Earlier
from homelands.science.disclosure.tables import TOTAL, Name

MANIFEST = "manifest.json"
STATUS, HIDDEN = "status", "suppressed"


@dataclass(frozen=True, slots=True)
class Folder:
    """A release that was made before."""

    path: Path
    people: str
    tables: tuple[Earlier, ...]

    def release(self) -> science.Release:
        """Return its figures by whom they select, to be compared with those of other times."""
        shown: dict[science.Selection, int] = {}
        hidden: set[science.Selection] = set()
        for table in self.tables:
            for name, count in table.counts.items():
                chosen = science.selection((variable, [code]) for variable, code in name)
                if count is None:
                    hidden.add(chosen)
                else:
                    shown[chosen] = count
        return science.Release(str(self.path), self.people, shown, frozenset(hidden))


def read(path: str | Path) -> Folder:
    """Read a folder of released tables."""
    folder = Path(path)
    manifest = _manifest(folder)
    try:
        within, count = dict(manifest.get("within", {})), str(manifest["count"])
        tables = tuple(
            _table(folder / str(one["file"]), levels(list(one["by"]), within), count)
            for one in manifest["tables"]
        )
    except (KeyError, TypeError, AttributeError):
        raise BadInput(
            f"{folder / MANIFEST} must name “count” and “tables”, each with its “file” and “by”."
        ) from None
    return Folder(folder, str(manifest.get("people", "")), tables)


def write_manifest(
    folder: Path, facts: Mapping[str, object], tables: Sequence[tuple[str, Levels]]
) -> None:
    """Write down what the tables of a release are."""
    named = [{"file": file, "by": found.columns} for file, found in tables]
    text = json.dumps({**facts, "tables": named}, indent=2, ensure_ascii=False)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{folder / MANIFEST} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise BadInput(f"{folder / MANIFEST} is no JSON.") from None
    if not isinstance(found, dict):
        raise BadInput(f"{folder / MANIFEST} must be an object.")
    return found


def _table(path: Path, found: Levels, count: str) -> Earlier:
    table = read_table(path)
    rows = zip(*(table.column(name) for name in found.columns), strict=True)
    counts: dict[Name, int | None] = {}
    inner = []
    for (line, text), status, values in zip(
        table.cells(count), table.column(STATUS), rows, strict=True
    ):
        codes = found.codes(values)
        name = tuple(
            sorted(
                (variable, code)
                for variable, code in zip(found.variables, codes, strict=True)
                if code != TOTAL
            )
        )
        try:
            counts[name] = None if status == HIDDEN else files.count(text)
        except ValueError:
            raise table.wrong(line, count, f"{text!r} is no number of people") from None
        if found.is_innermost(codes):
            inner.append(codes)
    return Earlier(found.dimensions(inner), counts)
