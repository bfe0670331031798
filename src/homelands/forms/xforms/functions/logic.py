"""Chooses between values: if, coalesce, once, not, true, false, boolean, checklists."""

from ..context import Here
from ..errors import ExpressionError
from ..values import Value, node_text, to_boolean, to_number, to_text
from .entry import Function, Thunk, plain, spread


def _if(here: Here, condition: Thunk, then: Thunk, otherwise: Thunk) -> Value:
    return then() if to_boolean(condition()) else otherwise()


def _coalesce(here: Here, *choices: Thunk) -> Value:
    """Gives the first value that is neither empty nor "not a number"."""
    for choice in choices:
        value = choice()
        if value == value and to_text(value):
            return value
    return ""


def _once(here: Here, value: Thunk) -> Value:
    """Gives what the node already holds, and works the value out only when it is empty."""
    return node_text(here.origin) or value()


def _checklist(least: Value, most: Value, *answers: Value) -> bool:
    """Counts the answers that are true; of a path every node counts on its own."""
    return _within(float(sum(map(to_boolean, spread(answers)))), least, most)


def _weighted_checklist(least: Value, most: Value, *pairs: Value) -> bool:
    """Adds up the weights of the answers that are true; two paths are paired node by node."""
    if len(pairs) % 2:
        raise ExpressionError("weighted-checklist() takes its answers and weights in pairs.")
    total = 0.0
    for answers, weights in zip(pairs[::2], pairs[1::2], strict=True):
        for answer, weight in zip(spread((answers,)), spread((weights,)), strict=False):
            total += to_number(weight) if to_boolean(answer) else 0.0
    return _within(total, least, most)


def _from_text(value: Value) -> bool:
    """Reads "true" and "1" as true, and nothing else."""
    return to_text(value).lower() in ("true", "1")


def _within(total: float, least: Value, most: Value) -> bool:
    """Checks both bounds; a negative bound does not bind."""
    low, high = to_number(least), to_number(most)
    return (low < 0 or total >= low) and (high < 0 or total <= high)


LOGIC = {
    "if": Function(_if, 3, 3, lazy=True),
    "coalesce": Function(_coalesce, 1, None, lazy=True),
    "once": Function(_once, lazy=True),
    "not": plain(lambda value: not to_boolean(value)),
    "true": plain(lambda: True, 0, 0),
    "false": plain(lambda: False, 0, 0),
    "boolean": plain(to_boolean),
    "boolean-from-string": plain(_from_text),
    "checklist": plain(_checklist, 2, None),
    "weighted-checklist": plain(_weighted_checklist, 2, None),
}
