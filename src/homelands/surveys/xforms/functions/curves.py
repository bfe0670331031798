"""Reckons powers, roots, logarithms and angles as every program of field apps does: in doubles."""

import math
from collections.abc import Callable

from ..values import NAN, Value, to_number
from .entry import Function, plain


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


CURVES = {
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
