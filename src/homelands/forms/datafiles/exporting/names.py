"""Shortens the names of columns to what a statistics program takes, each to one of its own."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_SPSS_WORDS = "all and by eq ge gt le lt ne not or to with"
_STATA_WORDS = (
    "_all _b _coef _cons _n _pi _pred _rc _skip byte double float if in int long strl using with"
)
_OTHER = re.compile(r"[^0-9A-Za-z_]+")
_TYPED = re.compile(r"str[0-9]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a program takes as a name: so many characters, and none of its own words."""

    longest: int
    words: frozenset[str]


SPSS = Rule(64, frozenset(_SPSS_WORDS.split()))
STATA = Rule(32, frozenset(_STATA_WORDS.split()))


def shortened(names: Iterable[str], rule: Rule) -> dict[str, str]:
    """Returns a name for each, unique whatever its case; what fits already stays as it is."""
    wanted = list(names)
    found: dict[str, str] = {}
    used: set[str] = set()
    for name in wanted:
        if _bare(name, rule) == name and name.lower() not in used:
            found[name] = name
            used.add(name.lower())
    for name in wanted:
        if name not in found:
            found[name] = _free(_bare(name, rule), used, rule)
            used.add(found[name].lower())
    return {name: found[name] for name in wanted}


def _bare(name: str, rule: Rule) -> str:
    """Keeps letters without their accents, figures and single underscores; a letter is first."""
    parts = unicodedata.normalize("NFKD", name)
    stem = "".join(sign for sign in parts if not unicodedata.combining(sign))
    stem = _OTHER.sub("_", stem).strip("_")
    if not stem or not stem[0].isalpha():
        stem = f"v_{stem}".rstrip("_")
    if stem.lower() in rule.words or _TYPED.fullmatch(stem.lower()):
        stem += "_1"
    return stem[: rule.longest].rstrip("_")


def _free(stem: str, used: set[str], rule: Rule) -> str:
    number, name = 2, stem
    while name.lower() in used:
        tail = f"_{number}"
        name, number = stem[: rule.longest - len(tail)] + tail, number + 1
    return name


def cut(text: str, longest: int) -> str:
    """Cuts a text to so many bytes of UTF-8, at a whole character, and shows that it was cut."""
    raw = text.encode()
    if len(raw) <= longest:
        return text
    return raw[: longest - len("…".encode())].decode(errors="ignore") + "…"


def wrapped(text: str, longest: int) -> list[str]:
    """Breaks a text into lines of at most so many bytes of UTF-8, between words where it can."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer.encode()) <= longest:
            lines[-1] = longer
        else:
            lines.append(cut(word, longest))
    return [line for line in lines if line]
