"""Reckons: rounding, powers, sums, least and greatest."""

import math
from decimal import ROUND_FLOOR, Decimal

from ..context import Here
from ..values import NAN, Value, to_number
from .entry import Function, nodes_of, plain, spread


def _whole(number: float) -> float:
    return float(math.trunc(number)) if math.isfinite(number) else NAN


def _round(value: Value, places: Value = 0.0) -> float:
    """Rounds halves upwards, to whole numbers or to so many decimal places."""
    number, digits = to_number(value), _whole(to_number(places))
    if not math.isfinite(number):
        return number
    if math.isnan(digits) or abs(digits) > 300:
        return NAN
    scaled = Decimal(repr(number)).scaleb(int(digits)) + Decimal("0.5")
    return float(scaled.to_integral_value(ROUND_FLOOR).scaleb(-int(digits)))


def _edge(value: Value, up: bool) -> float:
    number = to_number(value)
    if not math.isfinite(number):
        return number
    return float(math.ceil(number) if up else math.floor(number))


def _power(base: Value, exponent: Value) -> float:
    try:
        result = to_number(base) ** to_number(exponent)
    except OverflowError:
        return math.inf
    except ZeroDivisionError:
        return math.inf
    return NAN if isinstance(result, complex) else result


def _sum(nodes: Value) -> float:
    return math.fsum(to_number(text) for text in spread((nodes_of(nodes, "sum"),)))


def _extreme(values: tuple[Value, ...], sign: float) -> float:
    """Gives the greatest (1) or the least (-1) value; NaN when any is not a number."""
    found = [sign * to_number(value) for value in spread(values)]
    return sign * max(found) if found and not any(map(math.isnan, found)) else NAN


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
    "pow": plain(_power, 2, 2),
    "sum": plain(_sum),
    "min": plain(lambda *values: _extreme(values, -1.0), 1, None),
    "max": plain(lambda *values: _extreme(values, 1.0), 1, None),
    "random": Function(_random, 0, 0),
}
