"""How the shares settled, who recruited whom, and how contacts and weights are spread."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from homelands.mapping.statistics.rules.diagnosis.case import Case
from homelands.mapping.statistics.rules.diagnosis.found import (
    Contacts,
    Likeness,
    Matrix,
    Settling,
    Track,
    Weights,
)
from homelands.science.analysis.groups import Groups, groups
from homelands.science.disclosure import safety
from homelands.science.rds.diagnostics import contacts as reported
from homelands.science.rds.diagnostics.convergence import Path, bottleneck, convergence, still
from homelands.science.rds.diagnostics.homophily import homophily
from homelands.science.rds.diagnostics.mixing import mixing
from homelands.science.rds.sample import Sample
from homelands.science.weighting.design_effect import design_effect

Floats = NDArray[np.float64]

BARS = 20


def settling(case: Case, day: Floats | None, numbers: dict[str, int]) -> Settling:
    """Returns how the shares moved; `numbers` gives the number of each seed's chain by its id."""
    made = case.study
    path = convergence(case.sample, case.used, made.weight, day)
    chains = bottleneck(case.sample, case.used, made.weight, day)
    tracks = [(numbers[seed], _track(case, one)) for seed, one in chains.items()]
    return Settling(
        whole=_track(case, path),
        chains=tuple(sorted((number, track) for number, track in tracks if track.n)),
        settled=tuple(path.settled(made.se).tolist()),
        moved=case.safe(path.moved.tolist()),
        still=case.safe(still(made.se).tolist()),
        by_day=day is not None,
    )


def _track(case: Case, path: Path) -> Track:
    kept = safety.steps(path.n)
    return Track(
        n=tuple(path.n[kept].tolist()),
        shares=tuple(case.safe(step) for step in path.share[kept].tolist()),
    )


def likeness(case: Case, countries: Sequence[str]) -> Likeness:
    """Returns homophily by category, and the recruits between groups and between countries."""
    made = case.study
    found = homophily(case.sample, case.told, made.treated.degree, made.weight)
    return Likeness(
        recruitment=found.recruitment,
        population=case.safe(found.population.tolist()),
        activity=case.safe(found.activity.tolist()),
        groups=_matrix(case.sample, case.told, any(case.hidden)),
        countries=_countries(case.sample, countries),
    )


def _countries(sample: Sample, countries: Sequence[str]) -> Matrix | None:
    """Returns the recruits between countries, where there are at least two."""
    if len({country for country in countries if country}) < 2:
        return None
    found = groups([country or None for country in countries])
    counts = np.bincount(found.code[found.known], minlength=len(found.names)).tolist()
    return _matrix(sample, found, any(safety.hidden(counts)))


def _matrix(sample: Sample, found: Groups, hide: bool) -> Matrix:
    mixed = mixing(sample, found)
    cells = tuple(tuple(int(cell) for cell in row) for row in mixed.counts.tolist())
    return Matrix(
        names=found.names,
        cells=None if hide else cells,
        total=int(mixed.counts.sum()),
        across=float(mixed.across),
        second=mixed.second,
    )


def contacts(case: Case) -> Contacts:
    """Returns the numbers of contacts as they were reported, in classes of ten people and more."""
    found = reported.contacts(case.sample)
    n = len(case.sample.ids)
    given = int(found.count.sum())
    return Contacts(
        classes=tuple(safety.classes(found.edge, found.count)),
        reported=given,
        median=found.median,
        missing=round(found.missing * n),
        below_ties=round(found.below_ties * n),
        heaped=round(found.heaped * given),
        invalid=case.study.treated.invalid,
    )


def weights(case: Case) -> Weights:
    """Returns the spread of the weights of those in the estimate, as multiples of their mean."""
    cost = design_effect(case.study.weight)
    used = case.study.weight[case.study.weight > 0]
    relative = used / used.mean()
    top = float(relative.max())
    edge = np.geomspace(max(float(relative.min()), top / 1000), top, BARS + 1)
    edge[0], edge[-1] = 0.0, top
    count, _edges = np.histogram(relative, np.unique(edge))
    return Weights(
        classes=tuple(safety.classes(np.unique(edge), count)),
        people=cost.n,
        ratio=cost.ratio,
        kish=cost.effective_n,
    )
