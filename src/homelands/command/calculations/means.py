"""`homelands estimate means`: means and medians of a weighted sample, by domain too."""

import argparse
import json
from collections.abc import Iterator

from homelands.command.calculations import figures, weighted
from homelands.command.calculations.columns import BadInput
from homelands.command.calculations.figures import Domain, Line
from homelands.command.calculations.text import listed, told
from homelands.command.calculations.weighted import Weighed


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
    lines = list(_lines(sample, options))
    if options.format == "json":
        print(json.dumps(_as_json(sample, lines), indent=2))
    else:
        said = listed("Cautions", told(figures.cautions(sample, lines)))
        print("\n\n".join(filter(None, [figures.table(lines, "statistic"), "\n".join(said)])))
    return 0


def _lines(sample: Weighed, options: argparse.Namespace) -> Iterator[Line]:
    values = weighted.numbers(sample.table, options.outcome, options)
    at = _shares(options.at)
    for name, inside in weighted.domains(sample.table, weighted.listed(options.by), options):
        domain = Domain(name, inside)
        yield from figures.mean(sample, options.outcome, values, domain, options)
        yield from figures.quantiles(sample, values, at, domain, options)


def _shares(text: str) -> list[float]:
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise BadInput(f"--at takes shares such as 0.25,0.5, not {text!r}.") from None


def _as_json(sample: Weighed, lines: list[Line]) -> dict[str, object]:
    return {
        **sample.facts,
        "method": lines[0].estimate.method.code,
        "level": lines[0].estimate.level,
        "estimates": [figures.as_json(line, "statistic") for line in lines],
        "cautions": told(figures.cautions(sample, lines)),
    }
