"""Simulates studies in which contacts are misreported: `python -m bench.coverage.misreported`.

Each report is the true number times the exponential of a normal error, and some are rounded to 5
or 10, some missing. The same sample is estimated with the reports as they are and with the model.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from bench.coverage.study import compile_at_once
from homelands.science.analysis import intervals
from homelands.science.analysis.groups import Groups
from homelands.science.analysis.means import shares
from homelands.science.planning.networks import Blocks, network
from homelands.science.planning.recruitment import Fieldwork, Recruited, recruit
from homelands.science.rds import degrees, rds2
from homelands.science.rds.degrees import Treated
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.rds.tree import tree_bootstrap
from homelands.science.streams import Draws

EQUAL = Blocks(3000, (0.3, 0.7), (16.0, 16.0), homophily=0.3, spread=0.7)
ACTIVE = replace(EQUAL, degrees=(26.0, 14.0))
FIELD = Fieldwork(300, seeds=10, coupons=3, redeemed=0.5)


@dataclass(frozen=True, slots=True)
class Row:
    """Who is asked, and how they report."""

    name: str
    blocks: Blocks
    error: float = 0.0
    rounded: float = 0.0
    missing: float = 0.0


ROWS = (
    Row("right reports, active group", ACTIVE),
    Row("error 0.5, rounded, equal groups", EQUAL, 0.5, 0.6),
    Row("error 0.5, rounded, active group", ACTIVE, 0.5, 0.6),
    Row("the same, 20 % missing", ACTIVE, 0.5, 0.6, 0.2),
    Row("error 1.0, rounded, active group", ACTIVE, 1.0, 0.6),
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.coverage.misreported")
    parser.add_argument("--samples", type=int, default=200)
    parser.add_argument("--replicates", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    compile_at_once()
    print("| how people report | treatment | bias | RMSE | tree covers | width |")
    print("|---|---|---|---|---|---|")
    for place, row in enumerate(ROWS):
        found = np.array(
            [
                list(_study(row, asked.replicates, np.random.default_rng([asked.seed, place, k])))
                for k in range(asked.samples)
            ]
        )
        for name, of in zip(
            ("raise", "model, apart", "model, together"), found.transpose(1, 0, 2), strict=True
        ):
            miss, covers, width = of.T
            rmse = float(np.sqrt((miss**2).mean()))
            print(
                f"| {row.name} | {name} | {miss.mean():+.3f} | {rmse:.3f} |"
                f" {covers.mean():.1%} | {width.mean():.3f} |",
                flush=True,
            )


def _study(row: Row, replicates: int, rng: np.random.Generator) -> Iterator[list[float]]:
    population = network(row.blocks, rng)
    truth = float(np.mean(population.group == 0))
    met = recruit(population, FIELD, rng)
    sample = _reported(met, row, rng)
    found = Groups(("a", "b"), met.group)
    source = tree_bootstrap(sample, Draws(replicates, rng, workers=1))
    made: list[Treated] = [
        degrees.raised(sample), degrees.modelled(sample, found), degrees.modelled(sample)
    ]  # fmt: skip
    for treated in made:
        one = intervals.percentile(shares(found, rds2.weights(treated.degree), source))[0]
        low, high = one.low or 0.0, one.high or 1.0
        yield [one.value - truth, float(low <= truth <= high), high - low]


def _reported(met: Recruited, row: Row, rng: np.random.Generator) -> Sample:
    n = met.degree.size
    told = met.degree * np.exp(rng.normal(0, row.error, n)) if row.error else met.degree * 1.0
    grain = np.where(rng.random(n) < row.rounded, rng.choice([5, 10], n), 1)
    rounded = np.rint(told / grain) * grain
    report = np.where(rounded > 0, rounded, np.maximum(np.rint(told), 1))
    report[rng.random(n) < row.missing] = np.nan
    plain = met.sample()
    recruiters = [None if r < 0 else plain.ids[r] for r in met.recruiter.tolist()]
    given = [None if np.isnan(one) else one for one in report.tolist()]
    return from_recruiters(plain.ids, recruiters, given)


if __name__ == "__main__":
    main()
