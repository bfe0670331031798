"""`homelands estimate contrast`: how two groups, destinations or waves differ, and how surely.

Groups of one sample share its replicates (or its design), so that the difference has their joint
error. Two samples are taken to be drawn apart, unless --person says by which column those who are
in both are known: then the errors go together as far as their answers do.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations.answers import answers, doubts
from homelands.command.calculations.columns import BadInput
from homelands.command.calculations.lists import parts
from homelands.command.calculations.text import columns, listed, told
from homelands.command.calculations.weighing import figures, weighted
from homelands.command.calculations.weighing.figures import Domain, Line, figure
from homelands.command.calculations.weighing.weighted import Weighed
from homelands.science.analysis.contrasts import differences
from homelands.science.analysis.groups import Groups, groups
from homelands.science.analysis.means import means
from homelands.science.analysis.pooled import Seen, difference, seen
from homelands.science.analysis.predictors import Model
from homelands.science.estimate import Caution

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gap:
    """The first less the second, of one statistic."""

    name: str
    first: float
    second: float
    value: float
    se: float
    low: float | None
    high: float | None
    shared: Seen | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The gaps between two named sides, and how their samples hang together."""

    sides: tuple[str, str]
    kind: str
    gaps: tuple[Gap, ...]
    cautions: tuple[Caution, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    parser.add_argument("other", metavar="OTHER.csv", nargs="?", help="another destination or wave")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--mean", metavar="COL", help="column of numbers")
    what.add_argument("--share", metavar="COL", help="column of answers: each one's share")
    parser.add_argument("--by", metavar="COL", help="groups of one sample: their column")
    parser.add_argument("--between", metavar="A,B", help="the two groups: A less B")
    parser.add_argument("--person", metavar="COL", help="column by which people are in both files")
    parser.add_argument("--other-weights", metavar="WEIGHTS.csv", help="weights of OTHER.csv")
    weighted.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Compare and print."""
    if options.interval not in ("percentile", "normal"):
        raise BadInput(f"--interval {options.interval} is for shares: use percentile or normal.")
    found = _between_samples(options) if options.other else _between_groups(options)
    if options.format == "json":
        print(json.dumps(_as_json(found, options), indent=2))
    else:
        print("\n\n".join(_as_text(found)))
    return 0


def _between_groups(options: argparse.Namespace) -> Found:
    """Compare two groups of one sample."""
    sides = parts(options.between)
    if not options.by or len(sides) != 2 or sides[0] == sides[1]:
        raise BadInput("Two groups of one sample are named by --by COL and --between A,B.")
    if options.person or options.other_weights:
        raise BadInput("--person and --other-weights go with a second file.")
    sample = weighted.read_weighed(options.sample, options)
    by = answers(sample.table, options.by, options)
    for side in sides:
        if side not in by:
            raise BadInput(f"Nobody is in the group {side!r} of column {options.by!r}.")
    first, second = (np.array([one == side for one in by]) for side in sides)
    gaps: list[Gap] = []
    said: list[Caution] = [*_doubts(sample, options)]
    for name, values in _statistics(sample, options):
        one = _of_design if sample.design is not None else _of_replicates
        gap, more = one(sample, name, (values, first, second), options)
        gaps.append(gap)
        said += more
    return Found((sides[0], sides[1]), "one sample", tuple(gaps), (*sample.cautions, *said))


def _doubts(sample: Weighed, options: argparse.Namespace) -> tuple[Caution, ...]:
    """Return the doubts about the columns of answers that are compared."""
    names = [name for name in (options.by, options.share) if name]
    return doubts(sample.table, names, options)


def _statistics(sample: Weighed, options: argparse.Namespace) -> Iterator[tuple[str, Floats]]:
    """Yield what is averaged: a column of numbers, or 1 and 0 for each answer."""
    if options.mean:
        yield "mean", weighted.numbers(sample.table, options.mean, options)
        return
    found = groups(answers(sample.table, options.share, options))
    for place, name in enumerate(found.names):
        yield name, np.where(found.known, found.code == place, np.nan)


def _of_replicates(
    sample: Weighed,
    name: str,
    given: tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]],
    options: argparse.Namespace,
) -> tuple[Gap, list[Caution]]:
    values, *inside = given
    both = np.column_stack([np.where(mine, values, np.nan) for mine in inside])
    made = means(both, ["first", "second"], sample.weight, sample.replicates("A contrast"))
    gap = differences(made, [("first", "second")])
    (one,) = figures.interval_of(options)(gap)
    first, second = made.value.tolist()
    said = [caution for caution in one.cautions if not caution.code.endswith("-missing")]
    return Gap(name, first, second, one.value, float(gap.se[0]), one.low, one.high), said


def _of_design(
    sample: Weighed,
    name: str,
    given: tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]],
    options: argparse.Namespace,
) -> tuple[Gap, list[Caution]]:
    """Compare by a regression on being in the first group: its coefficient is the difference."""
    from homelands.science.design import designed
    from homelands.science.design.regression import least_squares

    assert sample.design is not None
    values, first, second = given
    model = Model(values, first[:, None].astype(np.float64), ("gap",))
    made = least_squares(sample.design, model, designed.Domain(first | second, options.level))
    constant, gap = made.estimates
    se = float(made.se[1])
    value = Gap(name, constant.value + gap.value, constant.value, gap.value, se, gap.low, gap.high)
    return value, list(gap.cautions)


def _between_samples(options: argparse.Namespace) -> Found:
    """Compare two files."""
    if options.by or options.between:
        raise BadInput("--by and --between name groups of one sample: leave OTHER.csv out.")
    if options.weights and not options.other_weights:
        raise BadInput("Both files need weights: name those of OTHER.csv with --other-weights.")
    samples = (
        weighted.read_weighed(options.sample, options),
        weighted.read_weighed(options.other, options, options.other_weights),
    )
    rows = _in_both(samples, options.person) if options.person else None
    lines, parts = zip(*(_figures(sample, options) for sample in samples), strict=True)
    gaps = []
    for name in [name for name in lines[0] if name in lines[1]]:
        one, other = lines[0][name], lines[1][name]
        shared = seen(parts[0][name], parts[1][name], rows) if rows else None
        points = (one.estimate.value, one.se), (other.estimate.value, other.se)
        gap = difference(*points, shared, options.level)
        gaps.append(
            Gap(name, points[0][0], points[1][0], gap.value, gap.se, gap.low, gap.high, shared)
        )
    if not gaps:
        raise BadInput("The two files have no answer in common.")
    said = [
        caution for sample in samples for caution in (*sample.cautions, *_doubts(sample, options))
    ]
    said += [caution for of in lines for line in of.values() for caution in line.estimate.cautions]
    return Found((options.sample, options.other), _kind(samples, rows), tuple(gaps), tuple(said))


def _figures(
    sample: Weighed, options: argparse.Namespace
) -> tuple[dict[str, Line], dict[str, Floats]]:
    """Return the figures of a sample by name, and what each respondent adds to each."""
    everybody = Domain("", np.ones(sample.weight.size, dtype=bool))
    parts = {}
    for name, values in _statistics(sample, options):
        weight = np.where(np.isnan(values), 0.0, sample.weight)
        share = weight / weight.sum()
        filled = np.nan_to_num(values)
        parts[name] = share * (filled - share @ filled)
    if options.mean:
        values = weighted.numbers(sample.table, options.mean, options)
        lines = list(figures.mean(sample, options.mean, values, everybody, options))
    else:
        found: Groups = groups(answers(sample.table, options.share, options))
        lines = list(figures.shares(sample, found, everybody, options))
    return {line.name: line for line in lines}, parts


def _in_both(
    samples: tuple[Weighed, Weighed], name: str
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the rows of those who are in both samples; a person stands once in each."""
    places = []
    for sample in samples:
        found: dict[str, int] = {}
        for row, (line, person) in enumerate(sample.table.cells(name)):
            if person and person in found:
                raise sample.table.wrong(line, name, f"{person!r} stands there twice")
            if person:
                found[person] = row
        places.append(found)
    both = [person for person in places[0] if person in places[1]]
    one, other = (np.array([of[person] for person in both], dtype=np.intp) for of in places)
    return one, other


def _kind(
    samples: tuple[Weighed, Weighed], rows: tuple[NDArray[np.intp], NDArray[np.intp]] | None
) -> str:
    if rows is None or not rows[0].size:
        return "independent"
    whole = rows[0].size == samples[0].weight.size == samples[1].weight.size
    return "panel" if whole else "overlapping"


def _as_json(found: Found, options: argparse.Namespace) -> dict[str, object]:
    return {
        "first": found.sides[0],
        "second": found.sides[1],
        "samples": found.kind,
        "level": options.level,
        "contrasts": [
            {
                "statistic": gap.name,
                "first": gap.first,
                "second": gap.second,
                "difference": gap.value,
                "se": gap.se,
                "low": gap.low,
                "high": gap.high,
                "in_both": gap.shared and gap.shared.both,
                "correlation": gap.shared and gap.shared.correlation,
            }
            for gap in found.gaps
        ],
        "cautions": told(found.cautions),
    }


def _as_text(found: Found) -> list[str]:
    rows = [["statistic", "first", "second", "difference", "s.e.", "low", "high"]]
    for gap in found.gaps:
        values = (gap.first, gap.second, gap.value, gap.se, gap.low, gap.high)
        rows.append([gap.name, *map(figure, values)])
    head = f"{found.sides[0]} less {found.sides[1]} ({found.kind})"
    shared = found.gaps[0].shared
    if shared:
        head += f", {shared.both:,} people in both"
    said = listed("Cautions", told(found.cautions))
    return list(filter(None, [head, columns(rows), "\n".join(said)]))
