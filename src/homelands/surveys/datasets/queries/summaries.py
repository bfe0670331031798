"""How many answered a study, when, by which collector and where, as it may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homelands.foundation.access.context import acting
from homelands.science.publication.thresholds import SMALLEST
from homelands.surveys.datasets.models import Summary
from homelands.surveys.datasets.queries import tallies
from homelands.surveys.datasets.queries.counts import COUNTER, hide
from homelands.surveys.questionnaires.models import Collector, Response, Study
from homelands.surveys.questionnaires.queries.responses import Counts, safe

#: At most so many periods stand under each other.
MOST_PERIODS = 30


@dataclass(frozen=True)
class Period:
    """Some days, one after the other, in which enough people answered to say how many."""

    first: date
    last: date
    n: int


@dataclass(frozen=True)
class Overview:
    """What is known of a study's answers as a whole; None is too few to show."""

    through: datetime
    complete: int | None
    drafts: int | None
    periods: Sequence[Period]
    collectors: Counts
    destinations: Counts

    @property
    def share(self) -> float | None:
        """The part of those who began that came to the end."""
        if not self.complete or self.drafts is None:
            return None
        return self.complete / (self.complete + self.drafts)


def kept(study: Study) -> Summary | None:
    """Returns what is kept of a study, as it is."""
    with acting(COUNTER):
        return tallies.kept(study)


def is_answered(study: Study) -> bool:
    """Says whether there is anything to count."""
    with acting(COUNTER):
        return Response.objects.filter(study=study, completed_at__isnull=False).exists()


def overview(summary: Summary) -> Overview:
    """Returns what may be shown of what is kept."""
    complete, drafts = hide([summary.responses, summary.drafts])
    return Overview(
        through=summary.through,
        complete=complete,
        drafts=drafts,
        periods=periods({date.fromisoformat(day): n for day, n in summary.days.items()}),
        collectors=_apart(_collectors(summary)),
        destinations=safe(_by_number(summary.destinations)),
    )


def _apart(collectors: list[tuple[str, int]]) -> Counts:
    """Returns the collectors if each has enough answers: with their countries they would tell."""
    found = safe(collectors)
    return Counts([], None) if any(n is None for _name, n in found.rows) else found


def _collectors(summary: Summary) -> list[tuple[str, int]]:
    names = dict(
        Collector.objects.filter(pk__in=[key for key in summary.collectors if key]).values_list(
            "pk", "name"
        )
    )
    named = {str(key): name for key, name in names.items()}
    return [(named.get(key, ""), n) for key, n in _by_number(summary.collectors)]


def _by_number(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def periods(days: Mapping[date, int]) -> list[Period]:
    """Joins days, weeks or longer until each period holds enough people."""
    if sum(days.values()) < SMALLEST:
        return []
    first, last = min(days), max(days)
    length = next(
        length
        for length in (1, 7, 28, 91, 364, 3640, 36400)
        if (last - first).days < length * MOST_PERIODS
    )
    joined: list[Period] = []
    begins, n = first, 0
    for start in range(0, (last - first).days + 1, length):
        ends = min(first + timedelta(start + length - 1), last)
        n += sum(days.get(first + timedelta(start + day), 0) for day in range(length))
        if n >= SMALLEST:
            joined.append(Period(begins, ends, n))
            begins, n = ends + timedelta(1), 0
    if n or begins <= last:
        before = joined.pop()
        joined.append(Period(before.first, last, before.n + n))
    return joined
