"""What of categories, paths and histograms may be shown: nobody is to be found in the numbers.

Question     Which shares, which points of a line, which classes tell of single people?
Formula      Categories of fewer than SMALLEST respondents are hidden, and with them what would
             tell them; a line takes no step for fewer than SMALLEST more people; classes of
             numbers hold SMALLEST each, and the last one is open above.
Source       Willenborg and de Waal (2001), Elements of Statistical Disclosure Control, on
             thresholds and secondary suppression; for lines and classes the same rule, ours.
Assumptions  Unweighted counts of respondents. One rule for officers' pages and public ones.
Not for      Tables of several variables: see `science.disclosure`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from homelands.science.disclosure.small_cells import suppress
from homelands.science.estimate import Caution
from homelands.science.facts import Facts, Unfit
from homelands.science.publication.refused import Refused
from homelands.science.publication.thresholds import SMALLEST

Doubt = TypeVar("Doubt", bound=Caution | Refused)

UNNAMED = "…"  # stands for the name of a group that is not shown

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def hidden(counts: Sequence[int]) -> list[bool]:
    """Return which categories are not shown: small ones, and what would tell them."""
    if not counts:
        return []
    with_total: list[bool] = suppress(np.array(counts, dtype=np.int64)).hidden.tolist()
    return with_total[:-1]


def unnamed(doubt: Doubt, names: Collection[str]) -> Doubt:
    """Return a doubt without the names of groups that are not shown."""
    return replace(doubt, facts=_named(doubt.facts, dict.fromkeys(names, UNNAMED)))


def named(doubt: Doubt, labels: Mapping[str, str]) -> Doubt:
    """Return a doubt that speaks of groups by their labels."""
    facts = _named(doubt.facts, labels)
    if isinstance(doubt, Refused):
        category = labels.get(doubt.category, doubt.category)
        return replace(doubt, facts=facts, category=category)
    return replace(doubt, facts=facts)


def named_reason(reason: Unfit, labels: Mapping[str, str]) -> Unfit:
    """Return why there is no figure, with groups by their labels."""
    return reason.told_with(_named(reason.facts, labels))


def unnamed_reason(reason: Unfit, names: Collection[str]) -> Unfit:
    """Return why there is no figure, without the names of groups that are not shown."""
    return named_reason(reason, dict.fromkeys(names, UNNAMED))


def _named(facts: Facts, labels: Mapping[str, str]) -> Facts:
    told = {
        key: tuple(labels.get(part, part) for part in fact)
        if isinstance(fact, tuple)
        else (labels.get(fact, fact) if isinstance(fact, str) else fact)
        for key, fact in facts.items()
    }
    return Facts(**told)


def steps(n: Ints) -> list[int]:
    """Return the steps of a path `n` (s,) that may be shown, each for SMALLEST people more.

    The last is one of them, wherever there is any.
    """
    kept: list[int] = []
    for place, people in enumerate(n.tolist()):
        if people - (n[kept[-1]] if kept else 0) >= SMALLEST:
            kept.append(place)
    return [*kept[:-1], len(n) - 1] if kept else []


def classes(edge: Floats, count: Ints) -> list[tuple[float, float | None, int]]:
    """Join the classes of a histogram until each holds SMALLEST: from, to (None: open), people."""
    joined: list[tuple[float, float | None, int]] = []
    low, people = float(edge[0]), 0
    for above, more in zip(edge[1:].tolist(), count.tolist(), strict=True):
        people += more
        if people >= SMALLEST:
            joined.append((low, above, people))
            low, people = above, 0
    if not joined:
        return []
    first, _above, rest = joined.pop()
    return [*joined, (first, None, rest + people)]
