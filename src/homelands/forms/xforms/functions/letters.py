r"""Spells out the letters of all scripts in patterns: \p{L} and its kin, \u0627 and \x41.

What \p{L} means is taken from Unicode's table once, for both engines; \w, \d and \s stay those
of ASCII in both. So \p{L} is turned into the ranges of characters that Unicode calls letters.
"""

import re
import sys
import unicodedata
from functools import lru_cache

_ESCAPE = re.compile(
    r"\\u(?P<long>[0-9a-fA-F]{4})|\\x(?P<short>[0-9a-fA-F]{2})"
    r"|\\(?P<sign>[pP])(?:\{(?P<kind>[^}]*)\}|(?P<letter>[LMNPSZ]))|\\.|[\[\]]",
    re.DOTALL,
)
_KIND = re.compile("(?:Is)?([LMNPSZ][a-z]?)")


def spelt_out(pattern: str) -> str:
    """Gives a pattern without \\p{…}, \\u and \\x; what is not known stays, and is refused."""
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
    """Writes the ranges of a kind of character, as a class of their own or for the one around."""
    kind = _KIND.fullmatch(match["kind"] or match["letter"] or "")
    ranges = _ranges(kind[1], match["sign"] == "P") if kind else ""
    if not ranges:
        return r"\p{}"  # which no engine takes
    return ranges if inside else f"[{ranges}]"


@lru_cache(maxsize=64)
def _ranges(kind: str, others: bool) -> str:
    """Gives the characters of a kind, such as "L" or "Lu", or all others, as ranges."""
    found: list[list[int]] = []
    for code in range(sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        if category != "Cs" and category.startswith(kind) is not others:
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in found)
