"""How many people went how far: registered, matched, placed, followed up."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.programmes.placements.models import FollowUp, Placement
from homelands.programmes.selection.models import Match
from homelands.results.queries.measures import end_of, registered
from homelands.science.publication.thresholds import is_small


@dataclass(frozen=True)
class Funnel:
    """How many people reached each step; None is too few to show."""

    registered: int | None
    matched: int | None
    placed: int | None
    followed_up: int | None


def counted(on: date) -> Funnel:
    """Counts those who had reached each step by the end of a day.

    People and not placements: somebody who was placed three times went all the way once, and
    what must not be too small is the number of people.
    """
    end = end_of(on)
    agreed = Match.objects.filter(agreed_at__lt=end).exclude(state=Match.State.DECLINED)
    started = Placement.objects.filter(started_on__lte=on)
    followed = FollowUp.objects.filter(at__lt=end)
    people = [rows.values("person").distinct().count() for rows in (agreed, started, followed)]
    return Funnel(registered(on), *people)


def public(on: date) -> Funnel:
    """Counts them for everybody, with what is too small to show left out."""
    # Whoever reads this may see no single person; all may see how many went how far.
    with acting(Actor.system("results.funnel")):
        counts = astuple(counted(on))
    return Funnel(*_safe(counts))


def _safe(counts: Sequence[int]) -> Iterator[int | None]:
    """Yields what may be shown: neither few people, nor a few who did not go on from a step."""
    before: int | None = None
    for count in counts:
        lost = 0 if before is None else before - count
        if is_small(count) or (lost > 0 and is_small(lost)):
            yield None
        else:
            before = count
            yield count
