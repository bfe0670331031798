"""Calibrated samples: what the margins fix has no error, and the rest has less."""

import numpy as np
import pytest

from homelands.science.analysis.groups import Groups
from homelands.science.analysis.intervals import percentile
from homelands.science.analysis.means import means, shares
from homelands.science.analysis.replicated import Calibrated
from homelands.science.weighting.coding import Coded, from_codes
from homelands.science.weighting.margins import from_rows
from homelands.science.weighting.raking import rake
from homelands.science.weighting.replicates import raked
from tests.science.analysis.bootstraps import simple

N = 200
CODE = np.random.default_rng(1).integers(0, 2, N)


def coded() -> Coded:
    """Code a sample of which the margins know that 30 of 100 are in the first category."""
    return from_codes(from_rows(["sex", "sex"], ["m", "w"], [30.0, 70.0]), CODE[None])


def test_a_share_that_the_margins_fix_has_no_error() -> None:
    base, drawn = np.ones(N), simple(N)
    source = Calibrated(raked(drawn, base, coded()).replicates, base)
    found = shares(Groups(("m", "w"), CODE), rake(coded(), base).weight, source)
    assert found.value.tolist() == pytest.approx([0.3, 0.7])
    assert found.se.tolist() == [0, 0]
    assert [one.low for one in percentile(found)] == [None, None]


def test_a_mean_that_goes_with_the_margins_has_less() -> None:
    y = (CODE + np.random.default_rng(2).normal(0, 0.3, N))[:, None]
    base, drawn = np.ones(N), simple(N)
    source = Calibrated(raked(drawn, base, coded()).replicates, base)
    weight = rake(coded(), base).weight
    found = means(y, ["y"], weight, source)
    assert found.value[0] == pytest.approx(0.3 * y[CODE == 0].mean() + 0.7 * y[CODE == 1].mean())
    within = sum(
        part**2 * y[k == CODE].var() / np.count_nonzero(k == CODE)
        for k, part in enumerate((0.3, 0.7))
    )
    assert found.se[0] == pytest.approx(np.sqrt(within), rel=0.1)
    assert found.se[0] < 0.6 * means(y, ["y"], base, drawn).se[0]


def test_weights_of_other_people_are_refused() -> None:
    with pytest.raises(ValueError, match="4 weights before and 3 after"):
        list(Calibrated(simple(4), np.ones(4)).weights(np.ones(3)))
