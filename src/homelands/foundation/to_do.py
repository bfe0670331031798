"""What waits for an officer, in every role that they hold, from any app: the desk's one list.

    to_do.register(Source("payments.approve", to_do.to_approve, covers=[Payment.State.DRAFTED]))

An app says in `apps.py` where it looks, and for which states of its records: a test walks all
states and fails on one in which a record would wait on no list. Titles name no person, so that
reading the list is no look at anybody.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from homelands.foundation.actors import Actor

#: How many of each kind are shown; as they are done the next ones come up.
MOST = 100


@dataclass(frozen=True)
class Item:
    """One thing that waits: what it is, the page of the act, and by when.

    `waits_for` names who has to act first, where that is not the reader.
    """

    sort: Any
    title: Any
    act: Any
    url: str
    due_on: date
    about: Any = ""
    since: date | None = None
    waits_for: Any = ""
    escalated: bool = False

    @property
    def days(self) -> int | None:
        """How many days were given in all."""
        return None if self.since is None else (self.due_on - self.since).days


Fetch = Callable[[Actor, date, int], Iterable[Item]]


@dataclass(frozen=True)
class Source:
    """Where an app looks for what waits: `fetch` gives at most so many, the most urgent first."""

    code: str
    fetch: Fetch
    covers: Sequence[Any] = ()


_SOURCES: dict[str, Source] = {}


def register(*sources: Source) -> None:
    """Adds sources; called once for each from an app's `ready`."""
    for source in sources:
        _SOURCES[source.code] = source


def sources() -> list[Source]:
    """Returns every source."""
    return list(_SOURCES.values())


@dataclass(frozen=True)
class Desk:
    """What waits for the reader, by when; what waits for others; and whether there is more."""

    overdue: list[Item]
    today: list[Item]
    week: list[Item]
    later: list[Item]
    others: list[Item]
    more: bool

    @property
    def count(self) -> int:
        """How many things wait for the reader in the next seven days."""
        return len(self.overdue) + len(self.today) + len(self.week)


def desk(actor: Actor, today: date, most: int = MOST) -> Desk:
    """Collects what waits, the most urgent first."""
    fetched = [list(source.fetch(actor, today, most + 1)) for source in sources()]
    shown = [item for items in fetched for item in items[:most]]
    shown.sort(key=lambda item: (item.due_on, item.since or item.due_on))
    mine = [item for item in shown if not item.waits_for]

    def due(after: date, until: date) -> list[Item]:
        return [item for item in mine if after < item.due_on <= until]

    week = today + timedelta(days=7)
    return Desk(
        overdue=due(date.min, today - timedelta(days=1)),
        today=due(today - timedelta(days=1), today),
        week=due(today, week),
        later=due(week, date.max),
        others=[item for item in shown if item.waits_for],
        more=any(len(items) > most for items in fetched),
    )
