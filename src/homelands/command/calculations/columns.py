"""Tables in CSV files: read whole, with sentences for what is wrong, and written whole or not."""

import csv
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

#: What files of the field write for "no answer".
MISSING = frozenset({"", "NA", "N/A", "NaN", "nan", "NULL", "null", "."})


class BadInput(ValueError):
    """A sentence for the person at the terminal: what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows as they stand, each a dictionary by column name."""

    path: Path
    names: tuple[str, ...]
    rows: tuple[dict[str, str], ...]

    def column(self, name: str) -> list[str]:
        """Return a column's texts without the blanks around them."""
        if name not in self.names:
            raise BadInput(
                f"{self.path.name} has no column {name!r}. Its columns are: "
                f"{', '.join(self.names)}."
            )
        return [row[name].strip() for row in self.rows]

    def known(self, name: str) -> list[str | None]:
        """Return a column's texts, with None where nothing was answered."""
        return [None if text in MISSING else text for text in self.column(name)]

    def numbers(self, name: str) -> list[float | None]:
        """Return a column's numbers, with None where nothing was answered."""
        return [
            None if text is None else self._number(name, line, text)
            for line, text in enumerate(self.known(name), start=2)
        ]

    def _number(self, name: str, line: int, text: str) -> float:
        try:
            return float(text)
        except ValueError:
            raise BadInput(
                f"{self.path.name}, line {line}, column {name!r}: {text!r} is not a number."
            ) from None


def read_table(path: str | Path) -> Table:
    """Read a CSV file: UTF-8 with or without a mark, separated by commas, semicolons or tabs."""
    path = Path(path)
    text = _text(path)
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    rows = list(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True))
    return _table(path, [row for row in rows if any(cell.strip() for cell in row)])


def write_table(path: str | Path, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file beside its final place and move it there, so that nobody reads half."""
    path = Path(path)
    try:
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, newline="", encoding="utf-8", delete=False
        ) as file:
            writer = csv.writer(file)
            writer.writerow(names)
            writer.writerows(rows)
        Path(file.name).chmod(0o644)
        os.replace(file.name, path)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}.") from None


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not a text file in UTF-8. Save it as CSV UTF-8.") from None
    if "\0" in text:
        raise BadInput(f"{path.name} is not a text file. Save it as CSV UTF-8.")
    if not text.strip():
        raise BadInput(f"{path.name} is empty.")
    return text


def _table(path: Path, rows: list[list[str]]) -> Table:
    names = tuple(name.strip() for name in rows[0])
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise BadInput(f"{path.name} has two columns with the name {sorted(twice)[0]!r}.")
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            raise BadInput(
                f"{path.name}, row {line}: {len(row)} cells where the first row names "
                f"{len(names)} columns."
            )
    if len(rows) == 1:
        raise BadInput(f"{path.name} has a row of names and no rows below it.")
    return Table(path, names, tuple(dict(zip(names, row, strict=True)) for row in rows[1:]))
