"""Samples as their weights make them: from a file of weights, from chains, or from a design.

All commands that analyse a sample read it here, so that they take the same options: --weights with
replicate weights (those of `homelands estimate rds --weights`, or of other software), or the
columns of a recruitment, from which the tree bootstrap is drawn, or those of a probability sample.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations.answers import add_arguments as add_missing
from homelands.command.calculations.answers import answers, more
from homelands.command.calculations.columns import (
    NO_WEIGHT,
    BadInput,
    Table,
    is_weight,
    read_table,
)
from homelands.command.calculations.estimate.rds import read_sample
from homelands.science.analysis.replicated import Given, ReplicateWeights
from homelands.science.design.sampling import Design
from homelands.science.estimate import Caution
from homelands.science.rds import doubts, rds2, successive_sampling
from homelands.science.rds.plan import TREATMENTS
from homelands.science.rds.tree import tree_bootstrap
from homelands.science.streams import Draws

Floats = NDArray[np.float64]

WEIGHT, REPLICATE = "weight", "rep_"
INTERVALS = ("percentile", "normal", "logit", "korn-graubard")


@dataclass(frozen=True, eq=False, slots=True)
class Weighed:
    """A sample with its base `weight` (n,), and either replicates or the design of the draw.

    `df` are the degrees of freedom of the replicates; `facts` what the report says of the sample.
    """

    table: Table
    weight: Floats
    source: ReplicateWeights | None
    design: Design | None
    df: int
    facts: dict[str, int]
    cautions: tuple[Caution, ...] = ()

    def replicates(self, what: str) -> ReplicateWeights:
        """Return the replicates, for what cannot be had from the design alone."""
        if self.source is None:
            raise BadInput(
                f"{what} needs replicates: give --weights, or the columns of a recruitment."
            )
        return self.source


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what every analysis of a sample takes."""
    parser.add_argument("--id", help="column of the respondents' ids")
    add_missing(parser)
    parser.add_argument(
        "--weights", metavar="WEIGHTS.csv", help="columns id, weight and rep_1, rep_2, …"
    )
    chains = parser.add_argument_group("or the chains of a respondent-driven sample")
    chains.add_argument("--recruiter", help='column of recruiters\' ids; blank or "seed": a seed')
    chains.add_argument("--coupon", help="column of the coupon that each one came with")
    chains.add_argument("--coupons", help="columns of the coupons given out: A,B,C")
    chains.add_argument("--degree", help="column of the numbers of contacts")
    chains.add_argument("--population", type=float, help="N: successive sampling, not RDS-II")
    chains.add_argument("--replicates", type=int, default=1000)
    chains.add_argument("--seed", type=int, default=1, help="of the random numbers")
    # A model of reports fits the groups of one answer apart: it is for `estimate rds`.
    alike = [name for name in TREATMENTS if name != "model"]
    chains.add_argument("--degree-treatment", choices=alike, default="raise")
    design = parser.add_argument_group("or the design of a probability sample")
    design.add_argument("--weight", metavar="COL", help="column of the inverse chances")
    design.add_argument("--strata", metavar="COL", help="column of the strata")
    design.add_argument("--cluster", metavar="COL", help="column of the first-stage units")
    design.add_argument("--fpc", metavar="COL", help="how many units there are in the stratum")
    parser.add_argument(
        "--interval", choices=INTERVALS, default="percentile",
        help="of replicates; logit is right for shares with Gile's (default: percentile)",
    )  # fmt: skip
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--format", choices=("table", "json"), default="table")


def read_weighed(path: str, options: argparse.Namespace, weights: str | None = None) -> Weighed:
    """Read a sample; `weights` stands for --weights where a second file has its own."""
    weights = weights or options.weights
    ways = [bool(weights), bool(options.degree), bool(options.weight)]
    if sum(ways) != 1:
        raise BadInput(
            "Say in one way how the sample is weighted: --weights (replicate weights), --degree "
            "with --recruiter or --coupon (chains), or --weight (a probability sample)."
        )
    if options.degree is None and (options.recruiter or options.coupon):
        raise BadInput("Chains need --degree, the column of the numbers of contacts.")
    if not options.weight and (options.strata or options.cluster or options.fpc):
        raise BadInput("--strata, --cluster and --fpc go with --weight.")
    table = read_table(path)
    if weights:
        return _from_file(table, read_table(weights), options)
    return _from_chains(table, options) if options.degree else _from_design(table, options)


