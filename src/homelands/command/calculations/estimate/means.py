"""`homelands estimate means`: means and medians of a weighted sample, by domain too."""

import argparse
import json
from collections.abc import Iterator

from homelands.command.calculations.lists import figures as numbers_in
from homelands.command.calculations.text import listed, told
from homelands.command.calculations.weighing import figures, weighted
from homelands.command.calculations.weighing.figures import Domain, LeftOut, Line
from homelands.command.calculations.weighing.weighted import Weighed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    parser.add_argument("--outcome", required=True, help="column of numbers")
    parser.add_argument("--by", help="columns of categories: a mean for each of their groups too")
    parser.add_argument(
        "--at", default="0.5", help="quantiles: 0.25,0.5,0.75 (default: the median)"
    )
    weighted.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Estimate for everybody and for each domain, and print."""
    sample = weighted.read_weighed(options.sample, options)
    values = weighted.numbers(sample.table, options.outcome, options)
    at = list(numbers_in(options.at, "--at takes shares such as 0.25,0.5"))

    def lines_of(domain: Domain) -> Iterator[Line]:
        yield from figures.mean(sample, options.outcome, values, domain, options)
        yield from figures.quantiles(sample, values, at, domain, options)

    lines, left = figures.of_domains(sample, options, lines_of)
    cautions = told(figures.cautions(sample, lines, options))
    if options.format == "json":
        print(json.dumps(_as_json(sample, lines, left, cautions), indent=2))
    else:
        said = "\n".join(listed("Cautions", cautions))
        parts = [figures.table(lines, "statistic"), figures.said_of(left), said]
        print("\n\n".join(filter(None, parts)))
    return 0


def _as_json(
    sample: Weighed, lines: list[Line], left: list[LeftOut], cautions: list[dict[str, object]]
) -> dict[str, object]:
    return {
        **sample.facts,
        "method": lines[0].estimate.method.code,
        "level": lines[0].estimate.level,
        "estimates": [figures.as_json(line, "statistic") for line in lines],
        "left_out": [{"domain": one.domain, "message": one.why} for one in left],
        "cautions": cautions,
    }
