r"""Spells out the letters of all scripts in patterns: \p{L} and its kin, \u0627 and \x41.

Python's matcher does not know \p{L}, which forms use for names in Arabic or French; so it is
turned into the ranges of characters that Unicode calls letters.
"""

import re
import unicodedata
from functools import lru_cache

_ESCAPE = re.compile(
    r"\\u(?P<long>[0-9a-fA-F]{4})|\\x(?P<short>[0-9a-fA-F]{2})"
    r"|\\(?P<sign>[pP])\{(?P<kind>[LMNPSZ][a-z]?)\}|\\.|[\[\]]",
    re.DOTALL,
)
_LAST = 0x1_0000
"""Scripts in daily use stand below this character."""


def spelt_out(pattern: str) -> str:
    """Gives a pattern without \\p{…}, \\u and \\x; all else stays as it is."""
    inside = False

    def spell(match: re.Match[str]) -> str:
        nonlocal inside
        if code := match["long"] or match["short"]:
            return re.escape(chr(int(code, 16)))
        if match["sign"]:
            return _class(match, inside)
        if match[0] in "[]":
            inside = match[0] == "["
        return match[0]

    return _ESCAPE.sub(spell, pattern)


def _class(match: re.Match[str], inside: bool) -> str:
    """Writes the ranges of a kind of character; a negation inside a class stays, and is refused."""
    negated = match["sign"] == "P"
    ranges = _ranges(match["kind"])
    if inside or not ranges:
        return match[0] if negated or not ranges else ranges
    return f"[{'^' if negated else ''}{ranges}]"


@lru_cache(maxsize=64)
def _ranges(kind: str) -> str:
    """Gives the characters of a kind, such as "L" or "Lu", as ranges for a class."""
    found: list[list[int]] = []
    for code in range(_LAST):
        if unicodedata.category(chr(code)).startswith(kind):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in found)
