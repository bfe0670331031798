"""Tables in files: read whole, with sentences for what is wrong, and written whole or not."""

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from homelands.forms import tables
from homelands.forms.tables import MISSING, Unreadable

Value = TypeVar("Value")


class BadInput(ValueError):
    """A sentence for the person at the terminal: what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows as they stand."""

    path: Path
    held: tables.Table

    @property
    def names(self) -> tuple[str, ...]:
        return self.held.header

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return self.held.rows

    def column(self, name: str) -> list[str]:
        """Return a column's texts without the blanks around them."""
        if name not in self.names:
            raise BadInput(
                f"{self.path.name} has no column {name!r}. Its columns are: "
                f"{', '.join(self.names)}."
            )
        return self.held.column(name)

    def cells(self, name: str) -> Iterator[tuple[int, str]]:
        """Yield a column's texts with the number of the line that each stands in."""
        return zip(self.held.numbers, self.column(name), strict=True)

    def known(self, name: str, missing: frozenset[str] = MISSING) -> list[str | None]:
        """Return a column's texts, with None where nothing was answered."""
        return tables.known(self.column(name), missing)

    def counts(self, name: str) -> list[int]:
        """Return a column's numbers of people."""
        fault = "no number of people: write a whole number, zero or more"
        return self._read(name, tables.count, fault)

    def numbers(self, name: str) -> list[float | None]:
        """Return a column's numbers, with None where nothing was answered."""
        return self._read(name, _number, "not a number")

    def complete(
        self,
        name: str,
        fits: Callable[[float], bool] = lambda value: True,
        fault: str = "",
        lacking: str = "",
    ) -> list[float]:
        """Return a column's numbers, of which none is missing; `fault` is said of what fits not.

        It may name the {value}; `lacking` is said of a missing one where it is another fault.
        """
        found = []
        for line, value in zip(self.held.numbers, self.numbers(name), strict=True):
            if value is None:
                raise self.wrong(line, name, lacking or fault or "the number is missing")
            if not fits(value):
                raise self.wrong(line, name, fault.format(value=f"{value:g}"))
            found.append(value)
        return found

    def degrees(self, name: str) -> list[float | None]:
        """Return how many people each respondent knows, with None where nothing was answered."""
        fault = "no number of contacts: write a number, 0 or more, and nothing where it is unknown"
        return self._read(name, tables.degree, fault)

    def _read(self, name: str, reader: Callable[[str], Value], fault: str) -> list[Value]:
        found = []
        for line, text in self.cells(name):
            try:
                found.append(reader(text))
            except ValueError:
                raise self.wrong(line, name, f"{text!r} is {fault}") from None
        return found

    def wrong(self, line: int, name: str, fault: str) -> BadInput:
        """Return a sentence on a cell: what is wrong with it, and where it stands."""
        return BadInput(f"{self.path.name}, line {line}, column {name!r}: {fault}.")


def is_weight(value: float) -> bool:
    """Say whether a number can be a weight: finite, zero or more."""
    return 0 <= value < float("inf")


def is_above(value: float) -> bool:
    """Say whether a number is finite and above zero."""
    return 0 < value < float("inf")


#: What is said of a number that can be no weight.
NO_WEIGHT = "a weight is a number of zero or more"


def _number(text: str) -> float | None:
    return None if text in MISSING else tables.number(text)


def read_table(path: str | Path) -> Table:
    """Read a file by what it holds: CSV, a workbook, or a file of SPSS or Stata."""
    path = Path(path)
    try:
        return Table(path, tables.read_table(path.read_bytes()))
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None
    except Unreadable as fault:
        raise BadInput(f"{path.name}: {fault}") from None


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
