"""Disclosure control of three-way tables: hiding what must be hidden, and the audit of it.

GaussSuppression's seconds are quoted, from its own run of suppressing such tables on another day;
it chooses cells and gives no intervals, so beside the audit they say the size of the task only.
"""

from collections.abc import Iterator
from itertools import product
from time import perf_counter

import numpy as np

from bench.science import Row
from homelands.science.disclosure.audit import audit
from homelands.science.disclosure.primary import primary
from homelands.science.disclosure.secondary import Suppression, suppress
from homelands.science.disclosure.tables import System, link, tabulate

PEER = "GaussSuppression 1.0.0, suppression only, quoted"
QUOTED = {10: 0.76, 20: 30.0}


def rows() -> Iterator[Row]:
    """Yield the seconds for 1,000 and for 8,000 inner cells, about one in eleven of them small."""
    for side, peer in QUOTED.items():
        system = _cube(side)
        start = perf_counter()
        found = _protected(system)
        ours = perf_counter() - start
        yield Row(f"secondary suppression with audit, {side**3:,} inner cells", ours, peer, PEER)
        start = perf_counter()
        audit(system, found.hidden, np.zeros(system.counts.size))
        ours = perf_counter() - start
        work = f"audit of {found.hidden.sum():,} hidden cells, {side**3:,} inner cells"
        yield Row(work, ours, peer, PEER)
    system = _linked()
    start = perf_counter()
    _protected(system)
    ours = perf_counter() - start
    yield Row("two linked tables with 8,000 inner cells, protected", ours, None, "")


def _linked() -> System:
    """Make two tables of the same people that share a variable, 8,000 inner cells in all."""
    counts = np.floor(np.random.default_rng(2).lognormal(4, 1.2, size=(40, 100))).astype(int)
    other = np.random.default_rng(3).multinomial(counts.sum(axis=1), np.full(100, 0.01))
    tables = [
        tabulate(
            (
                ((f"country {i}", f"{name} {j}"), int(cells[i, j]))
                for i, j in product(range(40), range(100))
            ),
            ["country", name],
        )
        for name, cells in (("city", counts), ("field", other))
    ]
    return link(tables)


def _protected(system: System) -> Suppression:
    small = primary(system)
    return suppress(system, small.cells, small.width)


def _cube(side: int) -> System:
    """Make a table with counts of a long tail, as countries and occupations have them."""
    counts = np.floor(np.random.default_rng(1).lognormal(4, 1.2, size=(side,) * 3)).astype(int)
    cells = (
        ((f"country {i}", f"field {j}", f"year {k}"), int(counts[i, j, k]))
        for i, j, k in product(range(side), repeat=3)
    )
    return link([tabulate(cells, ["country", "field", "year"])])
