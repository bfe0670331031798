"""Reckons: rounding, powers, sums, least and greatest."""

import math
from decimal import ROUND_FLOOR, Decimal

from ..context import Here
from ..values import NAN, Value, to_number
from .entry import Function, nodes_of, plain, spread


def _whole(number: float) -> float:
    return float(math.trunc(number)) if math.isfinite(number) else number


def _round(value: Value, places: Value = 0.0) -> float:
    """Rounds halves upwards, to whole numbers or to so many decimal places."""
    number, digits = to_number(value), _whole(to_number(places))
    if not math.isfinite(number):
        return number
    if not abs(digits) <= 30:
        return NAN
    scaled = Decimal(repr(number)).scaleb(int(digits)) + Decimal("0.5")
    return float(scaled.to_integral_value(ROUND_FLOOR).scaleb(-int(digits)))


def _edge(value: Value, up: bool) -> float:
    number = to_number(value)
    if not math.isfinite(number):
        return number
    return float(math.ceil(number) if up else math.floor(number))


def _found(values: tuple[Value, ...]) -> list[float]:
    """Gives those values that are numbers: an empty answer in a repeat does not spoil a sum."""
    numbers = map(to_number, spread(values))
    return [number for number in numbers if not math.isnan(number)]


def _sum(nodes: Value) -> float:
    # Added up from the first to the last, as other programs do, so that results are the same.
    return sum(_found((nodes_of(nodes, "sum"),)), 0.0)


def _number(here: Here, value: Value | None = None) -> float:
    return to_number([here.node] if value is None else value)


def _random(here: Here) -> float:
    return here.context.chance.random()


NUMBERS = {
    "number": Function(_number, 0, 1),
    "int": plain(lambda value: _whole(to_number(value))),
    "round": plain(_round, 1, 2),
    "floor": plain(lambda value: _edge(value, up=False)),
    "ceiling": plain(lambda value: _edge(value, up=True)),
    "abs": plain(lambda value: abs(to_number(value))),
    "sum": plain(_sum),
    "min": plain(lambda *values: min(_found(values), default=NAN), 1, None),
    "max": plain(lambda *values: max(_found(values), default=NAN), 1, None),
    "random": Function(_random, 0, 0),
}
