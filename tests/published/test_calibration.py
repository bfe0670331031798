"""Raking and calibration give what svy gives, which equals R's survey where R was run.

Peer: svy 0.35.0 (MIT), whose calibration and linearised errors were found equal to R's survey 4.1
to 10 digits. Deville and Sarndal (1992), JASA 87(418), for the estimator and its variance. svy
rakes replicates wrongly when there are as many as respondents; ours are held to their margins.
The sample is drawn here: the api schools of the R package are not part of the project.
"""

from typing import Any

import numpy as np
import pytest

from homelands.science.replicates import Replicates
from homelands.science.weighting.calibration import to_margins
from homelands.science.weighting.coding import Coded, code
from homelands.science.weighting.distances import Linear
from homelands.science.weighting.margins import from_rows
from homelands.science.weighting.raking import rake
from homelands.science.weighting.replicates import raked_weights
from homelands.science.weighting.variance import Units, calibrated

svy = pytest.importorskip("svy", reason="NOT COMPARED WITH SVY: it is not installed")
polars = pytest.importorskip("polars", reason="NOT COMPARED WITH SVY: polars is not installed")

N = 300
TOTALS = {"sex": {"w": 500.0, "m": 400.0}, "region": {"p": 300.0, "q": 350.0, "r": 250.0}}


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    rng = np.random.default_rng(1992)
    region = rng.choice(["p", "q", "r"], N)
    return {
        "base": rng.uniform(1, 5, N),
        "sex": rng.choice(["w", "m"], N),
        "region": region,
        "y": rng.normal(50, 10, N) + 8 * (region == "q"),
        "stratum": np.repeat(np.arange(3), N // 3),
        "cluster": np.repeat(np.arange(30), N // 30),
    }


@pytest.fixture(scope="module")
def coded(data: dict[str, Any]) -> Coded:
    rows = [(name, key, total) for name, of in TOTALS.items() for key, total in of.items()]
    margins = from_rows(*zip(*rows, strict=True))
    return code(margins, {name: data[name].tolist() for name in TOTALS})


def peer(data: dict[str, Any], **design: str) -> Any:
    return svy.Sample(polars.DataFrame(data), svy.Design(wgt="base", **design))


def test_raked_weights(data: dict[str, Any], coded: Coded) -> None:
    theirs = peer(data).weighting.rake(controls=TOTALS, tol=1e-12, max_iter=1000)
    ours = rake(coded, data["base"]).weight
    assert ours == pytest.approx(theirs.data["rk_wgt"].to_numpy(), rel=1e-9)


def greg(data: dict[str, Any], **design: str) -> Any:
    controls = {svy.Cat(name): of for name, of in TOTALS.items()}
    return peer(data, **design).weighting.calibrate(controls=controls)


def test_greg_weights(data: dict[str, Any], coded: Coded) -> None:
    ours = to_margins(coded, data["base"], Linear()).weight
    assert ours == pytest.approx(greg(data).data["calib_wgt"].to_numpy(), rel=1e-9)


@pytest.mark.parametrize("clustered", [False, True])
def test_greg_standard_errors(data: dict[str, Any], coded: Coded, clustered: bool) -> None:
    weights = to_margins(coded, data["base"], Linear())
    design = {"stratum": "stratum", "psu": "cluster"} if clustered else {}
    units = Units(data["stratum"], data["cluster"]) if clustered else None
    ours = calibrated(data["y"], coded, weights.base, weights.g, units)
    theirs = greg(data, **design).estimation
    total, mean = (of("y").estimates[0] for of in (theirs.total, theirs.mean))
    assert [ours.total, ours.total_se] == pytest.approx([total.est, total.se], rel=1e-8)
    assert [ours.mean, ours.mean_se] == pytest.approx([mean.est, mean.se], rel=1e-8)


def test_as_many_replicates_as_respondents(data: dict[str, Any], coded: Coded) -> None:
    drawn = np.random.default_rng(5).multinomial(N, np.full(N, 1 / N), size=N)
    replicates = Replicates(drawn.astype(np.int32), "bootstrap")
    weights = np.concatenate(list(raked_weights(replicates, data["base"], coded)))
    assert weights.shape == (N, N)
    held = np.array([coded.totals(row) for row in weights])
    assert np.abs(held / coded.margins.total - 1).max() < 1e-8
