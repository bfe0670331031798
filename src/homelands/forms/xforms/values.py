"""Holds the values of an expression and turns one kind into another as XPath 1.0 does."""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from homelands.forms.xforms.safe_xml import Element

from .budget import current
from .dates import Moment, difference, read_moment, wall_days, write_moment


@dataclass(frozen=True, slots=True)
class Leaf:
    """An attribute or a piece of text: a node without children."""

    owner: Element
    name: str
    text: str


Node: TypeAlias = Element | Leaf
Value: TypeAlias = str | float | bool | list[Node] | Moment


class Typed(list[Node]):
    """Nodes of which some hold the number zero or a truth, which their text does not tell."""

    __slots__ = ("held",)

    def __init__(self, nodes: list[Node], held: Mapping[Element, bool | float]) -> None:
        super().__init__(nodes)
        self.held = held

    def values(self) -> list[Value]:
        """Gives what each node holds: a number, a truth or a text."""
        return [
            node.text if isinstance(node, Leaf) else self.held.get(node, node_text(node))
            for node in self
        ]


NAN = math.nan
_SHORT = 64
"""Texts up to this length are read without paying for it."""
MAX_PAIRS = 100_000
"""Up to so many pairs of two sets are compared one by one."""
_NUMBER = re.compile(r"\s*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*")
_ORDER: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def node_text(node: Node) -> str:
    """Gives the string value of a node: all the text inside it."""
    if isinstance(node, Leaf):
        return node.text
    if not len(node):
        return _read(node.text or "")
    current().spend(sum(1 for _ in node.iter()))
    return _read("".join(node.itertext()))


def _read(text: str) -> str:
    if len(text) > _SHORT:
        current().read(len(text))
    return text


def to_text(value: Value) -> str:
    """Turns any value into text; of several nodes the first speaks."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return node_text(value[0]) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return write_moment(value)
    return number_text(value)


def number_text(number: float) -> str:
    """Writes a number as XPath 1.0 does: no exponent, no point on whole numbers."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def to_number(value: Value) -> float:
    """Turns any value into a number; dates become days since 1970-01-01."""
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, date):
        return wall_days(value)
    if isinstance(value, Typed):
        return to_number(value.values()[0])
    return _text_number(to_text(value))


def _text_number(text: str) -> float:
    if _NUMBER.fullmatch(text):
        return float(text)
    moment = read_moment(text)
    return NAN if moment is None else wall_days(moment)


def to_boolean(value: Value) -> bool:
    """Turns any value into true or false; NaN, zero, "" and nodes without any text are false.

    XPath 1.0 would call a node true though it is empty. Field apps do not, and rightly: a
    question without an answer is there, but says nothing.
    """
    if isinstance(value, float):
        return not (value == 0 or math.isnan(value))
    if isinstance(value, Typed):
        return any(map(to_boolean, value.values()))
    if isinstance(value, list):
        return any(map(node_text, value))
    return True if isinstance(value, date) else bool(value)


def to_moment(value: Value) -> Moment | None:
    """Reads a value as a date or a date and time; None when it is neither."""
    if isinstance(value, date):
        return value
    return read_moment(to_text(value)) if isinstance(value, str | list) else None


def compare(sign: str, left: Value, right: Value) -> bool:
    """Compares two values; a set of nodes matches when any of its nodes does.

    A path that leads to nothing, as to a question that is not asked, compares as empty text.
    """
    left, right = _alone(left), _alone(right)
    if sign in ("=", "!=") and (isinstance(left, bool) or isinstance(right, bool)):
        return (to_boolean(left) == to_boolean(right)) is (sign == "=")
    if isinstance(left, list) and isinstance(right, list):
        return _compare_sets(sign, set(map(node_text, left)), set(map(node_text, right)))
    if isinstance(left, list):
        return any(compare(sign, node_text(node), right) for node in left)
    if isinstance(right, list):
        return any(compare(sign, left, node_text(node)) for node in right)
    return _compare_single(sign, left, right)


def _alone(value: Value) -> Value:
    """Gives what a node holds that is the only one; empty text where there is none."""
    if not isinstance(value, list) or len(value) > 1:
        return value
    if isinstance(value, Typed):
        return value.values()[0]
    return node_text(value[0]) if value else ""


def _compare_sets(sign: str, left: set[str], right: set[str]) -> bool:
    """Tells whether any text of one set and any of the other compare as asked."""
    if sign == "=":
        return not left.isdisjoint(right)
    if sign == "!=":
        return bool(left and right) and len(left | right) > 1
    if len(left) * len(right) > MAX_PAIRS:
        left, right = _ends(left), _ends(right)
    current().spend(len(left) * len(right))
    return any(_compare_single(sign, one, other) for one in left for other in right)


def _ends(texts: set[str]) -> set[str]:
    """Gives the least and the greatest of many texts: no other can be further off."""
    numbers = {text: to_number(text) for text in texts}
    known = [text for text, number in numbers.items() if not math.isnan(number)]
    if not known:
        return set()
    return {min(known, key=numbers.__getitem__), max(known, key=numbers.__getitem__)}


def _compare_single(sign: str, left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str) and sign in ("=", "!="):
        return (left == right) is (sign == "=")
    if not (isinstance(left, float) or isinstance(right, float)):
        first, second = to_moment(left), to_moment(right)
        if first is not None and second is not None:
            return _ORDER[sign](difference(first, second), 0.0)
    return _ORDER[sign](to_number(left), to_number(right))
