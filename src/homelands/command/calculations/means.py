"""`homelands estimate means`: means and medians of a respondent-driven sample, by domain too."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations.columns import BadInput, Table, read_table
from homelands.command.calculations.rds import read_sample
from homelands.command.calculations.text import columns, listed, number, told
from homelands.science.analysis.intervals import percentile
from homelands.science.analysis.means import means
from homelands.science.analysis.quantiles import quantiles
from homelands.science.analysis.replicated import Replicated
from homelands.science.estimate import Caution, Estimate
from homelands.science.rds import doubts, rds2, successive_sampling
from homelands.science.rds.plan import TREATMENTS
from homelands.science.rds.sample import Sample
from homelands.science.rds.tree import tree_bootstrap
from homelands.science.replicates import Replicates
from homelands.science.streams import Draws

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    """One domain's figure, "" being everybody."""

    domain: str
    statistic: str
    estimate: Estimate
    se: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    parser.add_argument("--id", required=True, help="column of the respondents' ids")
    parser.add_argument("--recruiter", help='column of recruiters\' ids; blank or "seed": a seed')
    parser.add_argument("--coupon", help="column of the coupon that each one came with")
    parser.add_argument("--coupons", help="columns of the coupons given out: A,B,C")
    parser.add_argument("--degree", required=True, help="column of the numbers of contacts")
    parser.add_argument("--outcome", required=True, help="column of numbers")
    parser.add_argument("--by", help="column of categories: a mean for each of them too")
    parser.add_argument(
        "--at", default="0.5", help="quantiles: 0.25,0.5,0.75 (default: the median)"
    )
    parser.add_argument("--population", type=float, help="N: successive sampling instead of RDS-II")
    parser.add_argument("--replicates", type=int, default=1000)
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    parser.add_argument("--degree-treatment", choices=TREATMENTS, default="raise")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Estimate with the tree bootstrap, for Gile's is for shares alone, and print."""
    table = read_table(options.sample)
    sample, said = read_sample(table, options)
    treated = TREATMENTS[options.degree_treatment](sample)
    weight = _weights(treated.degree, options.population)
    source = tree_bootstrap(sample, Draws(options.replicates, np.random.default_rng(options.seed)))
    lines = list(_lines(table, options, weight, source))
    cautions = (*said, *doubts.of_recruitment(sample), *treated.cautions,
                *(caution for line in lines for caution in line.estimate.cautions))  # fmt: skip
    if options.format == "json":
        print(json.dumps(_as_json(sample, lines, cautions), indent=2))
    else:
        print(_as_text(lines, cautions))
    return 0


def _weights(degree: Floats, population: float | None) -> Floats:
    """Return the weights (n,), 0 for who leaves the estimate."""
    if population is None:
        return rds2.weights(degree)
    return successive_sampling.weights(degree, population)


def _lines(
    table: Table, options: argparse.Namespace, weight: Floats, source: Replicates
) -> Iterator[Line]:
    given = table.numbers(options.outcome)
    values = np.array([np.nan if one is None else one for one in given], dtype=np.float64)
    at = _shares(options.at)
    for domain, inside in _domains(table, options.by):
        mine = np.where(inside, values, np.nan)
        made = means(mine[:, None], [options.outcome], weight, source)
        yield from _told(domain, made, ["mean"], options.level)
        named = ["median" if p == 0.5 else f"{100 * p:g} %" for p in at]
        yield from _told(domain, quantiles(mine, at, weight, source), named, options.level)


def _told(domain: str, made: Replicated, names: list[str], level: float) -> Iterator[Line]:
    for name, one, se in zip(names, percentile(made, level), made.se.tolist(), strict=True):
        # Who is outside a domain did not refuse an answer.
        kept = [said for said in one.cautions if not domain or not said.code.endswith("-missing")]
        yield Line(domain, name, replace(one, cautions=tuple(kept)), se)


def _domains(table: Table, by: str | None) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    yield "", np.ones(len(table.rows), dtype=bool)
    if by:
        known = table.known(by)
        for name in sorted({one for one in known if one is not None}):
            yield name, np.array([one == name for one in known])


def _shares(text: str) -> list[float]:
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise BadInput(f"--at takes shares such as 0.25,0.5, not {text!r}.") from None


def _as_json(sample: Sample, lines: list[Line], cautions: tuple[Caution, ...]) -> dict[str, object]:
    return {
        "n": len(sample.ids),
        "seeds": sample.seeds,
        "method": lines[0].estimate.method.code,
        "level": lines[0].estimate.level,
        "estimates": [
            {
                "domain": line.domain,
                "statistic": line.statistic,
                "estimate": line.estimate.value,
                "se": line.se,
                "low": line.estimate.low,
                "high": line.estimate.high,
                "n": line.estimate.n,
                "effective_n": line.estimate.effective_n,
            }
            for line in lines
        ],
        "cautions": told(cautions),
    }


def _as_text(lines: list[Line], cautions: tuple[Caution, ...]) -> str:
    rows = [["domain", "statistic", "estimate", "s.e.", "low", "high", "n", "effective n"]]
    for line in lines:
        one = line.estimate
        figures = [
            "–" if x is None else f"{x:,.4g}" for x in (one.value, line.se, one.low, one.high)
        ]
        sizes = [number(one.n), number(one.effective_n)]
        rows.append([line.domain or "everybody", line.statistic, *figures, *sizes])
    said = listed("Cautions", told(cautions))
    return "\n\n".join(filter(None, [columns(rows), "\n".join(said)]))
