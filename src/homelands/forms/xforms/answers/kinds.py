"""Tells whether an answer has the form that its kind of question asks for."""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal

from ..dates import day_number, read_moment, write_moment
from ..values import Value, number_text, to_text

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OF_THE_FORM = re.compile(r"jr://[a-z-]+/[^/\\]{1,255}")
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_DECIMAL = re.compile(r"-?(?:[0-9]{1,15}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})")
_EXPONENT = re.compile(r"(?<![^\s;])-?[0-9](?:\.[0-9]{1,20})?E-?[0-9]{1,2}(?![^\s;])")
"""A number as the programs of phones write small and large ones: 1.23E7."""
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_NUMERIC = frozenset({"integer", "decimal", "range", "date", "time", "datetime", "geopoint"})
NUMBERS = frozenset({"int", "integer", "long", "decimal", "float", "double"})
"""The types of nodes that hold numbers."""
_NUMERIC |= frozenset({"geotrace", "geoshape"})


def tidy(kind: str, answer: str) -> str:
    """Takes out what XML cannot hold; figures of any script become those of ASCII."""
    if kind in _NUMERIC and "E" in answer:
        answer = _EXPONENT.sub(lambda number: format(Decimal(number[0]), "f"), answer)
    if answer.isascii() and answer.isprintable():
        return answer.strip() if kind == "text" else " ".join(answer.split())
    clean = _UNWRITABLE.sub("", answer.replace("\r\n", "\n").replace("\r", "\n"))
    if kind == "text":
        return clean.strip()
    if kind in _NUMERIC:
        clean = "".join(map(_figure, clean)).replace("\u066b", ".").replace("\u2212", "-")
    return " ".join(clean.split())


def _figure(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _is_moment(answer: str) -> bool:
    return isinstance(read_moment(answer), datetime)


def _is_day(answer: str) -> bool:
    moment = read_moment(answer)
    return moment is not None and not isinstance(moment, datetime)


def _is_time(answer: str) -> bool:
    if not _TIME.fullmatch(answer):
        return False
    try:
        time.fromisoformat(answer)
    except ValueError:
        return False
    return True


def _is_place(answer: str) -> bool:
    """Checks latitude, longitude and, where given, altitude and accuracy."""
    parts = answer.split()
    if not 2 <= len(parts) <= 4 or not all(map(_DECIMAL.fullmatch, parts)):
        return False
    latitude, longitude = float(parts[0]), float(parts[1])
    return abs(latitude) <= 90 and abs(longitude) <= 180


def _is_line(answer: str, least: int) -> bool:
    """Checks a row of places with semicolons between them."""
    places = [place for place in answer.split(";") if place.strip()]
    return len(places) >= least and all(map(_is_place, places))


def _is_area(answer: str) -> bool:
    """Checks a row of places that ends where it began."""
    places = [place.split()[:2] for place in answer.split(";") if place.strip()]
    return _is_line(answer, 4) and places[0] == places[-1]


def _is_file(answer: str) -> bool:
    """Checks the name of a file, which must not lead into another folder."""
    if comes_with_the_form(answer):
        return True
    return len(answer) <= 255 and not set(answer) & set("/\\") and answer.strip(".") != ""


def comes_with_the_form(answer: str) -> bool:
    """Tells whether an answer is a file of the form itself, as a default names one."""
    return _OF_THE_FORM.fullmatch(answer) is not None


def _is_number(answer: str) -> bool:
    return _DECIMAL.fullmatch(answer) is not None


_CHECKS: dict[str, Callable[[str], bool]] = {
    "integer": lambda answer: _INTEGER.fullmatch(answer) is not None,
    "decimal": _is_number,
    "range": _is_number,
    "date": _is_day,
    "time": _is_time,
    "datetime": _is_moment,
    "geopoint": _is_place,
    "geotrace": lambda answer: _is_line(answer, 2),
    "geoshape": _is_area,
    "upload": _is_file,
    "trigger": lambda answer: answer == "OK",
}


def fits(kind: str, answer: str) -> bool:
    """Tells whether an answer that is not empty can be read as its kind."""
    check = _CHECKS.get(kind)
    return check is None or check(answer)


def written(value: Value, type_name: str) -> str:
    """Writes a calculated value the way its node's type wants it; no number is empty."""
    if type_name == "date":
        if isinstance(value, float):
            value = "" if math.isnan(value) else day_number(value) or ""
        if isinstance(value, datetime):
            return value.date().isoformat()
    elif isinstance(value, bool) and type_name in NUMBERS:
        return "1" if value else "0"
    elif isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return number_text(float(math.trunc(value)) if type_name == "int" else value)
    elif isinstance(value, datetime) and type_name == "time":
        return write_moment(value).partition("T")[2]
    return _UNWRITABLE.sub("", to_text(value))
