"""The table of coverage: its lines, its limits, and its place in the page about it."""

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.coverage.populations import Row
from bench.coverage.study import Outcome

Floats = NDArray[np.float64]

LEAST_TREE, LEAST_GILE = 0.94, 0.90  # the latter in mild rows
BEGIN, END = "<!-- table: make coverage -->", "<!-- end of the table -->"
SPOKEN = "How often each doubt was told of the same samples, in the order of their interviews:"
HEAD = (
    "| population, n | naive bias | RDS-II / SS bias | deff | tree | Gile | neighbourhood |"
    " simple on RDS-II | tree / Gile width | no Gile interval |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)


#: The doubts that are counted, by the fields of Outcome, as the second table heads them.
DOUBTS = {
    "seeds_one_group": "seeds of one group",
    "recruitment_unequal": "one group brings more",
    "mixing_slow": "slow mixing",
    "estimate_unsettled": "not settled",
    "chain_decides": "a chain beyond 2 s.e.",
    "population_decides": "N decides",
    "far": "tree over 3 Gile",
    "wide": "told: tree over 2 Gile",
    "rare": "told: rare answer",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What the studies of a row came to; coverages from 0 to 1."""

    row: Row
    naive: float
    rds2: float
    ss: float
    deff: float
    tree: float
    gile: float
    neighbourhood: float
    simple: float
    wider: float
    refused: int
    died: int
    doubts: tuple[float, ...] = ()

    def doubted(self) -> str:
        """Return how often each doubt was told, as a row."""
        told = " | ".join(f"{share:.0%}" for share in self.doubts)
        return f"| {self.row.name} | {told} |"

    def __str__(self) -> str:
        return (
            f"| {self.row.name} | {_signed(self.naive)} |"
            f" {_signed(self.rds2)} / {_signed(self.ss)} |"
            f" {self.deff:.1f} | {self.tree:.1%} | {self.gile:.1%} | {self.neighbourhood:.1%} |"
            f" {self.simple:.1%} | {self.wider:.1f} | {self.refused} |"
        )


def _signed(error: float) -> str:
    """Write an error with its sign, and none that is nothing as minus nothing."""
    return f"{round(error, 3) + 0.0:+.3f}"


def line(row: Row, found: Floats) -> Line:
    """Sum up the outcomes (S, fields) of a row; a method that refused is left out of its own."""
    column = {field.name: found[:, k] for k, field in enumerate(fields(Outcome))}
    simple = float(np.mean(column["truth"] * (1 - column["truth"]) / column["n"]))
    widths = np.nanmedian(column["tree_width"]), np.nanmedian(column["gile_width"])
    shown = ("naive", "rds2", "ss", "tree", "gile", "neighbourhood", "simple")
    return Line(
        row=row,
        **{name: float(np.nanmean(column[name])) for name in shown},
        deff=float(np.var(column["rds2"], ddof=1)) / simple,
        wider=float(widths[0] / widths[1]),
        refused=int(np.isnan(column["gile"]).sum()),
        died=int(column["died"].sum()),
        doubts=tuple(float(np.mean(column[name])) for name in DOUBTS),
    )


def failures(lines: list[Line]) -> list[str]:
    """Return a sentence for each limit that is not met; rows that are not ideal have none."""
    tree = [
        f"{one.row.name}: the tree interval covers {one.tree:.1%}, less than {LEAST_TREE:.0%}."
        for one in lines
        if one.row.ideal and one.tree < LEAST_TREE
    ]
    gile = [
        f"{one.row.name}: Gile's interval covers {one.gile:.1%}, less than {LEAST_GILE:.0%}."
        for one in lines
        if one.row.mild and one.gile < LEAST_GILE
    ]
    return tree + gile


def markdown(lines: list[Line], samples: int, replicates: int, seed: int) -> str:
    """Return the table with a sentence on how it was made."""
    died = sum(one.died for one in lines)
    error = float(np.sqrt(0.95 * 0.05 / samples))
    made = (
        f"{samples:,} studies a row, {replicates:,} replicates a bootstrap, seed {seed}; a"
        f" coverage of 95 % has a standard error of {100 * error:.1f} points."
        f" {died} of {samples * len(lines):,} studies died before their size."
    )
    head = ["population, n", *DOUBTS.values()]
    rule = "|".join(["", *["---"] * len(head), ""])
    spoken = [f"| {' | '.join(head)} |", rule, *(one.doubted() for one in lines)]
    return "\n".join([made, "", HEAD, *(str(one) for one in lines), "", SPOKEN, "", *spoken])


def put(text: str, page: Path) -> None:
    """Write the table between the markers of a page."""
    before, found, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"{page} has no place for the table: {BEGIN} … {END}")
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
