"""Writes the facts of a sentence as the reader's language does: numbers, shares, names."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homelands.science.facts import Fact
from homelands.ui.numerals import number, rounded

#: A sentence, or a pair of them for one and for several, that waits for the reader's language.
Text = Any

#: Names that a sentence lists; of more it says only that there are.
MOST_NAMED = 10

#: Facts that are shares, from 0 to 1, and are said in per cent.
_SHARES = frozenset({"share", "width", "relative", "others"})

#: Facts that need more, or fewer, digits behind the point than the one of others.
_DIGITS = {
    "tree": 3, "gile": 3, "alpha": 2, "firm": 3, "tentative": 3,
    "second": 2, "given": 4,
    "low": 0, "high": 0, "size": 0, "population": 0, "largest": 0, "median": 0, "total": 0,
}  # fmt: skip

#: What stands for an impossible number of contacts: codes that are part of a sentence.
_USES = {
    "median": gettext_lazy("the median of the others is used"),
    "largest": gettext_lazy("the largest of the others is used"),
    "raised": gettext_lazy("their number is raised to those"),
    "left-out": gettext_lazy("they leave the estimate"),
}


def words(code: str, facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Returns each fact in words, and beside it as "#name" the number that decides a plural."""
    shares = _SHARES | ({"most"} if code == "interval-wide" else set())
    written: dict[str, Any] = {}
    for name, fact in facts.items():
        if isinstance(fact, tuple):
            written[name] = _listed(fact, facts.get("count", len(fact)))
        elif isinstance(fact, str):
            written[name] = _USES[fact] if name == "use" else fact
        else:
            written[f"#{name}"] = fact
            written[name] = rounded(100 * fact, 1) if name in shares else _number(name, fact)
    return written


def _number(name: str, value: float) -> str:
    return number(value) if isinstance(value, int) else rounded(value, _DIGITS.get(name, 1))


def _listed(names: Sequence[str], count: Fact) -> str:
    """Writes names side by side, the first ones of many; `count` is how many there are."""
    first = names[:MOST_NAMED]
    more = [] if count == len(first) else ["…"]
    return ", ".join([*(_("“%(name)s”") % {"name": name} for name in first), *more])
