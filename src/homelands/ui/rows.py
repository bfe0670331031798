"""The small frozen things that components are given to draw."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, Protocol

from .numerals import number

Tone = Literal["neutral", "good", "warn", "bad", "wait"]


@dataclass(frozen=True)
class SummaryRow:
    """One line of a summary list; ``change_label`` completes "Change …" for screen readers."""

    term: str
    value: object
    change_url: str = ""
    change_label: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of a timeline: when, who, what, and why where a reason was given."""

    at: datetime | date
    who: str
    what: str
    why: str = ""


@dataclass(frozen=True)
class Task:
    """One line of a task list; without a url it cannot be opened yet."""

    label: str
    url: str
    status: str
    tone: Tone = "neutral"


@dataclass(frozen=True)
class BarRow:
    """One line of a table that is its own chart: how many, their share, and the length of the bar.

    `n` is None where it is too few to show; what stands `aside`, such as no answer, has no share.
    """

    label: str
    n: int | None
    share: float | None = None
    length: float = 0.0
    aside: bool = False

    @property
    def width(self) -> str:
        """The length of the bar as a drawing writes it, whatever the reader's language."""
        return f"{100 * self.length:.1f}".removesuffix(".0")

    @property
    def percent(self) -> str:
        """The share in per cent, as the reader's language writes it."""
        return "" if self.share is None else number(100 * self.share, 1)


def bars(rows: Iterable[BarRow]) -> list[BarRow]:
    """Returns the lines with the bars of one chart: the longest is that of the largest number."""
    drawn = list(rows)
    most = max((row.n for row in drawn if row.n), default=0)
    return [replace(row, length=row.n / most) if row.n else row for row in drawn]


class Reason(Protocol):
    """What ``{% reasons %}`` reads: ``weight`` runs from -1 (against) to 1 (for)."""

    @property
    def sentence(self) -> str: ...
    @property
    def weight(self) -> float: ...
    @property
    def known(self) -> bool: ...
