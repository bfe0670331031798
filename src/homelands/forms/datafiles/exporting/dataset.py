"""Holds a table that is about to be written, and watches its rows on the way."""

from collections.abc import Iterable, Mapping
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
    beside the data: the design, what was left out. `warning` is said of rare answers.
    """

    title: str
    layout: Layout
    records: Iterable[Record]
    mark: str = ""
    notes: tuple[str, ...] = ()
    language: str = "en"
    about: Mapping[str, str] = field(default_factory=dict)
    warning: str = ""

    @cached_property
    def watch(self) -> Watch:
        """Gives what watches the rows of this data set while they are written."""
        return Watch(self.layout.columns)

    def row(self, record: Record) -> list[Any]:
        """Returns the cells of one respondent, who is looked at on the way."""
        cells = self.layout.row(record)
        self.watch.look(cells)
        return cells

    def last_notes(self) -> list[str]:
        """Returns the notes once all is written: those that were known before, and the warning."""
        rare = self.watch.rare
        if not (rare and self.warning):
            return list(self.notes)
        names = ", ".join(rare[:40]) + (" …" if len(rare) > 40 else "")
        return [*self.notes, self.warning % {"names": names}]
