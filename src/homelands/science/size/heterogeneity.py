"""Models in which people differ in how likely they are to be on lists.

Question     How many people are there, if some are on many lists and others hardly on any?
Formula      log mu_h = b0 + capture + c g(k), k the number of lists of history h. Capture is b k
             (equal lists: M0, Mh) or the sum of b_i over the lists (unequal: Mt, Mth). g(k) is
             Poisson2: 2^k - 1; Darroch: k^2 / 2; Gamma3.5: log 3.5 - log(3.5 + k).
             Chao's lower bound: a column max(k - j + 1, 0) for each j = 3 to t, whose
             coefficients cannot be negative: the first that is, is left out, and so on.
Source       Rivest and Baillargeon (2007), Biometrics 63(4), 999-1006; Darroch, Fienberg, Glonek
             and Junker (1993), Journal of the American Statistical Association 88(423); Chao
             (1987), Biometrics 43(4). Given by R's Rcapture 1.4-4 as closedp.
Assumptions  Given a person's likelihood of being listed, the lists are independent; g(k) states
             how that likelihood varies, which no data can test: models that fit alike differ
             greatly. ASSUMPTIONS.
Not for      Fewer than three lists. Models of response to capture (Mb, Mbh) are not here: they
             need occasions in an order of time, and lists have none.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from homelands.science.size.existence import existence
from homelands.science.size.fitted import Model, fitted
from homelands.science.size.lists import Lists
from homelands.science.size.loglinear import START, Cells, climb
from homelands.science.size.models import FEWEST

Floats = NDArray[np.float64]

ASSUMPTIONS = (
    "Given how likely a person is to be listed, the lists are independent; the shape named in the "
    "model says how that likelihood varies between people, and no data can test it.",
    "Chao's models give a lower bound, not an estimate of the size.",
)

GAMMA = 3.5
TRACE = 1e-6  # of a person in every cell, which keeps the signs of coefficients and bounds them

SHAPES: dict[str, Callable[[Floats], Floats]] = {
    "Poisson2": lambda k: 2**k - 1,
    "Darroch": lambda k: k**2 / 2,
    "Gamma3.5": lambda k: np.log(GAMMA) - np.log(GAMMA + k),
}


def heterogeneity(lists: Lists, level: float = 0.95) -> tuple[Model, ...]:
    """Fit M0, Mt and each with Chao's lower bound and the three shapes; three lists or more."""
    if len(lists.names) < FEWEST:
        raise ValueError(
            f"{len(lists.names)} lists cannot show how people differ: that needs at least {FEWEST}."
        )
    k = lists.seen.sum(axis=1, keepdims=True).astype(np.float64)
    one = np.ones_like(k)
    equal, unequal = np.hstack([one, k]), np.hstack([one, lists.seen])
    found = [fitted("M0", equal, lists, level), fitted("Mt", unequal, lists, level)]
    for name, capture in (("Mh", equal), ("Mth", unequal)):
        bound = _lower_bound(capture, lists)
        found.append(fitted(f"{name} Chao (LB)", bound, lists, level))
        for shape, column in SHAPES.items():
            design = np.hstack([capture, column(k)])
            if design.shape[1] <= len(design):
                found.append(fitted(f"{name} {shape}", design, lists, level))
    return tuple(found)


def _lower_bound(capture: Floats, lists: Lists) -> Floats:
    """Return the columns of Chao's lower bound, without those whose coefficient is negative."""
    k = lists.seen.sum(axis=1, keepdims=True)
    above = np.maximum(k - np.arange(2, len(lists.names)), 0).astype(np.float64)
    while above.shape[1]:
        design = np.hstack([capture, above])
        negative = np.flatnonzero(_coefficient(design, lists)[capture.shape[1] :] < 0)
        if not negative.size:
            break
        above = np.delete(above, negative[0], axis=1)
    return np.hstack([capture, above])


def _coefficient(design: Floats, lists: Lists) -> Floats:
    """Return the coefficients (p,), large instead of infinite where no maximum exists."""
    count = lists.count.astype(np.float64)
    if not existence(Cells(design, count, np.eye(design.shape[1])[0])).exists:
        count = count + TRACE
    return climb(design, count, count + START)[0]
