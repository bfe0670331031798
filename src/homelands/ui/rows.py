"""The small frozen things that components are given to draw."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

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


class Reason(Protocol):
    """What ``{% reasons %}`` reads: ``weight`` runs from -1 (against) to 1 (for)."""

    @property
    def sentence(self) -> str: ...
    @property
    def weight(self) -> float: ...
    @property
    def known(self) -> bool: ...
