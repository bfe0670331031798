"""Into which classes numbers and dates fall: each holds enough people, and both ends are open."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from homelands.forms.datafiles.exporting.variable import NUMBERS, Variable
from homelands.science.disclosure.safety import classes
from homelands.science.publication.thresholds import SMALLEST

#: About so many classes are made; joining makes fewer of them.
MOST = 12
#: Dates are counted by month, and by year where there are more months than this.
MOST_MONTHS = 24

Edge = float | str


def is_number(variable: Variable) -> bool:
    return variable.kind in NUMBERS


def is_date(variable: Variable) -> bool:
    return variable.kind in ("date", "datetime")


def number_in(text: str) -> float | None:
    """Returns the number that a text says, None where it says none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def of_numbers(values: Mapping[float, int]) -> list[Edge]:
    """Returns where one class ends and the next begins."""
    if not values:
        return []
    each = np.array(sorted(values))
    people = np.array([values[value] for value in each.tolist()], dtype=np.int64)
    reached = people.cumsum() / people.sum()
    # A few far away would leave everybody else in one class.
    low, high = each[reached > 0.02][0], each[reached >= 0.98][0]
    step = _step(float(high - low))
    first = math.floor(low / step)
    cuts = np.arange(first, math.floor(high / step) + 2, dtype=np.float64) * step
    place = np.clip(np.searchsorted(cuts, each, side="right") - 1, 0, cuts.size - 2)
    counts = np.bincount(place, people, minlength=cuts.size - 1).astype(np.int64)
    return [round(begins, 9) for begins, _above, _people in classes(cuts, counts)[1:]]


def _step(width: float) -> float:
    """Returns a round number of which the width has at most so many."""
    if width <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(width / MOST))
    return next(power * factor for factor in (1, 2, 5, 10) if width <= power * factor * MOST)


def of_dates(values: Mapping[str, int]) -> list[Edge]:
    """Returns the months, or the years, with which the second class and the later ones begin."""
    for length in (7, 4):
        periods = Counter[str]()
        for day, people in values.items():
            periods[day[:length]] += people
        if len(periods) <= MOST_MONTHS:
            break
    names = sorted(periods)
    counts = np.array([periods[name] for name in names], dtype=np.int64)
    joined = classes(np.arange(len(names) + 1, dtype=np.float64), counts) if names else []
    return [names[int(begins)] for begins, _above, _people in joined[1:]]


def place(variable: Variable, edges: Sequence[Edge], text: str) -> str | None:
    """Returns the class that an answer falls into, by its number; None where it is no answer."""
    if is_number(variable):
        value = number_in(text)
        return None if value is None else str(bisect_right([float(edge) for edge in edges], value))
    names = [str(edge) for edge in edges]
    return str(bisect_right(names, text[: len(names[0]) if names else 4]))


def quartiles(values: Mapping[float, int]) -> list[float]:
    """Returns the quartiles, as far as enough people lie between them: the middle one, or three."""
    each = np.array(sorted(values))
    people = np.array([values[value] for value in each.tolist()], dtype=np.int64)
    if people.sum() < 2 * SMALLEST:
        return []
    wanted = [0.25, 0.5, 0.75] if people.sum() >= 4 * SMALLEST else [0.5]
    return [float(one) for one in np.quantile(np.repeat(each, people), wanted)]


def mean(values: Mapping[float, int]) -> float | None:
    """Returns the mean of enough people, else nothing."""
    people = sum(values.values())
    if people < SMALLEST:
        return None
    return math.fsum(value * n for value, n in values.items()) / people
