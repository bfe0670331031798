"""Turns the text of an answer into the value of a cell, as exact as the reader may have it."""

from collections.abc import Callable
from typing import Any, TypeVar

from .columns import CODE, DAY, INTEGER, NUMBER, TEXT, Options
from .variable import Variable

Convert = Callable[[str], Any]

R = TypeVar("R")

#: So many different answers to one question are remembered.
MOST_KEPT = 256

#: A place is told to a tenth of a degree: about 11 km.
PLACES = 1


def reader_of(variable: Variable, options: Options, typed: bool) -> tuple[str, Convert | None]:
    """Returns what a column's values are and how they are read; None leaves the text as it is.

    Spreadsheets keep what is no number as it was written; typed formats leave it out.
    """
    kind = variable.kind
    if kind == "select_multiple":
        return TEXT, _words(variable) if options.labels else None
    if variable.coded:
        ranked = kind == "rank"
        if options.labels:
            return TEXT, _words(variable) if ranked else _word(variable)
        return (TEXT if ranked else CODE), None
    if kind == "integer":
        return (INTEGER, whole) if typed else (INTEGER, None)
    if kind in ("decimal", "range"):
        return (NUMBER, number) if typed else (NUMBER, None)
    if kind == "date":
        return DAY, day
    if kind == "datetime":
        return (DAY, day) if options.anonymous else (TEXT, None)
    if kind == "geopoint" and options.anonymous:
        return TEXT, near
    return TEXT, None


def _word(variable: Variable) -> Convert:
    words = dict(variable.codes)
    return lambda text: words.get(text, text)


def _words(variable: Variable) -> Convert:
    words = dict(variable.codes)
    return lambda text: "; ".join(words.get(code, code) for code in text.split())


class Kept(dict[Any, R]):
    """What was worked out of answers, so that those given often are not worked out again."""

    def __init__(self, work: Callable[[Any], R]):
        super().__init__()
        self._work = work

    def __missing__(self, text: str | None) -> R:
        found = self._work(text)
        if len(self) < MOST_KEPT:
            self[text] = found
        return found


def whole(text: str) -> int | None:
    """Reads a whole number; None for what is none."""
    value = number(text)
    return int(value) if value is not None and value == int(value) else None


def number(text: str) -> float | None:
    """Reads a finite number; None for what is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e300 else None


def day(text: str) -> str:
    """Keeps the day of a moment."""
    return text[:10]


def near(text: str) -> str | None:
    """Keeps a place to a tenth of a degree, without altitude and accuracy."""
    parts = [number(part) for part in text.split()[:2]]
    if len(parts) < 2 or None in parts:
        return None
    return " ".join(f"{part:.{PLACES}f}" for part in parts)
