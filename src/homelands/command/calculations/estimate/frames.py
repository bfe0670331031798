"""`homelands estimate frames`: figures from samples of several frames that overlap."""

import argparse
import re

from homelands.command.calculations.columns import BadInput, Table, read_table
from homelands.command.calculations.weighing import drawn
from homelands.command.calculations.weighing.drawn import Drawn, codes, complete
from homelands.science.design.frames import Framed, framed, hartley, multiplicity
from homelands.science.facts import Unfit

_BETWEEN = re.compile(r"[\s;,|]+")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    parser.add_argument(
        "--drawn", metavar="COL", required=True, help="column of the frame each was drawn from"
    )
    parser.add_argument(
        "--frames", metavar="COL", required=True,
        help="column of all frames that each is in, with blanks, commas or semicolons between",
    )  # fmt: skip
    parser.add_argument(
        "--weight", metavar="COL", required=True, help="column of the inverse chances of that draw"
    )
    parser.add_argument("--cluster", metavar="COL", help="column of the first-stage units")
    parser.add_argument("--method", choices=("hartley", "multiplicity"), default="multiplicity")
    parser.add_argument(
        "--theta", type=float, help="for hartley: share of the first frame (default: the best)"
    )
    drawn.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Weigh, estimate and print."""
    if options.theta is not None and options.method != "hartley":
        raise BadInput("--theta goes with --method hartley.")
    table = read_table(options.sample)
    try:
        read = _framed(table, options)
        by_hartley = options.method == "hartley"
        found = hartley(read, options.theta) if by_hartley else multiplicity(read)
    except Unfit as error:
        raise drawn.placed(table, error) from None
    facts = {
        "frames": ", ".join(read.names),
        "composition": options.method,
        "theta": found.theta,
        "overlap": found.overlap,
    }
    return drawn.run(Drawn(table, found.design, facts, found.cautions), options)


def _framed(table: Table, options: argparse.Namespace) -> Framed:
    weight = complete(table, options.weight)
    for line, value in zip(table.held.numbers, weight.tolist(), strict=True):
        if not 0 < value < float("inf"):
            raise table.wrong(line, options.weight, "an inverse chance is above zero")
    more = (codes(table, name) if name else None for name in (options.strata, options.cluster))
    frames = [
        [name for name in _BETWEEN.split(text) if name] for text in table.column(options.frames)
    ]
    return framed(codes(table, options.drawn).tolist(), frames, weight, *more)
