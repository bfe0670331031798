"""Tells what a spreadsheet would run, keeps it from running, and reads it back (V1.2.10)."""

import re
from typing import Any

_SIGNS = "=+\\-@\t\r\n＝＋－＠"
_FIGURE = r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?"
#: A number, several codes, a place, or the places of a line or an area.
_NUMBERS = re.compile(rf"{_FIGURE}(?:;? {_FIGURE})*;?")
#: What begins with apostrophes before a sign would lose one when it is read back: it gets one too.
_FORMULA = re.compile(f"'*[ ]*[{_SIGNS}]")


def neutral(value: Any) -> Any:
    """Puts an apostrophe before what a spreadsheet would run; numbers and places stay."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBERS.fullmatch(value):
        return f"'{value}"
    return value


def plain(text: str) -> str:
    """Takes the apostrophe away again: what `neutral` wrote is read as it was."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
