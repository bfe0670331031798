"""Reckons: rounding, sums, least and greatest, powers, roots, logarithms and angles."""

import math
from collections.abc import Callable
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


def _curve(work: Callable[[float], float]) -> Function:
    """Makes a function of one number; where it is not defined it gives NaN."""

    def apply(value: Value) -> float:
        try:
            return work(to_number(value))
        except ValueError:
            return NAN
        except OverflowError:
            return math.inf

    return plain(apply)


def _logarithm(work: Callable[[float], float]) -> Function:
    return _curve(lambda number: -math.inf if number == 0 else work(number))


def _power(base: Value, exponent: Value) -> float:
    """Raises a number to a power; what is not a number spoils it, even 1 to the power of it."""
    low, high = to_number(base), to_number(exponent)
    if math.isnan(high) or (abs(low) == 1 and math.isinf(high)):
        return NAN
    try:
        return math.pow(low, high)
    except ValueError:
        return _edge_of_power(low, high) if low == 0 else NAN
    except OverflowError:
        return _edge_of_power(low, high)


def _edge_of_power(low: float, high: float) -> float:
    odd = high % 2 == 1
    return math.copysign(math.inf, low) if odd else math.inf


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
    "pow": plain(_power, 2, 2),
    "sqrt": _curve(math.sqrt),
    "exp": _curve(math.exp),
    "exp10": _curve(lambda number: math.pow(10.0, number)),
    "log": _logarithm(math.log),
    "log10": _logarithm(math.log10),
    "sin": _curve(math.sin),
    "cos": _curve(math.cos),
    "tan": _curve(math.tan),
    "asin": _curve(math.asin),
    "acos": _curve(math.acos),
    "atan": _curve(math.atan),
    "atan2": plain(lambda y, x: math.atan2(to_number(y), to_number(x)), 2, 2),
    "pi": plain(lambda: math.pi, 0, 0),
}
