"""`homelands protect amounts`: totals of amounts of which no contributor can be worked out.

Inner cells only, without totals, so that nothing can be subtracted.
"""

import argparse

import numpy as np

from homelands.command.calculations.columns import BadInput, read_table, write_table
from homelands.command.calculations.lists import parts
from homelands.command.calculations.protect.releases import HIDDEN, STATUS
from homelands.science.disclosure.dominance import Contributions, dominated, within_percent
from homelands.science.publication.thresholds import FLOOR, SMALLEST


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("table", metavar="AMOUNTS.csv", help="one row for each contributor")
    parser.add_argument("--amount", required=True, metavar="COL", help="the column of amounts")
    parser.add_argument("--by", required=True, metavar="A,B", help="the columns of categories")
    parser.add_argument(
        "--threshold", type=int, default=SMALLEST, metavar="K",
        help=f"cells of fewer contributors are hidden (default {SMALLEST}, {FLOOR} or more)",
    )  # fmt: skip
    parser.add_argument(
        "--percent", type=float, default=10.0, metavar="P",
        help="hidden where the second could come within P %% of the largest (default 10)",
    )  # fmt: skip
    parser.add_argument(
        "--largest", default="2,85", metavar="N,K",
        help="hidden where the N largest make up more than K %% (default 2,85)",
    )  # fmt: skip
    parser.add_argument("--out", required=True, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """Add up, hide, and write."""
    table, by = read_table(options.table), parts(options.by)
    if options.threshold < FLOOR:
        raise BadInput(f"--threshold is {FLOOR} or more, not {options.threshold}.")
    if not by or options.amount in by or len(set(by)) < len(by):
        raise BadInput("--by names the columns of categories, each once, and not the amount.")
    keys = list(zip(*(table.column(name) for name in by), strict=True))
    cells = sorted(set(keys))
    place = {key: cell for cell, key in enumerate(cells)}
    fault = "an amount is a number of zero or more"
    amount = np.array(
        table.complete(options.amount, lambda value: value >= 0, fault), dtype=np.float64
    )
    cell = np.array([place[key] for key in keys], dtype=np.int64)
    given = Contributions(amount, cell, len(cells))
    people = np.bincount(cell[amount > 0], minlength=len(cells))
    n, k = _pair(options.largest)
    hide = within_percent(given, options.percent) | dominated(given, n, k)
    hide |= people < options.threshold
    totals = np.bincount(cell, amount, len(cells))
    rows = (
        [*key, "" if hidden else repr(total), HIDDEN if hidden else "published"]
        for key, total, hidden in zip(cells, totals.tolist(), hide.tolist(), strict=True)
    )
    write_table(options.out, [*by, options.amount, STATUS], rows)
    print(f"{len(cells)} cells without totals, {int(hide.sum())} hidden: {options.out}")
    return 0


def _pair(text: str) -> tuple[int, float]:
    try:
        n, k = text.split(",")
        return int(n), float(k)
    except ValueError:
        raise BadInput(f"--largest takes two numbers, such as 2,85, not {text!r}.") from None
