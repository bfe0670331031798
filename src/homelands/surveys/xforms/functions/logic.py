"""Chooses between values: if, coalesce, once, not, true, false, boolean, checklists."""

from ..context import Here
from ..values import Value, node_text, to_boolean, to_number, to_text
from .entry import Function, Thunk, plain


def _if(here: Here, condition: Thunk, then: Thunk, otherwise: Thunk) -> Value:
    return then() if to_boolean(condition()) else otherwise()


def _coalesce(here: Here, *choices: Thunk) -> Value:
    """Gives the first value that is not empty."""
    for choice in choices:
        value = choice()
        if to_text(value):
            return value
    return ""


def _once(here: Here, value: Thunk) -> Value:
    """Gives what the node already holds, and works the value out only when it is empty."""
    return node_text(here.context.node) or value()


def _checklist(least: Value, most: Value, *answers: Value) -> bool:
    return _within(float(sum(to_boolean(answer) for answer in answers)), least, most)


def _weighted_checklist(least: Value, most: Value, *pairs: Value) -> bool:
    weights = zip(pairs[::2], pairs[1::2], strict=False)
    return _within(
        sum(to_number(weight) for answer, weight in weights if to_boolean(answer)), least, most
    )


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
    "checklist": plain(_checklist, 2, None),
    "weighted-checklist": plain(_weighted_checklist, 2, None),
}
