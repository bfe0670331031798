"""Columns as predictors: numbers as they are, and categories as indicators of all but the first."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations.answers import answers, doubts
from homelands.command.calculations.columns import BadInput, Table
from homelands.command.calculations.lists import parts
from homelands.command.calculations.weighing.weighted import numbers
from homelands.forms import tables
from homelands.science.estimate import Caution

_MOST_CATEGORIES = 100

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Predictors:
    """`x` of each table, (n, p), NaN where unknown; the `names` of the p terms and the `columns`
    that they come from; `first` is each variable's category with which the others are compared;
    `doubts` are how answers were read.
    """

    x: tuple[Floats, ...]
    names: tuple[str, ...]
    columns: tuple[str, ...]
    first: dict[str, str]
    doubts: tuple[Caution, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how predictors are named."""
    parser.add_argument("--on", required=True, metavar="A,B,C", help="columns of the predictors")
    parser.add_argument(
        "--categories", metavar="A,B", help="predictors written in numbers that are categories"
    )


def predictors(given: Sequence[Table], options: argparse.Namespace) -> Predictors:
    """Return the predictors of each table, coded alike: what one of them holds is coded in all."""
    names, chosen = parts(options.on), parts(options.categories)
    unknown = [name for name in chosen if name not in names]
    if unknown:
        raise BadInput(f"--categories names {unknown[0]!r}, which --on does not.")
    if not names or len(set(names)) < len(names):
        raise BadInput("--on names the predictors, each once: A,B,C.")
    made: list[list[Floats]] = []
    terms: list[tuple[str, str]] = []
    first: dict[str, str] = {}
    for name in names:
        texts = [answers(table, name, options) for table in given]
        if name not in chosen and all(map(_is_numeric, texts)):
            made.append([numbers(table, name, options)[:, None] for table in given])
            terms.append((name, name))
            continue
        found = sorted({one for column in texts for one in column if one is not None})
        if len(found) < 2:
            raise BadInput(f"The predictor {name!r} is the same for everybody: leave it out.")
        if len(found) > _MOST_CATEGORIES:
            raise BadInput(
                f"The predictor {name!r} has {len(found):,} different answers; at most"
                f" {_MOST_CATEGORIES} can be compared. Group them, or give numbers."
            )
        first[name] = found[0]
        made.append([_indicators(column, found[1:]) for column in texts])
        terms += [(f"{name}: {category}", name) for category in found[1:]]
    return Predictors(
        x=tuple(np.hstack([part[k] for part in made]) for k in range(len(given))),
        names=tuple(term for term, _name in terms),
        columns=tuple(name for _term, name in terms),
        first=first,
        doubts=tuple(said for table in given for said in doubts(table, first, options)),
    )


def _is_numeric(column: Sequence[str | None]) -> bool:
    """Say whether all that was answered are numbers."""
    try:
        return all(tables.number(text) is not None for text in column if text is not None)
    except ValueError:
        return False


def _indicators(column: Sequence[str | None], categories: Sequence[str]) -> Floats:
    known = np.array([one is not None for one in column])
    coded = np.array([[float(one == category) for category in categories] for one in column])
    coded[~known] = np.nan
    return coded
