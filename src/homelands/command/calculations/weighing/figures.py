"""Means, quantiles and shares of a weighted sample, from its replicates or from its design."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations.answers import doubts
from homelands.command.calculations.lists import parts
from homelands.command.calculations.text import columns, number
from homelands.command.calculations.weighing.weighted import Weighed, domains
from homelands.science.analysis import intervals
from homelands.science.analysis import means as replicated_means
from homelands.science.analysis import quantiles as replicated_quantiles
from homelands.science.analysis.groups import Groups
from homelands.science.analysis.replicated import Replicated
from homelands.science.estimate import Caution, Estimate
from homelands.ui.sentences import why

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a domain, "" being everybody."""

    domain: str
    name: str
    estimate: Estimate
    se: float


@dataclass(frozen=True, eq=False, slots=True)
class Domain:
    """Whom a figure is about: a name, "" for everybody, and who is `inside` (n,)."""

    name: str
    inside: Flags


def interval_of(options: argparse.Namespace) -> Callable[[Replicated], tuple[Estimate, ...]]:
    """Return how the replicates of a statistic become an interval."""
    kinds: dict[str, Callable[[Replicated, float], tuple[Estimate, ...]]] = {
        "percentile": intervals.percentile,
        "normal": intervals.normal,
        "logit": intervals.logit,
        "korn-graubard": intervals.korn_graubard,
    }
    made = kinds[options.interval]
    return lambda found: made(found, options.level)


def mean(
    sample: Weighed, name: str, values: Floats, domain: Domain, options: argparse.Namespace
) -> Iterator[Line]:
    """Yield the mean of `values` (n,), NaN where unknown."""
    mine = np.where(domain.inside, values, np.nan)
    if sample.design is not None:
        from homelands.science.design import designed, survey  # takes half a second to load

        whole = designed.Domain(domain.inside, options.level)
        found = survey.mean(sample.design, name, values, whole)
        yield from _lines(domain, ["mean"], found.estimates, found.se)
        return
    source = sample.replicates("A mean")
    made = replicated_means.means(mine[:, None], [name], sample.weight, source)
    yield from _lines(domain, ["mean"], interval_of(options)(made), made.se)


def quantiles(
    sample: Weighed,
    values: Floats,
    at: Sequence[float],
    domain: Domain,
    options: argparse.Namespace,
) -> Iterator[Line]:
    """Yield the quantiles of `values` (n,) at shares between 0 and 1."""
    names = ["median" if p == 0.5 else f"{100 * p:g} %" for p in at]
    if sample.design is not None:
        from homelands.science.design import designed, survey

        whole = designed.Domain(domain.inside, options.level)
        found = survey.quantiles(sample.design, values, at, whole)
        yield from _lines(domain, names, found.estimates, found.se)
        return
    mine = np.where(domain.inside, values, np.nan)
    source = sample.replicates("A quantile")
    made = replicated_quantiles.quantiles(mine, at, sample.weight, source)
    yield from _lines(domain, names, interval_of(options)(made), made.se)


def shares(
    sample: Weighed, groups: Groups, domain: Domain, options: argparse.Namespace
) -> Iterator[Line]:
    """Yield the share of each category among those of the domain whose category is known."""
    if sample.design is not None:
        from homelands.science.design import designed, survey

        whole = designed.Domain(domain.inside, options.level)
        found = survey.shares(sample.design, groups, whole)
        yield from _lines(domain, found.names, found.estimates, found.se)
        return
    mine = Groups(groups.names, np.where(domain.inside, groups.code, -1))
    made = replicated_means.shares(mine, sample.weight, sample.replicates("A share"))
    yield from _lines(domain, made.names, interval_of(options)(made), made.se)


def _lines(
    domain: Domain, names: Sequence[str], estimates: Sequence[Estimate], se: Floats
) -> Iterator[Line]:
    for name, one, error in zip(names, estimates, se.tolist(), strict=True):
        # Who is outside a domain did not refuse an answer.
        kept = [
            said for said in one.cautions if not domain.name or not said.code.endswith("-missing")
        ]
        yield Line(domain.name, name, replace(one, cautions=tuple(kept)), error)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A domain of which nothing can be said, and why."""

    domain: str
    why: str


def of_domains(
    sample: Weighed, options: argparse.Namespace, lines: Callable[[Domain], Iterator[Line]]
) -> tuple[list[Line], list[LeftOut]]:
    """Return the figures of everybody and of each group of --by; groups without any are left out.

    What is wrong with everybody's figure is wrong with the input, and is refused.
    """
    made: list[Line] = []
    left: list[LeftOut] = []
    for name, inside in domains(sample.table, parts(options.by), options):
        try:
            made += list(lines(Domain(name, inside)))
        except ValueError as error:
            if not name:
                raise
            left.append(LeftOut(name, why(error)))
    return made, left


def said_of(left: Sequence[LeftOut]) -> str:
    """Return the domains that were left out, as lines."""
    return "\n".join(f"Left out: {one.domain}. {one.why}" for one in left)


def cautions(
    sample: Weighed, lines: Sequence[Line], options: argparse.Namespace
) -> tuple[Caution, ...]:
    """Return the doubts about the sample and its domains, then those about its figures."""
    read = doubts(sample.table, parts(options.by), options)
    return (
        *sample.cautions,
        *read,
        *(caution for line in lines for caution in line.estimate.cautions),
    )


def as_json(line: Line, word: str) -> dict[str, object]:
    """Return a figure as JSON has it; `word` says what its name is: a statistic, a category."""
    one = line.estimate
    return {
        "domain": line.domain,
        word: line.name,
        "estimate": one.value,
        "se": None if line.se != line.se else line.se,
        "low": one.low,
        "high": one.high,
        "n": one.n,
        "effective_n": one.effective_n,
    }


def table(lines: Sequence[Line], word: str) -> str:
    """Return figures as a table for the terminal."""
    rows = [["domain", word, "estimate", "s.e.", "low", "high", "n", "effective n"]]
    for line in lines:
        one = line.estimate
        values = [figure(value) for value in (one.value, line.se, one.low, one.high)]
        sizes = [number(one.n), number(one.effective_n)]
        rows.append([line.domain or "everybody", line.name, *values, *sizes])
    return columns(rows)


def figure(value: float | None) -> str:
    """Return a number with four significant digits, or a dash where there is none."""
    return "–" if value is None or value != value else f"{value:,.4g}"
