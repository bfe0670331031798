"""What apps add to the pages of a record that an app below owns.

    parts.add("study", Part("answers", 10, _("Submissions"), "collection.submissions.listed", …))

The app that owns the record draws them without knowing who added them. Apps add in `apps.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not

Check = Callable[[Actor, Any], None]
CountByKey = Callable[[Collection[UUID]], Mapping[UUID, int]]


def _always(record: Any) -> bool:
    return True


@dataclass(frozen=True)
class Part:
    """A page about the record: in which group of links it stands, and who may open it.

    `holds` names the pages that belong to it; `fits` says for which records there is one.
    """

    group: str
    place: int
    words: Any
    page: str
    check: Check
    holds: tuple[str, ...] = ()
    fits: Callable[[Any], bool] = _always


class Kind(Enum):
    """How the answer of a duty is read."""

    ONCE = "once"  # done, or to be done
    STOCK = "stock"  # how many there are: none is nothing to be proud of
    WAITING = "waiting"  # how many wait for somebody


@dataclass(frozen=True)
class Duty:
    """Something to be done about the record: how far it is, and the page where it is done.

    Who may not `see` it is not shown it; who may not `do` it is given no link. A duty that is
    `quiet` is shown only while something waits.
    """

    place: int
    words: Any
    page: str
    kind: Kind
    count: Callable[[Any], int]
    see: Check
    do: Check
    query: str = ""
    quiet: bool = False
    fits: Callable[[Any], bool] = _always


_PARTS: dict[str, list[Part]] = defaultdict(list)
_DUTIES: dict[str, list[Duty]] = defaultdict(list)
_BOXES: dict[str, list[str]] = defaultdict(list)
_WAITING: dict[str, list[CountByKey]] = defaultdict(list)


def add(record: str, *added: Part | Duty) -> None:
    """Adds pages and duties to a kind of record; called once from an app's `ready`."""
    for one in added:
        if isinstance(one, Part):
            _PARTS[record].append(one)
        else:
            _DUTIES[record].append(one)


def add_box(page: str, template: str) -> None:
    """Adds a template to those that a page of an app below includes."""
    _BOXES[page].append(template)


def add_waiting(record: str, count: CountByKey) -> None:
    """Adds what waits on records of a kind: `count` is given their keys."""
    _WAITING[record].append(count)


def of(kind: str, record: Any, by: Actor) -> list[Part]:
    """Returns the parts of a record that the actor may open, in their order."""
    parts = sorted(_PARTS[kind], key=lambda part: part.place)
    return [part for part in parts if part.fits(record) and not why_not(part.check, by, record)]


def duties(kind: str, record: Any, by: Actor) -> list[Duty]:
    """Returns what is to be done about a record, as far as the actor may see it, in order."""
    duties = sorted(_DUTIES[kind], key=lambda duty: duty.place)
    return [duty for duty in duties if duty.fits(record) and not why_not(duty.see, by, record)]


def boxes(page: str) -> list[str]:
    """Returns the templates that apps above add to a page."""
    return list(_BOXES[page])


def waiting(kind: str, keys: Collection[UUID]) -> Mapping[UUID, int]:
    """Counts what waits on each record, by its key."""
    counted: Counter[UUID] = Counter()
    for count in _WAITING[kind]:
        counted.update(count(keys))
    return counted
