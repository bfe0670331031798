"""A reader who tries to work out hidden cells, written apart from the code that hides them."""

from itertools import product

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from homelands.science.disclosure.tables import Name, System, Table, tabulate

# Many small cells and zeros, and a few large ones, as in tables of a diaspora by country.
CELLS = st.one_of(st.integers(0, 3), st.integers(0, 12), st.integers(0, 60))


def cross(counts: np.ndarray, variables: str) -> Table:
    """Return the table of an array of counts; category 2 of variable B is named B2."""
    rows = [
        (tuple(f"{v}{i}" for v, i in zip(variables, at, strict=True)), int(counts[at]))
        for at in product(*(range(side) for side in counts.shape))
    ]
    return tabulate(rows, list(variables))


def sums(system: System) -> np.ndarray:
    """Return the sums of a system without groups, from nothing but the names of its cells."""
    found = []
    variables = {variable for name in system.names for variable, _ in name}
    for total, name in enumerate(system.names):
        for variable in variables - {variable for variable, _ in name}:
            row = np.zeros(len(system.names))
            row[total] = -1
            for part, other in enumerate(system.names):
                if _is_part(name, other, variable):
                    row[part] = 1
            if (row > 0).any():
                found.append(row)
    return np.array(found)


def _is_part(whole: Name, part: Name, variable: str) -> bool:
    return len(part) == len(whole) + 1 and {v for v, _ in set(part) - set(whole)} == {variable}


def interval(system: System, hidden: np.ndarray, cell: int) -> tuple[float, float]:
    """Return the least and greatest whole count that a reader must allow for in a cell.

    Zeros are shown, so a hidden cell holds somebody, unless a rule hides zeros; then it is granted
    which cells these are.
    """
    counts = system.counts.astype(float)
    matrix = sums(system)
    low, high = (
        np.where(hidden, np.minimum(counts, 1), counts),
        np.where(hidden, 10 * counts.max() + 1000, counts),
    )
    ends = []
    for sign in (1, -1):
        aim = np.zeros(counts.size)
        aim[cell] = sign
        solved = milp(
            aim,
            constraints=LinearConstraint(matrix, 0, 0),
            bounds=(low, high),
            integrality=np.ones(counts.size),
        )
        ends.append(float(np.round(solved.x[cell])))
    return ends[0], ends[1]
