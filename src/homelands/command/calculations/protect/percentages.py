"""`homelands protect percentages`: shares of a safe table, without those that tell a count."""

import argparse

import numpy as np

from homelands.command.calculations.columns import BadInput, read_table, write_table
from homelands.command.calculations.protect.releases import HIDDEN, STATUS
from homelands.forms import tables
from homelands.science.disclosure.shares import shares
from homelands.science.disclosure.tables import TOTAL


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("table", metavar="TABLE.safe.csv", help="what `homelands protect` wrote")
    parser.add_argument("--count", required=True, metavar="COL", help="the column of counts")
    parser.add_argument(
        "--along", required=True, metavar="COL", help="the column whose total is 100 per cent"
    )
    parser.add_argument("--out", required=True, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """Write the table with a column of shares, empty where they would tell a hidden count."""
    table = read_table(options.table)
    by = [name for name in table.names if name not in {options.count, STATUS}]
    if options.along not in by:
        raise BadInput(f"{table.path.name} has no column {options.along!r} of categories.")
    rest = [name for name in by if name != options.along]
    hidden = [status == HIDDEN for status in table.column(STATUS)]
    counts = []
    for (line, text), hide in zip(table.cells(options.count), hidden, strict=True):
        try:
            counts.append(0 if hide else tables.count(text))
        except ValueError:
            raise table.wrong(line, options.count, f"{text!r} is no number of people") from None
    columns = zip(*(table.column(name) for name in rest), strict=True)
    fibres: dict[tuple[str, ...], list[int]] = {}
    for row, key in enumerate(columns if rest else [()] * len(counts)):
        fibres.setdefault(key, []).append(row)
    category = table.column(options.along)
    made: dict[int, str] = {}
    for key, rows in fibres.items():
        first = [row for row in rows if category[row] == TOTAL]
        if len(first) != 1:
            where = ", ".join(key) or "the table"
            raise BadInput(f"{table.path.name} has no one total of {options.along!r} in {where}.")
        order = [*first, *(row for row in rows if row != first[0])]
        found = shares(
            np.array([counts[row] for row in order]), np.array([hidden[row] for row in order]), 0
        )
        for row, value in zip(order, found.value.tolist(), strict=True):
            made[row] = "" if np.isnan(value) else repr(value)
    names = [*table.names, "share"]
    write_table(options.out, names, ([*line, made[k]] for k, line in enumerate(table.rows)))
    shown = sum(bool(share) for share in made.values())
    print(f"{shown} of {len(made)} shares are shown: {options.out}")
    return 0
