"""`homelands estimate shares`: the share of each answer in a weighted sample, by domain too."""

import argparse
import json
from collections.abc import Iterator

from homelands.command.calculations import figures, weighted
from homelands.command.calculations.answers import answers
from homelands.command.calculations.figures import Domain, Line
from homelands.command.calculations.text import listed, told
from homelands.command.calculations.weighted import Weighed
from homelands.science.analysis.groups import Groups, groups
from homelands.science.estimate import Caution


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    parser.add_argument("--outcome", required=True, help="column of answers")
    parser.add_argument("--by", help="columns of categories: the shares in each group too")
    weighted.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Estimate for everybody and for each domain, and print."""
    sample = weighted.read_weighed(options.sample, options)
    given, doubts = answers(sample.table, options.outcome, options)
    lines = list(_lines(sample, groups(given), options))
    cautions = (*doubts, *figures.cautions(sample, lines))
    if options.format == "json":
        print(json.dumps(_as_json(sample, lines, cautions), indent=2))
    else:
        said = "\n".join(listed("Cautions", told(cautions)))
        print("\n\n".join(filter(None, [figures.table(lines, "category"), said])))
    return 0


def _lines(sample: Weighed, given: Groups, options: argparse.Namespace) -> Iterator[Line]:
    for name, inside in weighted.domains(sample.table, weighted.listed(options.by), options):
        yield from figures.shares(sample, given, Domain(name, inside), options)


def _as_json(
    sample: Weighed, lines: list[Line], cautions: tuple[Caution, ...]
) -> dict[str, object]:
    return {
        **sample.facts,
        "method": lines[0].estimate.method.code,
        "level": lines[0].estimate.level,
        "estimates": [figures.as_json(line, "category") for line in lines],
        "cautions": told(cautions),
    }
