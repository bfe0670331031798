"""`homelands estimate venues`: figures from a time-location sample, weighted by visits."""

import argparse

import numpy as np

from homelands.command.calculations.columns import BadInput, Table, read_table
from homelands.command.calculations.weighing import drawn, weighted
from homelands.command.calculations.weighing.drawn import Drawn, codes, complete
from homelands.science.design.venues import Met, venue_sample
from homelands.science.facts import Unfit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    for name, what in (
        ("venue", "the venue, day and time at which each was met: one code for the three"),
        ("chance", "the chance with which these were drawn, above 0 and up to 1"),
        ("present", "how many members were counted there"),
        ("visits", "how often the respondent goes to any of the venues in the period"),
    ):
        parser.add_argument(f"--{name}", metavar="COL", required=True, help=f"column of {what}")
    parser.add_argument(
        "--interviewed", metavar="COL", help="how many were interviewed there (default: the rows)"
    )
    parser.add_argument(
        "--periods", type=float, default=1.0,
        help="periods of the question on visits in the time of fieldwork: 4 for visits a week in"
        " four weeks",
    )  # fmt: skip
    drawn.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Weigh, estimate and print."""
    if not 0 < options.periods < float("inf"):
        raise BadInput(f"--periods is a number above zero, not {options.periods:g}.")
    table = read_table(options.sample)
    try:
        found = venue_sample(_met(table, options))
    except Unfit as error:
        raise drawn.placed(table, error) from None
    facts = {"venues, days and times": found.occasions}
    sample = Drawn(drawn.subset(table, found.kept), found.design, facts, found.cautions)
    return drawn.run(sample, options)


def _met(table: Table, options: argparse.Namespace) -> Met:
    visits = weighted.numbers(table, options.visits, options)
    scaled = np.where(visits >= 1, np.maximum(visits * options.periods, 1), visits)
    return Met(
        occasion=codes(table, options.venue),
        chance=complete(table, options.chance),
        present=complete(table, options.present),
        visits=visits if options.periods == 1 else scaled,
        interviewed=complete(table, options.interviewed) if options.interviewed else None,
        strata=codes(table, options.strata) if options.strata else None,
    )
