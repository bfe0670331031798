"""Matches texts against the patterns of regex() in engines whose time is bounded.

RE2 matches in a time that grows as the text does, whatever the pattern. It knows no look-around
and no back-reference; for patterns with these, or others that it refuses and field apps take, an
engine that tries one way after another is given little time. Both take the whole text or nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter

import re2
import regex

from ..budget import Budget, current
from ..errors import ExpressionError
from .letters import spelt_out

MAX_TEXT = 10_000
MAX_PATTERN = 1_000
MAX_SIZE = 10_000
"""So many signs a pattern may have once its counts are written out, where RE2 refuses it."""
MAX_SECONDS = 0.25
"""How long one match may take in the engine that tries one way after another."""
_WORK = 500
"""So many steps of a linear match count as one step of the budget."""
_BEYOND = ("invalid perl operator", "invalid escape sequence", "bad repetition operator")
"""Why RE2 refuses what the other engine may take."""
_WHOLE = re.compile(r"\\[pPxuNkg]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_FOREIGN = re.compile(r"\(\?(?![:=!>]|<[=!a-zA-Z]|[imsux-]+[:)])|\{(?![0-9])")
_TOKEN = re.compile(r"\{[0-9]+(?:,[0-9]*)?\}|.", re.DOTALL)
_LINEAR = re2.Options()
_LINEAR.log_errors = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern, and what matches it: the linear engine, or the other one."""

    text: str
    linear: "re2._Regexp | None"
    tried: "regex.Pattern[str] | None" = None

    def matches(self, text: str, budget: Budget) -> bool:
        if self.linear is not None:
            budget.spend(1 + len(text) * self.linear.programsize // _WORK)
            return self.linear.fullmatch(text) is not None
        assert self.tried is not None
        began, most = perf_counter(), min(MAX_SECONDS, budget.seconds)
        if most <= 0:
            raise _refusal(self.text, "takes too long with this text")
        try:
            return self.tried.fullmatch(text, timeout=most) is not None
        except TimeoutError:
            raise _refusal(self.text, "takes too long with this text") from None
        finally:
            budget.wait(perf_counter() - began)


def matches(text: str, pattern: str) -> bool:
    """Tells whether the whole text fits the pattern."""
    if len(text) > MAX_TEXT:
        return False
    return _compiled(pattern).matches(text, current())


def check_pattern(pattern: str) -> None:
    """Refuses a pattern that is not valid, or that takes too long with a text made for that."""
    compiled = _compiled(pattern)
    if compiled.linear is None:
        signs = dict.fromkeys("a1 " + "".join(filter(str.isalnum, pattern)))
        for sign in [*signs][:20]:
            compiled.matches(sign * 1_000 + "\N{REPLACEMENT CHARACTER}", Budget())


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> _Pattern:
    if len(pattern) > MAX_PATTERN:
        raise ExpressionError(f"the regex() pattern is longer than {MAX_PATTERN} characters.")
    plain = spelt_out(pattern)
    try:
        return _Pattern(pattern, re2.compile(plain, _LINEAR))
    except re2.error as error:
        why = error.args[0].decode(errors="replace")
    if not why.startswith(_BEYOND):
        raise _refusal(pattern, f"is not valid: {why}")
    return _Pattern(pattern, None, _tried(pattern, plain))


def _tried(pattern: str, plain: str) -> "regex.Pattern[str]":
    """Compiles a pattern for the engine that knows more; not what no field app knows."""
    bare = _WHOLE.sub("a", pattern)
    if foreign := _FOREIGN.search(bare):
        used = bare[foreign.start() : foreign.start() + 3]
        raise _refusal(pattern, f"is not valid: it uses “{used}”, which is not offered")
    if _size(bare) > MAX_SIZE:
        raise _refusal(pattern, "repeats its parts too often")
    try:
        # Figures and letters are those of ASCII, as in the programs of field apps.
        return regex.compile(plain, regex.ASCII | regex.VERSION0)
    except (regex.error, OverflowError, RecursionError) as error:
        raise _refusal(pattern, f"is not valid: {error}") from error


def _size(bare: str) -> int:
    """Counts the signs of a pattern, those that are repeated a number of times as often."""
    open_groups, last = [0], 0
    for sign in _TOKEN.findall(bare):
        if sign == "(":
            open_groups.append(0)
        elif sign == ")" and len(open_groups) > 1:
            last = open_groups.pop()
            open_groups[-1] += last
        elif sign[0] == "{" and len(sign) > 1:
            most = max(int(number) for number in sign.strip("{}").split(",") if number)
            open_groups[-1] += last * (most - 1)
            last *= most
        else:
            last = 1
            open_groups[-1] += 1
    return sum(open_groups)


def _refusal(pattern: str, why: str) -> ExpressionError:
    return ExpressionError(f"the regex() pattern “{pattern}” {why}.")
