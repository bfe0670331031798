"""Holds a table that is about to be written, and watches its rows on the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .columns import Record
from .layout import Layout
from .watch import Watch


@dataclass(frozen=True)
class Dataset:
    """A table that is about to be written; `records` are read once, one after the other.

    `mark` says who took the data, when, and by which request. `notes` are sentences that belong
    beside the data: the design, what was left out. `warning` is said of rare answers, `shortened`
    of columns whose texts were too long for the format.
    """

    title: str
    layout: Layout
    records: Iterable[Record]
    mark: str = ""
    notes: tuple[str, ...] = ()
    language: str = "en"
    about: Mapping[str, str] = field(default_factory=dict)
    warning: str = ""
    shortened: str = ""

    @cached_property
    def watch(self) -> Watch:
        """Gives what watches the rows of this data set while they are written."""
        return Watch(self.layout.columns)

    def row(self, record: Record) -> list[Any]:
        """Returns the cells of one respondent, who is looked at on the way."""
        cells = self.layout.row(record)
        self.watch.look(cells)
        return cells

    def last_notes(self, cut: Sequence[str] = ()) -> list[str]:
        """Returns the notes once all is written: those known before, and what showed on the way."""
        told = ((self.warning, self.watch.rare), (self.shortened, cut))
        more = [words % {"names": _listed(names)} for words, names in told if words and names]
        return [*self.notes, *more]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:40]) + (" …" if len(names) > 40 else "")
