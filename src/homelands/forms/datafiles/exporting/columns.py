"""Names what a file is made of: columns, records, wishes, and what a writer says it made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: What the values of a column are.
TEXT, NUMBER, INTEGER, DAY, CODE, FLAG = "text", "number", "integer", "day", "code", "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its words, and what its values are.

    `answers` are the values that tell something of somebody, where they come from a list.
    """

    name: str
    label: str
    kind: str = TEXT
    codes: tuple[tuple[str, str], ...] = ()
    hxl: str = ""
    answers: tuple[Any, ...] = ()


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
class Written:
    """What a writer made: how many rows, names that the format forced it to change, answers that
    few people gave, and columns of which the format held only the beginning of a text.
    """

    rows: int
    names: Mapping[str, str] = field(default_factory=dict)
    rare: Sequence[str] = ()
    cut: Sequence[str] = ()


class NotWritable(ValueError):
    """The format cannot hold this table; the sentence says why, and which one can."""

    def __init__(self, code: str, **details: object):
        super().__init__(code)
        self.code = code
        self.details = details
