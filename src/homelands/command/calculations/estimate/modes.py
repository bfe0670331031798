"""`homelands estimate modes`: how destinations differ with the mode of collection held fixed."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations import lists
from homelands.command.calculations.answers import answers, doubts
from homelands.command.calculations.columns import BadInput
from homelands.command.calculations.text import columns, listed, told
from homelands.command.calculations.weighing import weighted
from homelands.command.calculations.weighing.figures import figure
from homelands.command.calculations.weighing.weighted import Weighed
from homelands.science.analysis import modes
from homelands.science.analysis.groups import Groups, groups
from homelands.science.analysis.modes import Asked, Figure, Gap, Moded
from homelands.science.design.linearised import errors
from homelands.science.estimate import Caution

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """One statistic: its gaps by the names of both places, and the mean over all by stocks."""

    name: str
    gaps: dict[tuple[str, str], Gap]
    modes: tuple[str, ...]
    pooled: tuple[Figure, tuple[Figure, ...]] | None
    cautions: tuple[Caution, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--mean", metavar="COL", help="column of numbers")
    what.add_argument("--share", metavar="COL", help="column of answers: each one's share")
    parser.add_argument("--by", metavar="COL", required=True, help="column of the destinations")
    parser.add_argument(
        "--mode", metavar="COL", required=True, help="column of how each was asked: web, field, …"
    )
    parser.add_argument("--between", metavar="A,B", help="two destinations only: A less B")
    parser.add_argument("--stocks", metavar="A=N,B=N", help="people in each: a mean over all")
    weighted.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Compare with and without the mode, and print."""
    sample = weighted.read_weighed(options.sample, options)
    by, mode = (groups(answers(sample.table, name, options))
                for name in (options.by, options.mode))  # fmt: skip
    pairs = _pairs(by, options)
    found = [_found(sample, one, (by, mode), pairs, options) for one in _asked(sample, options)]
    if options.format == "json":
        print(json.dumps(_as_json(sample, found, options), indent=2))
    else:
        print("\n\n".join(_as_text(sample, found, options)))
    return 0


def _asked(sample: Weighed, options: argparse.Namespace) -> Iterator[tuple[str, Floats]]:
    if options.mean:
        yield "mean", weighted.numbers(sample.table, options.mean, options)
        return
    found = groups(answers(sample.table, options.share, options))
    for place, name in enumerate(found.names):
        yield name, np.where(found.known, found.code == place, np.nan)


def _pairs(by: Groups, options: argparse.Namespace) -> list[tuple[str, str]]:
    if not options.between:
        return list(combinations(by.names, 2))
    sides = lists.parts(options.between)
    unknown = [side for side in sides if side not in by.names]
    if len(sides) != 2 or unknown:
        raise BadInput(
            f"--between names two of column {options.by!r}, which holds: {', '.join(by.names)}."
        )
    return [(sides[0], sides[1])]


def _found(
    sample: Weighed,
    asked: tuple[str, Floats],
    by: tuple[Groups, Groups],
    pairs: list[tuple[str, str]],
    options: argparse.Namespace,
) -> Found:
    name, values = asked
    question = Asked(values, *by)
    made = _made(sample, question, options.level)
    gaps = {pair: made.gap(*pair) for pair in pairs}
    pooled = made.pooled(_stocks(made, options.stocks)) if options.stocks else None
    said = tuple(dict.fromkeys(one for gap in gaps.values() for one in gap.cautions))
    return Found(name, gaps, made.modes, pooled, said)


def _made(sample: Weighed, question: Asked, level: float) -> Moded:
    design = sample.design
    if design is None:
        return modes.by_replicates(question, sample.weight, sample.replicates("A mode"), level)
    df = int(design.drawn.sum()) - design.drawn.size
    return modes.by_design(question, design.weights, partial(errors, design), df, level)


def _stocks(made: Moded, text: str) -> Floats:
    given = dict(part.partition("=")[::2] for part in lists.parts(text))
    wrong = [name for name in made.places if not _is_above_zero(given.get(name, ""))]
    if wrong or len(given) > len(made.places):
        name = wrong[0] if wrong else next(one for one in given if one not in made.places)
        raise BadInput(
            f"--stocks gives the people of every destination and of no other: look at {name!r}. "
            f"For example: {','.join(f'{place}=1000' for place in made.places)}."
        )
    return np.array([float(given[name]) for name in made.places])


def _is_above_zero(text: str) -> bool:
    try:
        return 0 < float(text) < float("inf")
    except ValueError:
        return False


def _as_json(sample: Weighed, found: list[Found], options: argparse.Namespace) -> dict[str, object]:
    return {
        **sample.facts,
        "level": options.level,
        "modes": found[0].modes,
        "contrasts": [
            {
                "statistic": one.name,
                "first": first,
                "second": second,
                "plain": asdict(gap.plain),
                "mode_held": asdict(gap.held),
                "moved": asdict(gap.moved),
                "overlap": gap.overlap,
            }
            for one in found
            for (first, second), gap in one.gaps.items()
        ],
        "pooled": [
            {
                "statistic": one.name,
                "plain": asdict(one.pooled[0]),
                "as_if": {
                    mode: asdict(at) for mode, at in zip(one.modes, one.pooled[1], strict=True)
                },
            }
            for one in found
            if one.pooled
        ],
        "cautions": told(_cautions(sample, found, options)),
    }


def _cautions(sample: Weighed, found: list[Found], options: argparse.Namespace) -> list[Caution]:
    names = filter(None, (options.by, options.mode, options.share))
    read = doubts(sample.table, names, options)
    return [*sample.cautions, *read, *(caution for one in found for caution in one.cautions)]


def _as_text(sample: Weighed, found: list[Found], options: argparse.Namespace) -> list[str]:
    head = ["statistic", "contrast", "", "difference", "s.e.", "low", "high"]
    rows = [head]
    for one in found:
        for (first, second), gap in one.gaps.items():
            for name, value in (
                ("as it is", gap.plain), ("mode held", gap.held), ("moved by", gap.moved)
            ):  # fmt: skip
                rows.append([one.name, f"{first} less {second}", name, *_written(value)])
    parts = [columns(rows)]
    pooled = [["statistic", "over all", "mean", "s.e.", "low", "high"]]
    for one in found:
        if one.pooled:
            pooled.append([one.name, "as they answered", *_written(one.pooled[0])])
            for mode, at in zip(one.modes, one.pooled[1], strict=True):
                pooled.append([one.name, f"as if all by {mode}", *_written(at)])
    parts += [columns(pooled)] if len(pooled) > 1 else []
    return [*parts, "\n".join(listed("Cautions", told(_cautions(sample, found, options))))]


def _written(one: Figure) -> list[str]:
    return [figure(value) for value in (one.value, one.se, one.low, one.high)]
