"""How a recruitment runs: its forest, its invitations, and whether estimates have settled.

Counts are taken over every country, whatever rows the officer may read, and no row leaves this
place. What answers or countries tell is shown only where nobody can be found in it.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import quantiles

import numpy as np
from django.utils.timezone import localtime
from numpy.typing import NDArray

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.science.analysis.groups import Groups, groups
from homelands.science.disclosure.small_cells import FLOOR, suppress
from homelands.science.rds import rds2
from homelands.science.rds.degrees import raised
from homelands.science.rds.diagnostics.convergence import Path, bottleneck, convergence
from homelands.science.rds.plan import Plan
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.rds.study import study as estimate
from homelands.surveys.models import Coupon, Scheme, Study
from homelands.surveys.queries import responses
from homelands.surveys.queries.responses import RdsColumns

_COUNTER = Actor.system("surveys.recruitment.count")

#: With fewer respondents a line says nothing; between two points of it stand at least so many.
ENOUGH, APART = 30, 10
MOST_CATEGORIES, REPLICATES = 12, 300
LONG_ENOUGH = 6  # waves, from which the choice of seeds is taken to be forgotten


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


@dataclass(frozen=True)
class Line:
    """How one category's share moved: respondents known, and the share; None is hidden."""

    category: str
    points: list[tuple[int, float]]


@dataclass(frozen=True)
class Advice:
    """What decides whether to stop in one country; None is not known, or may not be shown."""

    destination: str
    n: int | None
    target: int | None
    waves: int | None = None
    largest: float | None = None
    settled: bool | None = None
    why: str = ""

    @property
    def stopped(self) -> bool:
        return bool(self.why)

    @property
    def enough(self) -> bool:
        return self.n is not None and self.target is not None and self.n >= self.target

    @property
    def stop(self) -> bool:
        """Says whether everything speaks for giving out no more invitations."""
        return bool(
            self.enough
            and self.settled
            and (self.waves or 0) >= LONG_ENOUGH
            and (self.largest or 1) <= 0.5
        )


def chains(study: Study) -> list[Chain]:
    """Returns the chain of each seed that answered, the largest first."""
    with acting(_COUNTER):
        rows = list(responses.sent(study).values_list("label", "coupon"))
        columns = responses.sample(study, "")
    if not rows:
        return []
    numbers, forest = dict(rows), _sample(columns)
    waves: dict[int, Counter[int]] = defaultdict(Counter)
    for seed, wave in zip(forest.seed.tolist(), forest.wave.tolist(), strict=True):
        waves[seed][wave] += 1
    found = [
        Chain(numbers[forest.ids[seed]], [counted[wave] for wave in range(max(counted) + 1)])
        for seed, counted in waves.items()
    ]
    return sorted(found, key=lambda chain: (-chain.size, chain.number.zfill(9)))


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
    forest = _sample(columns)
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
        delay=_quartiles(delays) if len(delays) >= FLOOR else None,
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


def _days(found: Sequence[_Row], today: date) -> list[Day]:
    """Returns the days on which something happened, the latest first."""
    given = Counter(localtime(row[0]).date() for row in found)
    used = Counter(localtime(row[3]).date() for row in found if row[3])
    expired = Counter(row[1] for row in found if _kind(row, today) == "expired")
    days = sorted({*given, *used, *expired}, reverse=True)
    return [Day(day, given[day], used[day], expired[day]) for day in days]


def _quartiles(delays: Sequence[float]) -> tuple[float, float, float]:
    low, middle, high = quantiles(delays, n=4, method="inclusive")
    return low, middle, high


def variables(study: Study) -> list[str]:
    """Returns the questions whose answers can be followed: few categories, many answers."""
    with acting(_COUNTER):
        named = responses.named(study)
    values: dict[str, Counter[str]] = defaultdict(Counter)
    for answers in named:
        for name, answer in answers.items():
            values[name][answer] += 1
    return sorted(
        name
        for name, counted in values.items()
        if 2 <= len(counted) <= MOST_CATEGORIES and counted.total() >= ENOUGH
    )


def lines(study: Study, variable: str) -> list[Line]:
    """Returns how the share of each category moved as respondents came."""
    with acting(_COUNTER):
        columns = responses.sample(study, variable)
        days = _order(study)
    case = _case(columns)
    if case is None:
        return []
    forest, found, weight = case
    day = np.array([days[label] for label in forest.ids])
    path = convergence(forest, found, weight, day)
    steps = _far_apart(path)
    shown = _shown(found)
    return [
        Line(name, [(int(path.n[s]), float(path.share[s, k])) for s in steps])
        for k, name in enumerate(found.names)
        if name in shown
    ]


