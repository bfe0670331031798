"""How a recruitment runs: its forest, its waves, its invitations.

Counts are taken over every country, whatever rows the officer may read, and no row leaves this
place.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import quantiles

from django.utils.timezone import localtime

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.science.estimate import Caution
from homelands.science.facts import Facts
from homelands.science.publication.samples import MOST_OF_ONE_SEED
from homelands.science.publication.thresholds import is_small
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import responses
from homelands.surveys.questionnaires.queries.responses import RdsColumns
from homelands.surveys.recruitment.models import Coupon

_COUNTER = Actor.system("recruitment.recruitment.count")


@dataclass(frozen=True)
class Chain:
    """The chain of one seed: the number of its invitation, "" for none, and people by wave."""

    number: str
    waves: list[int]

    @property
    def size(self) -> int:
        return sum(self.waves)


@dataclass(frozen=True)
class Wave:
    """One wave: who came, how many invitations they got, and how many of those were used."""

    number: int
    people: int
    given: int
    used: int


@dataclass(frozen=True)
class Day:
    """What happened to invitations on one day."""

    on: date
    given: int
    used: int
    expired: int


@dataclass(frozen=True)
class Invitations:
    """All invitations by respondents: how many, by day, and how long until they are used."""

    given: int
    used: int
    begun: int
    expired: int
    withdrawn: int
    free: int
    days: list[Day]
    # The quartiles of days from an invitation to the answers; none while they are few.
    delay: tuple[float, float, float] | None


def chains(study: Study) -> list[Chain]:
    """Returns the chain of each seed that answered, the largest first."""
    with acting(_COUNTER):
        rows = list(responses.sent(study).values_list("label", "coupon"))
        columns = responses.sample(study, "")
    if not rows:
        return []
    numbers, forest = dict(rows), forest_of(columns)
    waves: dict[int, Counter[int]] = defaultdict(Counter)
    for seed, wave in zip(forest.seed.tolist(), forest.wave.tolist(), strict=True):
        waves[seed][wave] += 1
    found = [
        Chain(numbers[forest.ids[seed]], [counted[wave] for wave in range(max(counted) + 1)])
        for seed, counted in waves.items()
    ]
    return sorted(found, key=lambda chain: (-chain.size, chain.number.zfill(9)))


def doubts(found: Sequence[Chain]) -> list[Caution]:
    """Returns what to say of chains, the largest first: that one of them outweighs the others."""
    share = found[0].size / sum(chain.size for chain in found)
    dominates = len(found) > 1 and share > MOST_OF_ONE_SEED
    return [Caution("seed-dominates", Facts(share=share))] if dominates else []


def waves(study: Study) -> list[Wave]:
    """Returns each wave with what became of the invitations given to it."""
    with acting(_COUNTER):
        columns = responses.sample(study, "")
        issued = list(
            Coupon.objects.filter(study=study, issuer__isnull=False).values_list(
                "issuer__label", "used_by__completed_at"
            )
        )
    if not columns.ids:
        return []
    forest = forest_of(columns)
    wave = dict(zip(forest.ids, forest.wave.tolist(), strict=True))
    people = Counter(wave.values())
    given = Counter(wave[label] for label, _ in issued)
    used = Counter(wave[label] for label, completed in issued if completed)
    return [Wave(n, people[n], given[n], used[n]) for n in sorted(people)]


def invitations(study: Study, at: datetime) -> Invitations:
    """Counts what became of the invitations by respondents; those of seeds are left aside."""
    rows = Coupon.objects.filter(study=study, issuer__isnull=False)
    with acting(_COUNTER):
        found = list(
            rows.values_list(
                "issued_at", "expires_on", "used_by_id", "used_by__completed_at", "voided_at"
            )
        )
    today = localtime(at).date()
    kinds = Counter(_kind(row, today) for row in found)
    delays = sorted((row[3] - row[0]).total_seconds() / 86400 for row in found if row[3])
    return Invitations(
        given=len(found),
        used=kinds["used"],
        begun=kinds["begun"],
        expired=kinds["expired"],
        withdrawn=kinds["withdrawn"],
        free=kinds["free"],
        days=_days(found, today),
        delay=None if is_small(len(delays)) else _quartiles(delays),
    )


_Row = tuple[datetime, date, object, datetime | None, datetime | None]


def _kind(row: _Row, today: date) -> str:
    _issued, expires, user, completed, voided = row
    if completed:
        return "used"
    if voided:
        return "withdrawn"
    if user:
        return "begun"
    return "expired" if expires < today else "free"


def _days(rows: Sequence[_Row], today: date) -> list[Day]:
    """Returns the days on which something happened, the latest first."""
    given = Counter(localtime(row[0]).date() for row in rows)
    used = Counter(localtime(row[3]).date() for row in rows if row[3])
    expired = Counter(row[1] for row in rows if _kind(row, today) == "expired")
    days = sorted({*given, *used, *expired}, reverse=True)
    return [Day(day, given[day], used[day], expired[day]) for day in days]


def _quartiles(delays: Sequence[float]) -> tuple[float, float, float]:
    low, middle, high = quantiles(delays, n=4, method="inclusive")
    return low, middle, high


def forest_of(columns: RdsColumns) -> Sample:
    """Returns who invited whom, as the estimators read it."""
    return from_recruiters(columns.ids, columns.recruiters, columns.degrees)
