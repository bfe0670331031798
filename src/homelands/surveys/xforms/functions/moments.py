"""Works with dates: today, now, reading, writing and counting them."""

import re
from collections.abc import Callable
from datetime import datetime

from ..context import Here
from ..dates import Moment, as_day, day_number, universal_days
from ..errors import ExpressionError
from ..values import NAN, Value, to_moment, to_number, to_text
from .entry import Function, plain

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def _full(moment: Moment) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, datetime.min.time())


_PARTS: dict[str, Callable[[datetime], str]] = {
    "Y": lambda at: f"{at.year:04}",
    "y": lambda at: f"{at.year % 100:02}",
    "m": lambda at: f"{at.month:02}",
    "n": lambda at: str(at.month),
    "b": lambda at: _MONTHS[at.month - 1],
    "d": lambda at: f"{at.day:02}",
    "e": lambda at: str(at.day),
    "H": lambda at: f"{at.hour:02}",
    "h": lambda at: str(at.hour),
    "M": lambda at: f"{at.minute:02}",
    "S": lambda at: f"{at.second:02}",
    "3": lambda at: f"{at.microsecond // 1000:03}",
    "a": lambda at: _DAYS[at.weekday()],
    "%": lambda at: "%",
}


def _format(value: Value, pattern: Value) -> str:
    """Writes a date by a pattern such as %Y-%m-%d; no date gives an empty text."""
    moment = _read(value)
    if moment is None:
        return ""
    full = _full(moment)
    return re.sub(r"%(.?)", lambda match: _part(match.group(1), full), to_text(pattern))


def _part(letter: str, at: datetime) -> str:
    if letter not in _PARTS:
        raise ExpressionError(f"format-date() does not know “%{letter}”.")
    return _PARTS[letter](at)


def _read(value: Value) -> Moment | None:
    """Reads a date from a date, an ISO text or a number of days since 1970-01-01."""
    moment = to_moment(value)
    if moment is not None or isinstance(value, bool):
        return moment
    days = to_number(value)
    return None if days != days else day_number(days)


def _date(value: Value) -> Value:
    """Gives the day of a value; "" when it holds no date."""
    moment = _read(value)
    return "" if moment is None else as_day(moment)


def _decimal(here: Here, value: Value) -> float:
    moment = _read(value)
    return NAN if moment is None else universal_days(moment, here.context.now.tzinfo)


MOMENTS = {
    "today": Function(lambda here: here.context.now.date(), 0, 0),
    "now": Function(lambda here: here.context.now, 0, 0),
    "date": plain(_date),
    "format-date": plain(_format, 2, 2),
    "decimal-date-time": Function(_decimal),
}
