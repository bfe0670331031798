"""Works with dates: today, now, reading, writing and counting them."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta, tzinfo
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from ..context import Here
from ..dates import Moment, as_day, clock, day_number, placed, read_moment, universal_days
from ..errors import ExpressionError
from ..values import NAN, Value, to_moment, to_number, to_text
from .entry import Function, plain

_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?")

_PARTS: dict[str, Callable[[datetime, Locale], str]] = {
    "Y": lambda at, _: f"{at.year:04}",
    "y": lambda at, _: f"{at.year % 100:02}",
    "m": lambda at, _: f"{at.month:02}",
    "n": lambda at, _: str(at.month),
    "b": lambda at, locale: locale.months["format"]["abbreviated"][at.month],
    "d": lambda at, _: f"{at.day:02}",
    "e": lambda at, _: str(at.day),
    "H": lambda at, _: f"{at.hour:02}",
    "h": lambda at, _: str(at.hour),
    "M": lambda at, _: f"{at.minute:02}",
    "S": lambda at, _: f"{at.second:02}",
    "3": lambda at, _: f"{at.microsecond // 1000:03}",
    "a": lambda at, locale: locale.days["format"]["abbreviated"][at.weekday()],
    "%": lambda at, _: "%",
}


def _format(here: Here, value: Value, pattern: Value) -> str:
    """Writes a date by a pattern such as %Y-%m-%d; no date gives an empty text."""
    moment = _read_exactly(here, value)
    if moment is None:
        return ""
    full = placed(moment, here.context.now.tzinfo)
    locale = _locale(here.context.language)
    return re.sub(r"%(.?)", lambda match: _part(match[1], full, locale), to_text(pattern))


def _part(letter: str, at: datetime, locale: Locale) -> str:
    if letter not in _PARTS:
        raise ExpressionError(f"argument 2 of format-date() has “%{letter}”, which is not known.")
    return _PARTS[letter](at, locale)


@lru_cache(maxsize=256)
def _locale(language: str) -> Locale:
    """Finds the language of "Français (fr)", in which months and days are named; else English."""
    code = language.rpartition("(")[2].rstrip(") ").strip()
    try:
        return Locale.parse(code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def _read(value: Value) -> Moment | None:
    """Reads a date from a date, an ISO text or a number of days since 1970-01-01."""
    moment = to_moment(value)
    if moment is not None or isinstance(value, bool):
        return moment
    days = to_number(value)
    return read_moment(_padded(to_text(value))) if days != days else day_number(days)


def _padded(text: str) -> str:
    """Fills up months and days of one figure: people write 2026-1-5."""
    return re.sub(r"-([0-9])(?![0-9])", r"-0\1", text.strip(), count=2)


def _read_exactly(here: Here, value: Value) -> Moment | None:
    """Reads a date as _read does; the fraction of a number of days is a time of the day."""
    day = _read(value)
    part = to_number(value) % 1
    if day is None or to_moment(value) is not None or not part > 0:
        return day
    midnight = datetime.combine(day, time.min, here.context.now.tzinfo)
    return midnight + timedelta(days=part)


def _date(value: Value) -> Value:
    """Gives the day of a value; "" when it holds no date."""
    moment = _read(value)
    return "" if moment is None else as_day(moment)


def _date_time(here: Here, value: Value) -> Value:
    """Gives a value as a date with its time; "" when it holds no date."""
    moment = _read_exactly(here, value)
    return "" if moment is None else moment


def _decimal(here: Here, value: Value) -> float:
    if isinstance(value, float):
        return value
    moment = to_moment(value)
    return NAN if moment is None else universal_days(moment, here.context.now.tzinfo)


def _decimal_time(here: Here, value: Value) -> float:
    """Gives the part of the day that has gone by, on the clock of whoever answers."""
    if isinstance(value, float):
        return value % 1
    zone = here.context.now.tzinfo
    moment = to_moment(value) or _time(here, to_text(value).strip())
    return NAN if moment is None else clock(_local(placed(moment, zone), zone))


def _local(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment.astimezone(zone) if moment.tzinfo and zone else moment


def _time(here: Here, text: str) -> datetime | None:
    """Reads a time of the day, such as 14:30:00.000+02:00, as a moment of today."""
    if not _TIME.fullmatch(text):
        return None
    try:
        return datetime.combine(here.context.now.date(), time.fromisoformat(text))
    except ValueError:
        return None


MOMENTS = {
    "today": Function(lambda here: here.context.now.date(), 0, 0),
    "now": Function(lambda here: here.context.now, 0, 0),
    "date": plain(_date),
    "date-time": Function(_date_time),
    "format-date": Function(_format, 2, 2),
    "format-date-time": Function(_format, 2, 2),
    "decimal-date-time": Function(_decimal),
    "decimal-time": Function(_decimal_time),
}
