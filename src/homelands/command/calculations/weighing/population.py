"""A population whose size is uncertain: draws of its posterior in a file, or its interval."""

import argparse

import numpy as np

from homelands.command.calculations.columns import BadInput, is_above, read_table
from homelands.science.rds.uncertain_size import from_interval

COLUMN = "N"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how the uncertainty of N is given."""
    parser.add_argument(
        "--population-draws", metavar="DRAWS.csv",
        help=f"draws of N, such as those of the R package sspse: a column {COLUMN}",
    )  # fmt: skip
    parser.add_argument("--prior-median", type=float, help="of N, with --population-draws")
    for end in ("low", "high"):
        parser.add_argument(
            f"--population-{end}", type=float, help=f"the {end} end of the 95 %% interval of N"
        )


def draws(options: argparse.Namespace) -> tuple[float, ...]:
    """Return draws of N, none where it is given as known."""
    ends = options.population_low, options.population_high
    if options.population_draws is None:
        if options.prior_median is not None:
            raise BadInput("--prior-median goes with --population-draws.")
        if ends == (None, None):
            return ()
        if None in (*ends, options.population):
            raise BadInput(
                "--population-low and --population-high go together, and with --population."
            )
        return from_interval(options.population, *ends)
    if ends != (None, None):
        raise BadInput("Give draws of N or its interval, not both.")
    if options.prior_median is None:
        raise BadInput(
            "A posterior of N follows its prior: say what that was with --prior-median, so that "
            "readers see both."
        )
    table = read_table(options.population_draws)
    found = table.complete(COLUMN, is_above, "a draw of N is a number of people above zero")
    if len(found) < 100:
        raise BadInput(f"{table.path.name} holds {len(found)} draws of N: 100 are the least.")
    return tuple(found)


def told(given: tuple[float, ...], options: argparse.Namespace) -> dict[str, float | None] | None:
    """Return the distribution of N as JSON has it, with its prior; None where N is known."""
    if not given:
        return None
    low, middle, high = np.quantile(np.array(given), [0.025, 0.5, 0.975]).tolist()
    prior = options.prior_median
    return {"draws": len(given), "low": low, "median": middle, "high": high, "prior_median": prior}
