"""Raking: one large sample, and a thousand replicates, beside svy on the same input.

The margins are correlated (a common cause behind all eight), because independent ones are easy:
raking by turns alone then needs five turns instead of fifty.
"""

import gc
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

import numpy as np

from bench.science import Row
from homelands.science.replicates import Replicates
from homelands.science.weighting.coding import Coded, from_codes
from homelands.science.weighting.margins import from_rows
from homelands.science.weighting.raking import rake
from homelands.science.weighting.replicates import raked

VARIABLES, CATEGORIES, CORRELATION = 8, 5, 0.5
REPLICATES, PEER_REPLICATES = 1_000, 100


def rows() -> Iterator[Row]:
    """Measure both."""
    coded = sample(100_000)
    base = np.ones(coded.n)
    ours = _seconds(lambda: rake(coded, base), 5)
    yield Row("rake 100,000 x 8 correlated margins", ours, *_svy(coded, 0))
    coded = sample(10_000)
    drawn = _bootstrap(coded.n, REPLICATES)
    ours = _seconds(lambda: raked(drawn, np.ones(coded.n), coded), 1)
    peer, name = _svy(coded, PEER_REPLICATES)
    if peer is not None:
        peer, name = peer * REPLICATES / PEER_REPLICATES, f"{name}, {PEER_REPLICATES} scaled up"
    yield Row("1,000 raked replicates of 10,000 rows, 8 correlated margins", ours, peer, name)


def sample(n: int) -> Coded:
    """Make respondents whose variables share a cause, and margins of a tilted population."""
    rng = np.random.default_rng(20)
    common = rng.normal(size=n)
    own = rng.normal(size=(VARIABLES, n))
    latent = np.sqrt(CORRELATION) * common + np.sqrt(1 - CORRELATION) * own
    codes = np.digitize(latent, [-1, -0.3, 0.3, 1])
    tilt = 10 * np.exp(0.3 * latent[0] - 0.25 * latent[3] + 0.1 * latent[5] ** 2)
    totals = [np.bincount(code, tilt, CATEGORIES) for code in codes]
    margins = from_rows(
        [f"v{v}" for v in range(VARIABLES) for _ in range(CATEGORIES)],
        [str(k) for _ in range(VARIABLES) for k in range(CATEGORIES)],
        np.concatenate(totals).tolist(),
    )
    return from_codes(margins, codes + CATEGORIES * np.arange(VARIABLES)[:, None])


def _bootstrap(n: int, replicates: int) -> Replicates:
    drawn = np.random.default_rng(21).multinomial(n, np.full(n, 1 / n), size=replicates)
    return Replicates(drawn.astype(np.int32), "bootstrap")


def _seconds(work: Callable[[], Any], times: int) -> float:
    """Return the least of some timings."""
    found = []
    for _ in range(times):
        gc.collect()
        begun = perf_counter()
        work()
        found.append(perf_counter() - begun)
    return min(found)


def _svy(coded: Coded, replicates: int) -> tuple[float | None, str]:
    """Return svy's seconds for the same raking to 1e-8, or None where it is not installed."""
    try:
        import polars
        import svy
    except ImportError:
        return None, "svy is not installed"
    margins, cells = coded.margins, coded.cells
    codes = np.stack([coded.spread(code.astype(float)) for code in cells.code]).astype(int)
    names = [f"v{v}" for v in range(VARIABLES)]
    data = {name: (code % CATEGORIES).astype(str) for name, code in zip(names, codes, strict=True)}
    frame = polars.DataFrame({**data, "w": np.ones(coded.n)})
    whole = svy.Sample(frame, svy.Design(wgt="w"))
    if replicates:
        whole = whole.weighting.create_bs_wgts(replicates, kind="poisson", rstate=1)
    totals = margins.total.reshape(VARIABLES, CATEGORIES).tolist()
    controls = {
        name: {str(k): total for k, total in enumerate(of)}
        for name, of in zip(names, totals, strict=True)
    }
    seconds = _seconds(
        lambda: whole.weighting.rake(controls=controls, tol=1e-8, max_iter=1000),
        1 if replicates else 3,
    )
    return seconds, f"svy {svy.__version__}"
