"""What kinds of promise there are: how long each may take, and which page keeps it.

The apps above register their kinds in `apps.py`; the desk's home page lists them without
importing those apps.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

Titles = Callable[[Sequence[UUID]], Mapping[UUID, str]]


def _untitled(keys: Sequence[UUID]) -> Mapping[UUID, str]:
    return {}


@dataclass(frozen=True)
class Kind:
    """A kind of promise. `code` is the slice that makes it; `page` the URL name that keeps it.

    On the desk it is an entry of a `sort` ("Question") with a button for the `act` ("Answer");
    `titles` gives what the records are called, without naming a person. Whoever asked reads it as
    `theirs` ("A decision on your application"), which leads to `their_page`.
    """

    code: str
    label: Any
    page: str
    days: int
    sort: Any
    act: Any
    titles: Titles = _untitled
    theirs: Any = ""
    their_page: Callable[[UUID], str] | None = None
    asked: bool = True  # by the person it is about, who follows it; else it is among officers

    def due(self, made_at: datetime) -> datetime:
        return made_at + timedelta(days=self.days)


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Adds a kind; called once for each from an app's `ready`."""
    KINDS[kind.code] = kind
