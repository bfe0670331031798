"""Matches texts against the patterns of regex(), refusing those that could run for ages.

Python's matcher tries every way to split a text among repetitions. Where repetitions nest
or overlap that grows beyond any patience, and a respondent chooses the text. So the text is
capped, and a pattern is read first: a repeated group must show at its edge, by a sign that
occurs nowhere else in it, where one round ends; and few open repetitions may overlap.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..errors import ExpressionError
from .letters import spelt_out

MAX_TEXT = 250
MAX_PATTERN = 1_000
MAX_OVERLAPS = 3
MAX_OPTIONS = 8
MAX_ROUNDS = 500
_SAMPLE = [chr(code) for code in (*range(1, 0x250), 0x627, 0x660, 0x4E00, 0x2019)]
_PIECE = re.compile(
    r"(?P<atom>\\[wWdDsS]|\\[^0-9a-zA-Z]|\\[tnrfv]"
    r"|\[\^?\]?(?:\\[wWdDsStnrfv]|\\[^0-9a-zA-Z]|[^\]\\])*\]|[^\\\[\](){}|*+?^$])"
    r"|(?P<edge>\\[bBAZ]|[\^$])|(?P<open>\((?:\?:)?(?!\?))|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<count>(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})[?+]?)",
    re.DOTALL,
)


@dataclass
class _Part:
    """A sign, a class or a group of a pattern, and how often it may come."""

    signs: frozenset[str]
    fixed: bool = True
    group: list[list["_Part"]] | None = None
    least: int = 1
    most: int | None = 1


def matches(text: str, pattern: str) -> bool:
    """Tells whether the whole text fits the pattern."""
    if len(text) > MAX_TEXT:
        return False
    return _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    if len(pattern) > MAX_PATTERN:
        raise ExpressionError(f"the regex() pattern is longer than {MAX_PATTERN} characters.")
    try:
        plain = spelt_out(pattern)
        # Figures and letters are those of ASCII, as in the programs of field apps.
        compiled = re.compile(plain, re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise ExpressionError(f"the regex() pattern “{pattern}” is not valid: {error}.") from error
    check = _Check(pattern)
    for branch in _branches(pattern, plain):
        check.branch(branch)
    return compiled


def check_pattern(pattern: str) -> None:
    """Refuses a pattern that is not valid or could take too long."""
    _compiled(pattern)


def _branches(pattern: str, plain: str) -> list[list[_Part]]:
    """Reads the pattern, spelt out, into alternatives of parts."""
    stack: list[list[list[_Part]]] = [[[]]]
    # Where two ranges overlap, an end of one lies in the other: so every sign is tried on all.
    ends = "".join(sorted({sign for sign in plain if sign not in _SAMPLE}))
    place = 0
    while place < len(plain):
        match = _PIECE.match(plain, place)
        if match is None:
            raise _refusal(pattern, f"it uses “{plain[place : place + 3]}”, which is not offered")
        place = match.end()
        _add(match, stack, ends)
    return stack[0]


def _add(match: re.Match[str], stack: list[list[list[_Part]]], ends: str) -> None:
    kind, text = match.lastgroup, match.group()
    if kind == "atom":
        stack[-1][-1].append(_Part(_signs(text, ends)))
    elif kind == "open":
        stack.append([[]])
    elif kind == "bar":
        stack[-1].append([])
    elif kind == "close":
        inner = stack.pop()
        signs = frozenset().union(*(part.signs for branch in inner for part in branch))
        stack[-1][-1].append(_Part(signs, fixed=False, group=inner))
    elif kind == "count" and stack[-1][-1]:
        part = stack[-1][-1][-1]
        part.least, part.most = _bounds(text)
        part.fixed = part.fixed and part.least == part.most


@lru_cache(maxsize=1024)
def _signs(atom: str, ends: str) -> frozenset[str]:
    """Tries an atom on a sample of signs; what it accepts stands for what it means."""
    accepts = re.compile(atom, re.DOTALL | re.ASCII).fullmatch
    return frozenset(sign for sign in [*_SAMPLE, *ends] if accepts(sign))


def _bounds(text: str) -> tuple[int, int | None]:
    if text[0] in "*+?":
        return (1 if text[0] == "+" else 0), (1 if text[0] == "?" else None)
    low, comma, high = text.strip("{}?+").partition(",")
    return int(low), (int(high) if high else None) if comma else int(low)


class _Check:
    """Walks through a pattern and counts what could fight over the same signs."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.repetitions: list[frozenset[str]] = []
        self.options: list[frozenset[str]] = []

    def branch(self, parts: list[_Part]) -> None:
        for part in parts:
            repeated = part.most is None or part.most > 1
            if repeated and (part.most or 0) > MAX_ROUNDS:
                raise _refusal(self.pattern, f"it repeats a part more than {MAX_ROUNDS} times")
            if part.group is not None:
                self.group(part.group, repeated)
            if repeated and part.least != part.most:
                self.note(part.signs, self.repetitions, MAX_OVERLAPS, "repetitions")
            elif part.least != part.most:
                self.note(part.signs, self.options, MAX_OPTIONS, "optional parts")

    def group(self, group: list[list[_Part]], repeated: bool) -> None:
        distinct = _distinct(group)
        if repeated and not (distinct and all(map(_separable, group))):
            raise _refusal(self.pattern, "it repeats a group whose rounds cannot be told apart")
        if not distinct:
            signs = frozenset(sign for branch in group for part in branch for sign in part.signs)
            self.note(signs, self.options, MAX_OPTIONS, "optional parts")
        for branch in group:
            # Where rounds are clear, the only choice is where the last one ends.
            (_Check(self.pattern) if repeated else self).branch(branch)

    def note(
        self, signs: frozenset[str], others: list[frozenset[str]], limit: int, what: str
    ) -> None:
        others.append(signs)
        if max(sum(not one.isdisjoint(other) for other in others) for one in others) > limit:
            raise _refusal(self.pattern, f"more than {limit} {what} overlap")


def _distinct(group: list[list[_Part]]) -> bool:
    """Tells whether the first signs of a group's alternatives tell them apart."""
    seen: frozenset[str] = frozenset()
    for branch in group if len(group) > 1 else ():
        first = branch[0].signs if branch and branch[0].least else None
        if first is None or not seen.isdisjoint(first):
            return False
        seen |= first
    return True


def _separable(branch: list[_Part]) -> bool:
    """Tells whether a round of a repeated group is clear: where it ends, and how it is read.

    Two ways to read one round would make 2^n ways to read n rounds.
    """
    if branch and all(part.fixed for part in branch):
        return True
    clear = all(part.fixed or _alone(part, branch) for part in branch)
    edges = [(branch[:1], branch[1:]), (branch[-1:], branch[:-1])]
    return clear and any(
        edge and edge[0].fixed and all(edge[0].signs.isdisjoint(one.signs) for one in rest)
        for edge, rest in edges
    )


def _alone(part: _Part, branch: list[_Part]) -> bool:
    """Tells whether nothing else in the branch takes a part's signs, nor it twice itself."""
    others = [one for one in branch if one is not part]
    inner = part.group or []
    simple = _distinct(inner) and all(one.fixed for line in inner for one in line)
    return simple and all(part.signs.isdisjoint(other.signs) for other in others)


def _refusal(pattern: str, why: str) -> ExpressionError:
    return ExpressionError(f"the regex() pattern “{pattern}” is refused, because {why}.")
