"""`homelands estimate propensity`: weights for a sample that nobody drew, from one that was."""

import argparse
import json

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations.answers import add_arguments as add_missing
from homelands.command.calculations.columns import Table, is_above, read_table
from homelands.command.calculations.estimate.weights import write_weighted
from homelands.command.calculations.text import columns, listed, told
from homelands.command.calculations.weighing import predictors
from homelands.command.calculations.weighing.figures import figure
from homelands.command.calculations.weighing.predictors import Predictors
from homelands.science.estimate import Caution
from homelands.science.weighting.design_effect import DesignEffect, design_effect
from homelands.science.weighting.propensity import PseudoWeights, Reference, pseudo_weights

Floats = NDArray[np.float64]

_NO_WEIGHT = "a weight is a number above zero"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="those who came by themselves")
    parser.add_argument(
        "--reference", metavar="REFERENCE.csv", required=True, help="a probability sample"
    )
    parser.add_argument(
        "--reference-weight", metavar="COL", required=True,
        help="column of its weights, which sum to the population",
    )  # fmt: skip
    predictors.add_arguments(parser)
    add_missing(parser)
    parser.add_argument("--out", metavar="FILE", required=True, help="the sample with its weights")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Weight, write and print."""
    sample, other = read_table(options.sample), read_table(options.reference)
    on = predictors.predictors([sample, other], options)
    for table, x in zip((sample, other), on.x, strict=True):
        _check_known(table, x, on)
    reference = Reference(
        on.x[1], np.array(other.complete(options.reference_weight, is_above, _NO_WEIGHT))
    )
    found = pseudo_weights(on.x[0], reference, on.names)
    cost = design_effect(found.weight)
    write_weighted(sample, found.weight, options.out)
    if options.format == "json":
        print(json.dumps(_as_json(found, cost, on), indent=2, ensure_ascii=False))
    else:
        print("\n\n".join(_as_text(found, cost, on)))
    return 0


def _check_known(table: Table, x: Floats, on: Predictors) -> None:
    """Refuse a characteristic that somebody did not tell, with the row."""
    unknown = np.argwhere(np.isnan(x))
    if unknown.size:
        row, column = unknown[0].tolist()
        fault = "it is missing: impute it, or take the respondent out, before weighting"
        raise table.wrong(table.held.numbers[row], on.columns[column], fault)


def _cautions(found: PseudoWeights, cost: DesignEffect, on: Predictors) -> tuple[Caution, ...]:
    return (*on.doubts, *found.cautions, *cost.cautions)


def _as_json(found: PseudoWeights, cost: DesignEffect, on: Predictors) -> dict[str, object]:
    return {
        "n": found.weight.size,
        "design_class": "D",
        "sum_of_weights": float(found.weight.sum()),
        "coefficients": dict(zip(("constant", *on.names), found.coefficient.tolist(), strict=True)),
        "compared_with": on.first,
        "propensity": {
            "min": float(found.propensity.min()),
            "max": float(found.propensity.max()),
        },
        "design_effect": cost.deff,
        "kish_n": cost.effective_n,
        "cautions": told(_cautions(found, cost, on)),
    }


def _as_text(found: PseudoWeights, cost: DesignEffect, on: Predictors) -> list[str]:
    rows = [["term", "coefficient"]]
    rows += [
        [name, figure(b)]
        for name, b in zip(("constant", *on.names), found.coefficient.tolist(), strict=True)
    ]
    compared = [f"{name} is compared with “{one}”." for name, one in on.first.items()]
    head = (
        f"{found.weight.size:,} respondents stand for {found.weight.sum():,.0f}; worth "
        f"{cost.effective_n:,.1f} equally weighted ones (Kish). Design class D. "
        f"{' '.join(compared)}"
    )
    said = listed("Cautions", told(_cautions(found, cost, on)))
    return [head.strip(), columns(rows), "\n".join(said)]
