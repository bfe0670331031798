"""Margins: what a weighted sample has to add up to, checked before anything is fitted.

Question     Can these totals be met at all, and what stands in the way?
Formula      For variable v and category c a total t_vc > 0; sum_c t_vc is the same grand total for
             every v, within GRAND_TOTAL_TOLERANCE of it. Within that tolerance every variable is
             scaled to the first one's grand total, because no weights meet two totals at once.
Source       Deming and Stephan (1940), Annals of Mathematical Statistics 11(4), for totals that
             must agree; the checks are our own.
Assumptions  Totals are of the same population, day and definition; each person is in exactly one
             category of each variable.
Not for      Margins that are themselves estimates with errors worth naming: rerun with other
             totals and show what changes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution
from homelands.science.facts import Facts

Floats = NDArray[np.float64]

GRAND_TOTAL_TOLERANCE = 1e-6  # relative: what rounding of published totals leaves, no more
ROUNDING = 1e-9  # relative: below it the totals count as equal and nothing is said


@dataclass(frozen=True, eq=False, slots=True)
class Margins:
    """`variables` (m); `categories` of each; `total` (p,) > 0, variable after variable, with
    variable v at first[v] to first[v + 1]; every variable's totals sum to `grand_total`.
    """

    variables: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]
    total: Floats
    first: tuple[int, ...]
    cautions: tuple[Caution, ...]

    @property
    def grand_total(self) -> float:
        """Return the number of people that the weights will sum to."""
        return float(self.total[: self.first[1]].sum())

    @property
    def names(self) -> tuple[str, ...]:
        """Return a name for each of the p totals, for sentences."""
        return tuple(
            f"'{variable}' = '{category}'"
            for variable, categories in zip(self.variables, self.categories, strict=True)
            for category in categories
        )


def from_rows(
    variables: Sequence[str], categories: Sequence[str], totals: Sequence[float]
) -> Margins:
    """Build margins from rows of (variable, category, total); the order of rows is kept."""
    if not len(variables) == len(categories) == len(totals):
        raise ValueError("Margins need a variable, a category and a total in every row.")
    if not variables:
        raise ValueError("There are no margins: give at least one variable with its totals.")
    _check_rows(variables, categories, totals)
    names = tuple(dict.fromkeys(variables))
    rows = {name: [r for r, v in enumerate(variables) if v == name] for name in names}
    total, cautions = _agreed(names, [np.array([float(totals[r]) for r in rows[n]]) for n in names])
    first = np.cumsum([0, *(len(rows[name]) for name in names)])
    total.setflags(write=False)
    return Margins(
        names,
        tuple(tuple(categories[r] for r in rows[name]) for name in names),
        total,
        tuple(first.tolist()),
        cautions,
    )


def _check_rows(
    variables: Sequence[str], categories: Sequence[str], totals: Sequence[float]
) -> None:
    """Refuse what is wrong with a single row, or with a row given twice."""
    for variable, category, total in zip(variables, categories, totals, strict=True):
        where = f"Margin '{variable}', category '{category}'"
        if not variable.strip() or not category.strip():
            raise ValueError(f"{where}: every row of the margins names a variable and a category.")
        if not isfinite(total):
            raise ValueError(f"{where}: the total is {total}, which is not a number of people.")
        if total < 0:
            raise ValueError(f"{where}: the total is {total:g}; totals are numbers above zero.")
        if total == 0:
            raise ValueError(
                f"{where}: the total is 0. A category without people can carry no weight: take "
                "its row out, and its respondents, or merge it with another category."
            )
    pair, times = Counter(zip(variables, categories, strict=True)).most_common(1)[0]
    if times > 1:
        raise ValueError(
            f"Margin '{pair[0]}', category '{pair[1]}' stands {times} times: give each category "
            "one total."
        )


def _agreed(names: Sequence[str], totals: list[Floats]) -> tuple[Floats, tuple[Caution, ...]]:
    """Return all totals scaled to the first grand total; refuse where they differ by more."""
    grand = [float(total.sum()) for total in totals]
    for name, sum_ in zip(names, grand, strict=True):
        if abs(sum_ / grand[0] - 1) > GRAND_TOTAL_TOLERANCE:
            raise ValueError(
                f"The totals of '{names[0]}' sum to {grand[0]:,.10g} and those of '{name}' to "
                f"{sum_:,.10g}: they count different populations (or one is in other units). "
                f"They may differ by {GRAND_TOTAL_TOLERANCE:g} of themselves, as rounding does."
            )
    scaled = [total * (grand[0] / sum_) for total, sum_ in zip(totals, grand, strict=True)]
    off = [n for n, s in zip(names, grand, strict=True) if abs(s / grand[0] - 1) > ROUNDING]
    if not off:
        return np.concatenate(scaled), ()
    facts = Facts(names=tuple(off), first=names[0], total=grand[0])
    return np.concatenate(scaled), (Caution("margins-scaled", facts),)
