"""Looks into answers of select questions, which are codes with spaces between them."""

import math

from ..values import Value, to_number, to_text
from .entry import plain


def _selected(answer: Value, code: Value) -> bool:
    """Tells whether a code is among the codes; no code is "selected" where nothing is."""
    return f" {to_text(code).strip()} " in f" {to_text(answer)} "


def _selected_at(answer: Value, place: Value) -> str:
    """Gives the code at a place counted from 0; "" when there is none."""
    codes, number = to_text(answer).split(), to_number(place)
    if not math.isfinite(number):
        return ""
    index = int(number)
    return codes[index] if 0 <= index < len(codes) else ""


SELECTIONS = {
    "selected": plain(_selected, 2, 2),
    "is-selected": plain(_selected, 2, 2),
    "selected-at": plain(_selected_at, 2, 2),
    "count-selected": plain(lambda answer: float(len(to_text(answer).split()))),
}
