"""`homelands estimate shares`: the share of each answer in a weighted sample, by domain too."""

import argparse
import json
from collections.abc import Sequence, Set
from typing import Any

from homelands.command.calculations import lists
from homelands.command.calculations.answers import answers, doubts
from homelands.command.calculations.text import listed, told
from homelands.command.calculations.weighing import figures, weighted
from homelands.command.calculations.weighing.figures import LeftOut, Line
from homelands.command.calculations.weighing.weighted import Weighed
from homelands.science.analysis.groups import groups
from homelands.science.analysis.unseen import unseen
from homelands.science.weighting.design_effect import design_effect


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    parser.add_argument("--outcome", required=True, help="column of answers")
    parser.add_argument("--by", help="columns of categories: the shares in each group too")
    parser.add_argument(
        "--also", default="", help="answers that nobody may have given: they get an upper bound"
    )
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
    lines += _unseen(sample, lines, set(lists.parts(options.also)) - set(found.names))
    report = _as_json(sample, lines, left)
    report["cautions"] = told((*read, *figures.cautions(sample, lines, options)))
    if options.format == "json":
        print(json.dumps(report, indent=2))
    else:
        said = "\n".join(listed("Cautions", report["cautions"]))
        parts = [figures.table(lines, "category"), figures.said_of(left), said]
        print("\n\n".join(filter(None, parts)))
    return 0


def _unseen(sample: Weighed, lines: Sequence[Line], names: Set[str]) -> list[Line]:
    """Return upper bounds for the answers of which the sample holds nobody."""
    whole = [line.estimate for line in lines if not line.domain]
    sizes = [one.effective_n for one in whole if one.effective_n]
    worth = min([*sizes, design_effect(sample.weight).effective_n])
    first = whole[0]
    bound = unseen(first.n, worth, first.method, first.level)
    return [Line("", name, bound, float("nan")) for name in sorted(names)]


def _as_json(sample: Weighed, lines: list[Line], left: list[LeftOut]) -> dict[str, Any]:
    return {
        **sample.facts,
        "method": lines[0].estimate.method.code,
        "level": lines[0].estimate.level,
        "estimates": [figures.as_json(line, "category") for line in lines],
        "left_out": [{"domain": one.domain, "message": one.why} for one in left],
    }
