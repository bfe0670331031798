"""Describes what is written: columns, records, and what the file says of itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .layout import Layout
    from .watch import Watch

#: What the values of a column are.
TEXT, NUMBER, INTEGER, DAY, CODE, FLAG = "text", "number", "integer", "day", "code", "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its words, and what its values are."""

    name: str
    label: str
    kind: str = TEXT
    codes: tuple[tuple[str, str], ...] = ()
    hxl: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One respondent: what is known besides the answers, in the order of `facts`, and these."""

    facts: Sequence[Any]
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader wants: labels or codes in the cells, texts, HXL tags, whether anonymised."""

    labels: bool = False
    text: bool = False
    hxl: bool = False
    anonymous: bool = True


@dataclass(frozen=True)
class Dataset:
    """A table that is about to be written; `records` are read once, one after the other.

    `mark` says who took the data, when, and by which request. `notes` are sentences that belong
    beside the data: the design, what was left out. `warning` is said of rare answers.
    """

    title: str
    layout: "Layout"
    records: Iterable[Record]
    mark: str = ""
    notes: tuple[str, ...] = ()
    language: str = "en"
    about: Mapping[str, str] = field(default_factory=dict)
    warning: str = ""

    @cached_property
    def watch(self) -> "Watch":
        """Gives what watches the rows of this data set while they are written."""
        from .watch import Watch

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


@dataclass(frozen=True)
class Written:
    """What a writer made: how many rows, names that the format forced it to change, and answers
    that few people gave.
    """

    rows: int
    names: Mapping[str, str] = field(default_factory=dict)
    rare: Sequence[str] = ()


class NotWritable(ValueError):
    """The format cannot hold this table; the sentence says why, and which one can."""

    def __init__(self, code: str, **details: object):
        super().__init__(code)
        self.code = code
        self.details = details
