"""Grows thousands of expressions from the grammar, always the same ones."""

import re
from collections.abc import Iterator
from random import Random

from .edges import EDGES
from .grammar import PATTERNS, USES
from .words import WORDS

SEED = 20_261_125
TIMES = 28
"""How often each pattern of a beginning is filled in."""
_HOLE = re.compile(r"\{([a-z_]+)\}")


def rules() -> dict[str, list[str]]:
    """Reads the grammar: for each word the lines that may stand for it."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (PATTERNS + WORDS).strip("\n").split("\n"):
        if line.startswith("    "):
            found[name].append(line[4:])
        else:
            name = line.removesuffix(":")
            found[name] = []
    return found


def expressions() -> dict[str, str]:
    """Gives the corpus: each expression once, with what it is used for."""
    found: dict[str, str] = {}
    by_hand = edges()
    for expression, use in _grow():
        if expression not in by_hand:
            found.setdefault(expression, use)
    return found


def edges() -> dict[str, str]:
    """Gives the expressions that were written by hand, compared in every way."""
    return dict.fromkeys(EDGES.strip("\n").split("\n"), "any")


def _grow() -> Iterator[tuple[str, str]]:
    chance, lines = Random(SEED), rules()
    for beginning, use in USES.items():
        for pattern in lines[beginning]:
            for _ in range(TIMES):
                yield _fill(pattern, lines, chance), use


def _fill(pattern: str, lines: dict[str, list[str]], chance: Random) -> str:
    """Puts a line chosen by chance into each hole, until there is none."""
    while match := _HOLE.search(pattern):
        filling = chance.choice(lines[match.group(1)])
        pattern = pattern[: match.start()] + filling + pattern[match.end() :]
    return pattern
