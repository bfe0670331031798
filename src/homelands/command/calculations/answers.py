"""Columns of answers: which of them mean “no answer”, and NA for Namibia."""

import argparse

from homelands.command.calculations.columns import BadInput, Table
from homelands.forms import tables
from homelands.forms.tables.missing import NAMIBIA, missing_in
from homelands.science.estimate import Caution
from homelands.science.facts import Facts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how answers are told from none."""
    parser.add_argument("--missing", default="", help="more answers that mean “no answer”: 0,99")
    parser.add_argument("--not-missing", default="", help="answers that do not: NA, for Namibia")


def answers(
    table: Table, name: str, options: argparse.Namespace
) -> tuple[list[str | None], tuple[Caution, ...]]:
    """Return a column of answers, None for no answer, and a doubt where NA was taken for Namibia.

    A column in which nobody answered is refused.
    """
    texts = table.column(name)
    more, fewer = listed(options.missing), listed(options.not_missing)
    usual = missing_in(texts)
    found = tables.known(texts, (usual | more) - fewer)
    if not any(answer is not None for answer in found):
        raise BadInput(f"Column {name!r} holds no answer in any row.")
    if NAMIBIA in usual | more | fewer or NAMIBIA not in texts:
        return found, ()
    return found, (Caution("answer-na-country", Facts(answers=texts.count(NAMIBIA))),)


def listed(text: str) -> frozenset[str]:
    """Read codes with commas between them."""
    return frozenset(code.strip() for code in text.split(",")) - {""}
