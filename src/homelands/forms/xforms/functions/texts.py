"""Works on texts: joining, cutting, searching, matching."""

import math
import re

from ..budget import check_length
from ..context import Here
from ..values import Value, to_number, to_text
from .entry import Function, plain, spread
from .patterns import matches

_SPACES = re.compile("[ \t\r\n]+")


def _substring(text: Value, start: Value, length: Value | None = None) -> str:
    """Cuts from a place counted from 1, rounding as XPath 1.0 says."""
    first = _half_up(to_number(start))
    end = math.inf if length is None else first + _half_up(to_number(length))
    whole = to_text(text)
    if math.isnan(first) or math.isnan(end) or first == math.inf:
        return ""
    last = len(whole) if end == math.inf else int(max(end - 1, 0))
    return whole[int(max(first - 1, 0)) : last]


def _half_up(number: float) -> float:
    return float(math.floor(number + 0.5)) if math.isfinite(number) else number


def _substr(text: Value, start: Value, end: Value = math.inf) -> str:
    """Cuts from a place counted from 0 up to, not including, another; below 0 from the end."""
    whole = to_text(text)
    size = len(whole)
    return whole[_place(start, size) : _place(end, size)]


def _place(value: Value, size: int) -> int:
    number = to_number(value)
    if math.isnan(number):
        return 0
    if math.isinf(number):
        return size if number > 0 else 0
    return max(0, min(size, int(number) + (size if number < 0 else 0)))


def _before(text: Value, mark: Value) -> str:
    before, found, _ = _parted(text, mark)
    return before if found else ""


def _parted(text: Value, mark: Value) -> tuple[str, bool, str]:
    whole, sign = to_text(text), to_text(mark)
    at = whole.find(sign)
    return (whole[:at], True, whole[at + len(sign) :]) if at >= 0 else ("", False, "")


def _translate(text: Value, signs: Value, others: Value) -> str:
    old, new = to_text(signs), to_text(others)
    table: dict[int, str] = {}
    for place, sign in enumerate(old):
        table.setdefault(ord(sign), new[place] if place < len(new) else "")
    return to_text(text).translate(table)


def _join(separator: Value, *values: Value) -> str:
    """Puts texts together, unless they get too long on the way."""
    between, pieces, size = to_text(separator), [], 0
    for value in spread(values):
        pieces.append(to_text(value))
        size += len(pieces[-1]) + len(between)
        check_length(size - len(between))
    return between.join(pieces)


def _own(here: Here, value: Value | None) -> str:
    """Gives the argument's text, or that of the node looked at when there is none."""
    return to_text([here.node] if value is None else value)


def _tidy(here: Here, value: Value | None = None) -> str:
    """Takes out spaces at the edges and makes one of many; other scripts' spaces stay."""
    text = _own(here, value)
    here.budget.read(4 * len(text))
    return _SPACES.sub(" ", text).strip(" ")


TEXTS = {
    "string": Function(lambda here, value=None: _own(here, value), 0, 1),
    "concat": plain(lambda *values: _join("", *values), 0, None),
    "join": plain(_join, 1, None),
    "string-length": Function(lambda here, value=None: float(len(_own(here, value))), 0, 1),
    "normalize-space": Function(_tidy, 0, 1),
    "substr": plain(_substr, 2, 3),
    "substring": plain(_substring, 2, 3),
    "substring-before": plain(_before, 2, 2),
    "substring-after": plain(lambda text, mark: _parted(text, mark)[2], 2, 2),
    "contains": plain(lambda text, part: to_text(part) in to_text(text), 2, 2),
    "starts-with": plain(lambda text, part: to_text(text).startswith(to_text(part)), 2, 2),
    "ends-with": plain(lambda text, part: to_text(text).endswith(to_text(part)), 2, 2),
    "translate": plain(_translate, 3, 3),
    "regex": plain(lambda text, pattern: matches(to_text(text), to_text(pattern)), 2, 2),
}
