"""`homelands estimate shares`: the share of each answer in a weighted sample, by domain too."""

import argparse
import json
from typing import Any

from homelands.command.calculations.answers import answers, doubts
from homelands.command.calculations.text import listed, told
from homelands.command.calculations.weighing import figures, weighted
from homelands.command.calculations.weighing.figures import LeftOut, Line
from homelands.command.calculations.weighing.weighted import Weighed
from homelands.science.analysis.groups import groups


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    parser.add_argument("--outcome", required=True, help="column of answers")
    parser.add_argument("--by", help="columns of categories: the shares in each group too")
    weighted.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Estimate for everybody and for each domain, and print."""
    sample = weighted.read_weighed(options.sample, options)
    given = answers(sample.table, options.outcome, options)
    read = doubts(sample.table, [options.outcome], options)
    found = groups(given)
    lines, left = figures.of_domains(
        sample, options, lambda domain: figures.shares(sample, found, domain, options)
    )
    report = _as_json(sample, lines, left)
    report["cautions"] = told((*read, *figures.cautions(sample, lines, options)))
    if options.format == "json":
        print(json.dumps(report, indent=2))
    else:
        said = "\n".join(listed("Cautions", report["cautions"]))
        parts = [figures.table(lines, "category"), figures.said_of(left), said]
        print("\n\n".join(filter(None, parts)))
    return 0


def _as_json(sample: Weighed, lines: list[Line], left: list[LeftOut]) -> dict[str, Any]:
    return {
        **sample.facts,
        "method": lines[0].estimate.method.code,
        "level": lines[0].estimate.level,
        "estimates": [figures.as_json(line, "category") for line in lines],
        "left_out": [{"domain": one.domain, "message": one.why} for one in left],
    }
