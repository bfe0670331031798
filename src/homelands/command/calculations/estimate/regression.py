"""`homelands estimate regression`: how an answer goes with others, in a weighted sample."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations.answers import answers, doubts
from homelands.command.calculations.columns import BadInput
from homelands.command.calculations.text import columns, listed, told
from homelands.command.calculations.weighing import figures, predictors, weighted
from homelands.command.calculations.weighing.figures import figure
from homelands.command.calculations.weighing.weighted import Weighed
from homelands.science.analysis import logistic, regression
from homelands.science.analysis.predictors import Model
from homelands.science.estimate import Caution, Estimate

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """The coefficients, log odds ratios where `odds`; `first` is what they compare with."""

    names: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    se: Floats
    odds: bool
    first: dict[str, str]
    cautions: tuple[Caution, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    parser.add_argument(
        "--outcome", required=True, help="column of numbers, or with --yes of answers"
    )
    parser.add_argument("--yes", metavar="ANSWER", help="logistic: the odds of this answer")
    predictors.add_arguments(parser)
    weighted.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Fit and print."""
    if options.interval not in ("percentile", "normal"):
        raise BadInput(f"--interval {options.interval} is for shares: use percentile or normal.")
    sample = weighted.read_weighed(options.sample, options)
    found = _fitted(sample, options)
    if options.format == "json":
        print(json.dumps(_as_json(sample, found, options), indent=2))
    else:
        print("\n\n".join(_as_text(found)))
    return 0


def _fitted(sample: Weighed, options: argparse.Namespace) -> Found:
    on = predictors.predictors([sample.table], options)
    model = Model(_outcome(sample, options), on.x[0], on.names)
    odds = options.yes is not None
    if sample.design is not None:
        from homelands.science.design import designed
        from homelands.science.design import regression as by_design

        fit = by_design.logistic if odds else by_design.least_squares
        given = fit(sample.design, model, designed.Domain(level=options.level))
        estimates, se = given.estimates, given.se
    else:
        of = logistic.logistic if odds else regression.least_squares
        made = of(model, sample.weight, sample.replicates("A regression"))
        estimates, se = figures.interval_of(options)(made), made.se
    read = [options.outcome] if odds else []
    of_outcome = doubts(sample.table, read, options)
    said = (
        *sample.cautions,
        *of_outcome,
        *on.doubts,
        *(caution for one in estimates for caution in one.cautions),
    )
    return Found(model.terms, estimates, se, odds, on.first, said)


def _outcome(sample: Weighed, options: argparse.Namespace) -> Floats:
    if options.yes is None:
        return weighted.numbers(sample.table, options.outcome, options)
    given = answers(sample.table, options.outcome, options)
    if options.yes not in given:
        raise BadInput(f"Nobody answered {options.yes!r} in column {options.outcome!r}.")
    return np.array([np.nan if one is None else float(one == options.yes) for one in given])


def _as_json(sample: Weighed, found: Found, options: argparse.Namespace) -> dict[str, object]:
    return {
        **sample.facts,
        "method": found.estimates[0].method.code,
        "level": options.level,
        "used": found.estimates[0].n,
        "compared_with": found.first,
        "coefficients": [
            {
                "term": name,
                "estimate": one.value,
                "se": se,
                "low": one.low,
                "high": one.high,
                **({"odds_ratio": _odds(one)} if found.odds and k else {}),
            }
            for k, (name, one, se) in enumerate(
                zip(found.names, found.estimates, found.se.tolist(), strict=True)
            )
        ],
        "cautions": told(found.cautions),
    }


def _odds(one: Estimate) -> dict[str, float | None]:
    ends = {"estimate": one.value, "low": one.low, "high": one.high}
    return {name: None if end is None else exp(end) for name, end in ends.items()}


def _as_text(found: Found) -> list[str]:
    head = ["term", "coefficient", "s.e.", "low", "high"]
    rows = [[*head, "odds ratio", "low", "high"] if found.odds else head]
    for k, (name, one, se) in enumerate(
        zip(found.names, found.estimates, found.se.tolist(), strict=True)
    ):
        rows.append([name, *map(figure, (one.value, se, one.low, one.high)), *_ratios(found, k)])
    compared = [f"{name} is compared with “{first}”." for name, first in found.first.items()]
    used = f"{found.estimates[0].n:,} complete answers. {' '.join(compared)}".strip()
    said = listed("Cautions", told(found.cautions))
    return list(filter(None, [columns(rows), used, "\n".join(said)]))


def _ratios(found: Found, k: int) -> Sequence[str]:
    """Return the odds ratio of a coefficient in three columns, dashes for the constant."""
    if not found.odds:
        return ()
    return [figure(None)] * 3 if not k else [*map(figure, _odds(found.estimates[k]).values())]
