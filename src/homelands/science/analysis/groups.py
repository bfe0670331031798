"""Who is in which category: one whole number for each respondent.

Question     Which respondents are in which group, and who did not say?
Formula      code_i = k if respondent i is in category k, -1 if unknown.
Source       None: bookkeeping that shares and cross tables need.
Assumptions  Categories exclude each other and are told apart by their text.
Not for      Answers with several choices: make one variable of each choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.facts import Unfit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Groups:
    """`names` (k,) of the categories; `code` (n,) from 0 to k - 1, or -1 where unknown."""

    names: tuple[str, ...]
    code: Ints

    def __post_init__(self) -> None:
        if self.code.ndim != 1 or ((self.code < -1) | (self.code >= len(self.names))).any():
            raise ValueError(f"Codes of {len(self.names)} categories run from 0, with -1 unknown.")

    @property
    def known(self) -> NDArray[np.bool_]:
        """Return whose category is known, (n,)."""
        return self.code >= 0


def groups(answers: Sequence[str | None]) -> Groups:
    """Read each respondent's category, None being unknown; categories are sorted by name."""
    names = tuple(sorted({answer for answer in answers if answer is not None}))
    if not names:
        raise Unfit("outcome-missing-for-all")
    place: dict[str | None, int] = {name: k for k, name in enumerate(names)}
    return Groups(names, np.array([place.get(answer, -1) for answer in answers], dtype=np.int64))


def members(code: Ints, k: int) -> Floats:
    """Return 1 where a respondent is in category 0 to k - 1 and 0 elsewhere, (n, k)."""
    return np.asarray(code[:, None] == np.arange(k), dtype=np.float64)
