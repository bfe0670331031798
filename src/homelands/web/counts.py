"""What the service did so far, for the front page: counted over whole tables by a job, and kept."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from homelands.foundation.queries import promises
from homelands.mapping.stocks.queries import registered
from homelands.programmes.placements.queries import placements
from homelands.science.publication.thresholds import is_small

_KEY = "web.counts"
#: For how many seconds the counts stand before they are made again.
FRESH = 600


@dataclass(frozen=True)
class Counts:
    """What was done: `in_time` per cent of replies, which took so many `days` on average.

    `people` is None where they are too few to show; what is too few otherwise is 0.
    """

    people: int | None
    countries: int
    answered: int
    in_time: int
    days: int
    completed: int


def kept() -> Counts | None:
    """Returns what was counted last; None before anything was."""
    found: Counts | None = cache.get(_KEY)
    return found


def keep(at: datetime) -> None:
    """Counts again, unless it was done lately."""
    if cache.get(f"{_KEY}.fresh") is None or kept() is None:
        cache.set(_KEY, _counted(at))
        cache.set(f"{_KEY}.fresh", True, FRESH)


def _counted(at: datetime) -> Counts:
    people, countries = registered.everywhere(at=at)
    times = promises.response_times(at)
    answered = sum(time.kept for time in times)
    if is_small(answered):
        answered = 0
    completed = placements.completed().count()
    return Counts(
        people=people,
        countries=countries,
        answered=answered,
        in_time=round(100 * sum(time.in_time for time in times) / answered) if answered else 0,
        days=round(sum(time.mean_days * time.kept for time in times) / answered) if answered else 0,
        completed=0 if is_small(completed) else completed,
    )
