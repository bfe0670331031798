"""The checks of a recruitment that decide its class: B where all are passed, C where one is not.

Question     Is there anything in how the chains ran that makes an estimate only indicative?
Formula      Seeds all of one group, while the others make up a tenth or more of the estimate. One
             group brought 1.5 times as many recruits a head as the rest, or more, z > 2.58. The
             second eigenvalue above 0.8. A share that had not settled. A chain without which a
             share would move by more than 2 standard errors. N / 2 or 2 N moves it by one. The
             tree bootstrap's error above three times Gile's; from twice it is told. The rest
             stands in `doubts`.
Source       Gile, Johnston and Salganik (2015), Journal of the Royal Statistical Society A 178(1),
             diagnostics; Goel and Salganik (2009), Statistics in Medicine 28(17), for lambda_2;
             Tomas and Gile (2011), Electronic Journal of Statistics 5, on unequal recruitment. The
             limits are conventions of ours; docs/methods/coverage.md says how often they speak up.
Assumptions  Each of them sees one thing; a chance finding is taken as seriously as a real one.
Not for      Showing that a sample is sound: what no check can see is not checked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups
from homelands.science.estimate import Caution
from homelands.science.facts import Facts
from homelands.science.rds.diagnostics.chains import chains
from homelands.science.rds.diagnostics.convergence import convergence
from homelands.science.rds.diagnostics.mixing import SLOW, mixing
from homelands.science.rds.sample import Sample

Floats = NDArray[np.float64]

MANY_OTHERS, UNEQUAL, SURE, DECIDES = 0.10, 1.5, 2.58, 2.0

#: Doubts that make an estimate of a respondent-driven sample only indicative (design class C).
CHECKS = (
    "recruits-none",
    "seeds-few",
    "seeds-one-group",
    "waves-few",
    "seed-dominates",
    "chain-decides",
    "group-recruited-nobody",
    "interval-fallback",
    "recruitment-unequal",
    "mixing-slow",
    "estimate-unsettled",
    "bootstraps-far-apart",
    "population-decides",
    "degree-many-invalid",
    "countries-pooled",
    "population-unnamed",
)


@dataclass(frozen=True, eq=False, slots=True)
class Estimated:
    """k shares: their `value` and `se` (k,), the `weight` (n,), and the `day` (n,) of each
    interview where the days are known.
    """

    value: Floats
    se: Floats
    weight: Floats
    day: Floats | None = None


def failed(cautions: Iterable[Caution]) -> tuple[str, ...]:
    """Return the codes of the checks that failed, each once, in the order of CHECKS."""
    said = {caution.code for caution in cautions}
    return tuple(code for code in CHECKS if code in said)


def design_class(cautions: Iterable[Caution]) -> str:
    """Return B, or C where a check failed."""
    return "C" if failed(cautions) else "B"


def of_estimate(sample: Sample, groups: Groups, made: Estimated) -> Iterator[Caution]:
    """Yield the doubts that are seen once the shares of the groups are estimated."""
    yield from _seeds(sample, groups, made)
    yield from _unequal(sample, groups)
    second = mixing(sample, groups).second
    if second > SLOW:
        yield Caution("mixing-slow", Facts(second=second))
    moving = ~convergence(sample, groups, made.weight, made.day).settled(made.se)
    if moving.any():
        yield Caution("estimate-unsettled", Facts(moving=int(moving.sum()), shares=moving.size))
    if sample.seeds > 1 and _deciding(sample, groups, made):
        yield Caution("chain-decides")


def of_population(value: Floats, others: Iterable[Floats], se: Floats) -> Iterator[Caution]:
    """Yield a doubt where another size of the population moves a share beyond its error."""
    if any(_beyond(other - value, se) for other in others):
        yield Caution("population-decides")


def _seeds(sample: Sample, groups: Groups, made: Estimated) -> Iterator[Caution]:
    code = groups.code[sample.order[: sample.seeds]]
    known = code[code >= 0]
    if known.size < 2 or np.unique(known).size > 1:
        return
    others = 1 - float(made.value[known[0]])
    if others >= MANY_OTHERS:
        yield Caution("seeds-one-group", Facts(seeds=int(known.size), others=others))


def _unequal(sample: Sample, groups: Groups) -> Iterator[Caution]:
    """Yield a doubt where a group brings more recruits a head; the last wave had no time to."""
    asked = (groups.code >= 0) & (sample.wave < sample.wave.max())
    found = [
        _ratio(sample.recruits[asked], groups.code[asked] == k) for k in range(len(groups.names))
    ]
    ratio = max(found, default=1.0)
    if ratio >= UNEQUAL:
        yield Caution("recruitment-unequal", Facts(ratio=ratio))


def _ratio(recruits: NDArray[np.int64], mine: NDArray[np.bool_]) -> float:
    """Return how many times as many one side brings as the other, 1 where chance may do that."""
    sides = recruits[mine], recruits[~mine]
    if min(side.size for side in sides) < 2:
        return 1.0
    means = [float(side.mean()) for side in sides]
    error = float(np.sqrt(sum(side.var(ddof=1) / side.size for side in sides)))
    if abs(means[0] - means[1]) <= SURE * error or min(means) == 0:
        return 1.0
    return max(means) / min(means)


def _deciding(sample: Sample, groups: Groups, made: Estimated) -> bool:
    moved = chains(sample, groups, made.weight).influence
    return _beyond(moved[~np.isnan(moved).any(axis=1)], DECIDES * made.se)


def _beyond(moved: Floats, se: Floats) -> bool:
    """Say whether a move (…, k) is larger than its standard error, where there is one."""
    return bool(((np.abs(moved) > se) & (se > 0)).any())
