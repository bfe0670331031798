"""Columns of answers: which of them mean “no answer”, and NA for Namibia."""

import argparse
from collections.abc import Iterable

from homelands.command.calculations.columns import BadInput, Table
from homelands.command.calculations.lists import parts
from homelands.forms import tables
from homelands.forms.tables.missing import NAMIBIA, missing_in
from homelands.science.estimate import Caution
from homelands.science.facts import Facts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how answers are told from none."""
    parser.add_argument("--missing", default="", help="more answers that mean “no answer”: 0,99")
    parser.add_argument("--not-missing", default="", help="answers that do not: NA, for Namibia")


def answers(table: Table, name: str, options: argparse.Namespace) -> list[str | None]:
    """Return a column of answers, None for no answer; one in which nobody answered is refused.

    Whoever reads columns so tells `doubts` of them.
    """
    texts = table.column(name)
    found = tables.known(texts, (missing_in(texts) | more(options)) - fewer(options))
    if not any(answer is not None for answer in found):
        raise BadInput(f"Column {name!r} holds no answer in any row.")
    return found


def doubts(table: Table, names: Iterable[str], options: argparse.Namespace) -> tuple[Caution, ...]:
    """Return a doubt of each column of answers in which NA was taken for Namibia."""
    found = []
    for name in names:
        texts = table.column(name)
        said = missing_in(texts) | more(options) | fewer(options)
        if NAMIBIA in texts and NAMIBIA not in said:
            found.append(Caution("answer-na-country", Facts(answers=texts.count(NAMIBIA))))
    return tuple(dict.fromkeys(found))


def more(options: argparse.Namespace) -> frozenset[str]:
    """Return the codes that mean “no answer” beside the usual ones."""
    return frozenset(parts(options.missing))


def fewer(options: argparse.Namespace) -> frozenset[str]:
    """Return the usual ones that are answers here."""
    return frozenset(parts(options.not_missing))