def ends(study: Study, variable: str) -> list[tuple[str, int, dict[str, float]]]:
    """Returns where the chain of each seed arrived: its number, its people, the shares."""
    with acting(_COUNTER):
        columns = responses.sample(study, variable)
        numbers = dict(responses.sent(study).values_list("label", "coupon"))
    case = _case(columns)
    if case is None:
        return []
    forest, found, weight = case
    shown = _shown(found)
    return [
        (
            numbers[seed],
            int(path.n[-1]),
            {name: float(path.share[-1, k]) for k, name in enumerate(found.names) if name in shown},
        )
        for seed, path in bottleneck(forest, found, weight).items()
        if path.n[-1] >= ENOUGH
    ]


def advice(study: Study, scheme: Scheme, variable: str) -> list[Advice]:
    """Returns for each country what speaks for and against stopping there."""
    with acting(_COUNTER):
        columns = responses.sample(study, variable)
        days = _order(study)
        places = dict(responses.sent(study).values_list("label", "destination"))
    counted = Counter(places.values())
    names = sorted({*counted, *study.destinations})
    some = [name for name in names if counted[name]]
    hidden = dict(zip(some, _hidden([counted[name] for name in some]), strict=True))
    found = []
    for name in names:
        why = (scheme.stopped.get(name) or scheme.stopped.get("") or {}).get("why", "")
        n = None if hidden.get(name) else counted[name]
        plain = Advice(name, n, scheme.target, why=why)
        found.append(plain if not n else _judged(plain, _within(columns, places, name), days))
    return found


def _judged(plain: Advice, columns: RdsColumns, days: dict[str, float]) -> Advice:
    forest = _sample(columns)
    return Advice(
        destination=plain.destination,
        n=plain.n,
        target=plain.target,
        waves=int(forest.wave.max()),
        largest=float(np.bincount(forest.seed).max()) / len(forest.ids),
        settled=_settled(columns, days),
        why=plain.why,
    )


def _settled(columns: RdsColumns, days: dict[str, float]) -> bool | None:
    """Says whether every share stopped moving; None where that cannot be known."""
    case = _case(columns)
    if case is None:
        return None
    forest, found, weight = case
    try:
        made = estimate(forest, columns.outcome, Plan(replicates=REPLICATES))
    except ValueError:
        return None
    path = convergence(forest, found, weight, np.array([days[label] for label in forest.ids]))
    return bool(path.settled(np.nan_to_num(made.se)).all())


def _within(columns: RdsColumns, places: dict[str, str], destination: str) -> RdsColumns:
    """Returns the part of one country: who was invited from abroad begins a chain there."""
    keep = [k for k, label in enumerate(columns.ids) if places[label] == destination]
    inside = {columns.ids[k] for k in keep}
    return RdsColumns(
        ids=[columns.ids[k] for k in keep],
        recruiters=[one if (one := columns.recruiters[k]) in inside else None for k in keep],
        degrees=[columns.degrees[k] for k in keep],
        outcome=[columns.outcome[k] for k in keep],
    )


def _case(columns: RdsColumns) -> tuple[Sample, Groups, NDArray[np.float64]] | None:
    """Returns the forest, the categories and RDS-II weights; None while there are too few."""
    outcome = [answer or None for answer in columns.outcome]
    if sum(answer is not None for answer in outcome) < ENOUGH or not any(columns.degrees):
        return None
    forest, found = _sample(columns), groups(outcome)
    return forest, found, rds2.weights(raised(forest).degree)


def _sample(columns: RdsColumns) -> Sample:
    return from_recruiters(columns.ids, columns.recruiters, columns.degrees)


def _order(study: Study) -> dict[str, float]:
    rows = responses.sent(study).values_list("label", "completed_at")
    return {label: at.timestamp() for label, at in rows if at is not None}


def _far_apart(path: Path) -> list[int]:
    """Returns the steps of a path between which nobody's own answer can be worked out."""
    steps: list[int] = []
    for step, n in enumerate(path.n.tolist()):
        if n >= ENOUGH and (not steps or n - path.n[steps[-1]] >= APART):
            steps.append(step)
    return steps


def _shown(found: Groups) -> set[str]:
    """Returns the categories of which there are not too few to show."""
    counts = np.bincount(found.code[found.known], minlength=len(found.names)).tolist()
    pairs = zip(found.names, _hidden(counts), strict=True)
    return {name for name, hidden in pairs if not hidden}


def _hidden(counts: Sequence[int]) -> list[bool]:
    if not counts:
        return []
    kept: list[bool] = suppress(np.array(counts, dtype=np.int64), FLOOR).hidden[:-1].tolist()
    return kept
