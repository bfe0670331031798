"""Whether the shares of a recruitment have settled, and what speaks for stopping it.

As in `recruitment`, counts are taken over every country, no row leaves this place, and shares are
shown only where nobody can be found in them.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.science.analysis.groups import Groups, groups
from homelands.science.disclosure import safety
from homelands.science.facts import Unfit
from homelands.science.publication.precision import FEWEST
from homelands.science.publication.samples import FEW_WAVES, MOST_OF_ONE_SEED
from homelands.science.rds import rds2
from homelands.science.rds.degrees import raised
from homelands.science.rds.diagnostics.convergence import Path, bottleneck, convergence
from homelands.science.rds.plan import Plan
from homelands.science.rds.sample import Sample
from homelands.science.rds.study import study as estimate
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import responses
from homelands.surveys.questionnaires.queries.responses import RdsColumns
from homelands.surveys.recruitment.models import Scheme
from homelands.surveys.recruitment.queries.recruitment import forest_of

_COUNTER = Actor.system("recruitment.recruitment.count")

#: With fewer respondents a line says nothing.
ENOUGH = FEWEST
MOST_CATEGORIES, REPLICATES = 12, 300
LONG_ENOUGH = FEW_WAVES  # from which the choice of seeds is taken to be forgotten


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
            self.enough and self.settled and (self.waves or 0) >= LONG_ENOUGH and not self.dominated
        )

    @property
    def dominated(self) -> bool:
        """Says whether the chain of one seed holds so much that it decides the shares."""
        return (1 if self.largest is None else self.largest) > MOST_OF_ONE_SEED


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
    steps = _steps(path)
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
    hidden = dict(zip(some, safety.hidden([counted[name] for name in some]), strict=True))
    found = []
    for name in names:
        why = (scheme.stopped.get(name) or scheme.stopped.get("") or {}).get("why", "")
        n = None if hidden.get(name) else counted[name]
        plain = Advice(name, n, scheme.target, why=why)
        found.append(plain if not n else _judged(plain, _within(columns, places, name), days))
    return found


def _judged(plain: Advice, columns: RdsColumns, days: dict[str, float]) -> Advice:
    forest = forest_of(columns)
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
    except Unfit:
        return None
    path = convergence(forest, found, weight, np.array([days[label] for label in forest.ids]))
    return bool(path.settled(made.se).all())


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
    forest, found = forest_of(columns), groups(outcome)
    return forest, found, rds2.weights(raised(forest).degree)


def _order(study: Study) -> dict[str, float]:
    rows = responses.sent(study).values_list("label", "completed_at")
    return {label: at.timestamp() for label, at in rows if at is not None}


def _steps(path: Path) -> list[int]:
    """Returns the steps of a path that may be shown, and that say something."""
    return [step for step in safety.steps(path.n) if path.n[step] >= ENOUGH]


def _shown(found: Groups) -> set[str]:
    """Returns the categories of which there are not too few to show."""
    counts = np.bincount(found.code[found.known], minlength=len(found.names)).tolist()
    pairs = zip(found.names, safety.hidden(counts), strict=True)
    return {name for name, hidden in pairs if not hidden}
