"""Respondents as whole numbers: which category of each margin each of them is in.

Question     Who stands in which category, so that margins can be summed without names?
Formula      Respondent i is in category k_iv of variable v, numbered over all variables. People
             with the same categories are one cell: they keep their weights' ratios in every
             calibration to these margins, since g = F(sum_v lambda_k_iv) is the same for them.
Source       Deville, Sarndal and Sautory (1993), Journal of the American Statistical Association
             88(423), generalised raking, for g as a function of the cell alone.
Assumptions  Nobody is in two categories of one variable; nobody is in none.
Not for      Continuous auxiliary variables (give those to `calibration` as a matrix).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution
from homelands.science.weighting.cells import Cells, combined
from homelands.science.weighting.margins import Margins

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

WORTH_COLLECTING = 8  # possible cells a respondent up to which cells are looked for


@dataclass(frozen=True, eq=False, slots=True)
class Coded:
    """A sample's respondents against margins. `cell` (n,) is each respondent's cell, or None
    where everyone is a cell of their own, in the order of the rows.
    """

    margins: Margins
    cells: Cells
    cell: Ints | None
    n: int

    def collect(self, weight: Floats) -> Floats:
        """Return the weight of each cell (c,) from that of each respondent (n,)."""
        if self.cell is None:
            return weight
        return np.asarray(np.bincount(self.cell, weight, self.cells.code.shape[1]), np.float64)

    def spread(self, value: Floats) -> Floats:
        """Return each respondent's value (n,) from that of each cell (c,)."""
        return value if self.cell is None else value.take(self.cell)

    @property
    def names(self) -> tuple[str, ...]:
        """Return a name for each of the p totals."""
        return self.cells.names

    def score(self, coefficient: Floats) -> Floats:
        """Return each respondent's sum (n,) of the coefficients (p,) of their categories."""
        return self.spread(self.cells.score(coefficient))

    def totals(self, weight: Floats) -> Floats:
        """Return the respondents' weight (n,) in each category (p,)."""
        return self.cells.totals(self.collect(weight))

    def gram(self, weight: Floats) -> Floats:
        """Return the respondents' weight (n,) in each pair of categories (p, p)."""
        return self.cells.gram(self.collect(weight))


@dataclass(frozen=True, eq=False, slots=True)
class Weighted:
    """Weights that meet the margins. `weight` = `base` times `g`, all (n,); `base` is scaled to
    the grand total; `error` is the largest relative miss of a margin.
    """

    weight: Floats
    base: Floats
    g: Floats
    error: float
    steps: int
    method: str
    cautions: tuple[Caution, ...]


def code(margins: Margins, columns: Mapping[str, Sequence[str | None]]) -> Coded:
    """Number the respondents' categories; `columns` holds one text (or None) a respondent.

    Refused: a variable without a column, an answer missing, a category on one side only.
    """
    absent = [name for name in margins.variables if name not in columns]
    if absent:
        raise ValueError(f"The sample has no column '{absent[0]}', which the margins name.")
    sizes = {name: len(columns[name]) for name in margins.variables}
    if len(set(sizes.values())) > 1 or not min(sizes.values()):
        raise ValueError(f"Every variable needs one answer from each respondent, not {sizes}.")
    each = zip(margins.variables, margins.categories, margins.first, strict=False)
    coded = [_numbered(name, known, columns[name], first) for name, known, first in each]
    return from_codes(margins, np.stack(coded))


def from_codes(margins: Margins, codes: Ints) -> Coded:
    """Collect respondents into cells; `codes` (m, n) number categories over all variables."""
    widths = np.diff(margins.first)
    possible = float(np.prod(widths.astype(float)))
    n = codes.shape[1]
    codes = np.ascontiguousarray(codes, dtype=np.intp)
    if possible > WORTH_COLLECTING * n:
        return Coded(margins, combined(margins, codes), None, n)
    shape = tuple(widths.tolist())
    key = np.ravel_multi_index(tuple(codes - np.array(margins.first[:-1])[:, None]), shape)
    there = np.bincount(key, minlength=int(possible)) > 0
    place = np.cumsum(there) - 1
    found = np.array(np.unravel_index(np.flatnonzero(there), shape), dtype=np.intp)
    cells = np.ascontiguousarray(found + np.array(margins.first[:-1], dtype=np.intp)[:, None])
    return Coded(margins, combined(margins, cells), place[key], n)


def start(coded: Coded, base: Floats) -> Floats:
    """Return base weights (n,) scaled to the grand total; refuse a category that has none."""
    if base.shape != (coded.n,):
        raise ValueError(f"{base.size} base weights do not fit {coded.n} respondents.")
    if not np.all(np.isfinite(base)) or (base < 0).any():
        row = int(np.flatnonzero(~(np.isfinite(base) & (base >= 0)))[0])
        raise ValueError(
            f"Respondent {row + 1} has the base weight {base[row]}: base weights are numbers of "
            "zero and more."
        )
    held = coded.cells.totals(coded.collect(base))
    if (held <= 0).any():
        where = int(np.flatnonzero(held <= 0)[0])
        raise ValueError(
            f"{coded.margins.names[where]} has a total of {coded.margins.total[where]:,.10g}, and "
            "nobody in the sample with a base weight above zero: merge it with another category."
        )
    return np.asarray(base * (coded.margins.grand_total / base.sum()))


def _numbered(name: str, known: Sequence[str], answers: Sequence[str | None], first: int) -> Ints:
    place: dict[str | None, int] = {category: first + k for k, category in enumerate(known)}
    codes = np.fromiter((place.get(answer, -1) for answer in answers), np.intp, len(answers))
    if (codes < 0).any():
        _refuse_answers(name, [answers[row] for row in np.flatnonzero(codes < 0).tolist()])
    held = np.bincount(codes - first, minlength=len(known))
    if not held.all():
        category = known[int(np.flatnonzero(held == 0)[0])]
        raise ValueError(
            f"'{name}' = '{category}' has a total in the margins and nobody in the sample: merge "
            "it with another category, in the margins and in the sample."
        )
    return codes


def _refuse_answers(name: str, answers: Sequence[str | None]) -> None:
    missing = sum(answer is None or not answer.strip() for answer in answers)
    if missing:
        raise ValueError(
            f"'{name}' is missing for {missing:,} respondent(s): impute it, or take them out, "
            "before weighting."
        )
    category, count = Counter(answers).most_common(1)[0]
    raise ValueError(
        f"'{name}' = '{category}' stands in the sample ({count:,} respondent(s)) and has no total "
        "in the margins: add its total, or recode it."
    )