def _from_file(table: Table, weights: Table, options: argparse.Namespace) -> Weighed:
    """Take the weights of a file, matched by id."""
    if not options.id:
        raise BadInput("--weights needs --id, the column by which the two files are matched.")
    names = [name for name in weights.names if name.startswith(REPLICATE)]
    if len(names) < 2:
        raise BadInput(f"{weights.path.name} holds no columns rep_1, rep_2, … of replicates.")
    key = "id" if "id" in weights.names else options.id
    rows = _matched(table, options.id, weights, key)
    weight = np.array(weights.complete(WEIGHT, is_weight, NO_WEIGHT))[rows]
    drawn = np.array([weights.complete(name, is_weight, NO_WEIGHT) for name in names])[:, rows]
    if not weight.any():
        raise BadInput(f"{weights.path.name}: nobody has a weight above zero.")
    df = min(len(names), int((weight > 0).sum())) - 1
    facts = {"n": len(table.rows), "replicates": len(names)}
    return Weighed(table, weight, Given(drawn), None, df, facts)


def _matched(table: Table, name: str, weights: Table, key: str) -> list[int]:
    """Return the row of the weights of each respondent; everybody has one, and one only."""
    places: dict[str, int] = {}
    for place, (line, person) in enumerate(weights.cells(key)):
        if person in places:
            raise weights.wrong(line, key, f"{person!r} stands there twice")
        places[person] = place
    found: dict[str, int] = {}
    for line, person in table.cells(name):
        if person not in places:
            raise table.wrong(line, name, f"{person!r} has no row in {weights.path.name}")
        if person in found:
            raise table.wrong(line, name, f"{person!r} stands there twice")
        found[person] = places[person]
    if len(found) < len(weights.rows):
        raise BadInput(
            f"{weights.path.name} weights {len(weights.rows):,} people and {table.path.name} "
            f"holds {len(found):,}: give everybody who was weighted, so that nothing is left out."
        )
    return list(found.values())


def _from_chains(table: Table, options: argparse.Namespace) -> Weighed:
    """Weigh by contacts; the tree bootstrap serves every statistic, Gile's shares alone."""
    if not options.id:
        raise BadInput("Chains need --id, the column of the respondents' ids.")
    if options.replicates < 2:
        raise BadInput(f"A bootstrap needs at least 2 replicates, not {options.replicates}.")
    if options.seed < 0:
        raise BadInput("--seed is a whole number of zero or more.")
    sample, said = read_sample(table, options)
    treated = TREATMENTS[options.degree_treatment](sample)
    if options.population is None:
        weight = rds2.weights(treated.degree)
    else:
        weight = successive_sampling.weights(treated.degree, options.population)
    draws = Draws(options.replicates, np.random.default_rng(options.seed))
    return Weighed(
        table=table,
        weight=weight,
        source=tree_bootstrap(sample, draws),
        design=None,
        df=sample.seeds - 1,
        facts={"n": len(sample.ids), "seeds": sample.seeds},
        cautions=(*said, *doubts.of_recruitment(sample), *treated.cautions),
    )


def _from_design(table: Table, options: argparse.Namespace) -> Weighed:
    """Take a probability sample as it was drawn."""
    weight = np.array(table.complete(options.weight, is_weight, NO_WEIGHT))
    for line, value in zip(table.held.numbers, weight.tolist(), strict=True):
        if not value:
            raise table.wrong(line, options.weight, "an inverse chance is above zero")
    design = Design(
        strata=_codes(table, options.strata),
        clusters=_codes(table, options.cluster),
        weights=weight,
        fpc=np.array(table.complete(options.fpc, is_weight, NO_WEIGHT)) if options.fpc else None,
    )
    return Weighed(table, weight, None, design, 0, {"n": weight.size})


def _codes(table: Table, name: str | None) -> NDArray[np.str_] | None:
    if name is None:
        return None
    for line, code in table.cells(name):
        if not code:
            raise table.wrong(line, name, "it is empty: everybody was drawn in one of them")
    return np.array(table.column(name), dtype=np.str_)


def numbers(table: Table, name: str, options: argparse.Namespace) -> Floats:
    """Return a column of numbers (n,), NaN where nothing was answered."""
    none = more(options)
    pairs = zip(table.numbers(name), table.column(name), strict=True)
    given = [np.nan if one is None or text in none else one for one, text in pairs]
    return np.array(given, dtype=np.float64)


def domains(
    table: Table, by: Sequence[str], options: argparse.Namespace
) -> list[tuple[str, NDArray[np.bool_]]]:
    """Return who is in which domain: everybody as "", then each group of the columns `by`."""
    found = [("", np.ones(len(table.rows), dtype=bool))]
    named = [answers(table, name, options) for name in by]
    ways = [None if None in way else " × ".join(map(str, way)) for way in zip(*named, strict=True)]
    for group in sorted({way for way in ways if way is not None}):
        found.append((group, np.array([way == group for way in ways])))
    return found
