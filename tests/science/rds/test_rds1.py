"""RDS-I: shares from transitions worked out by hand, and what has no stationary distribution."""

import numpy as np
import pytest

from homelands.science.analysis.groups import groups
from homelands.science.rds.rds1 import recruitment, shares, stationary
from homelands.science.rds.sample import from_recruiters
from homelands.science.rds.tree import tree_bootstrap
from homelands.science.streams import Draws
from tests.science.words import refused

#     a(x,4)          e(y,2)
#     b(x,4) c(y,2)   f(x,1)
#     d(y,2)
IDS = ["a", "b", "c", "d", "e", "f"]
SAMPLE = from_recruiters(IDS, [None, "a", "a", "b", None, "e"], [4.0, 4.0, 2.0, 2.0, 2.0, 1.0])
FOUND = groups(["x", "x", "y", "y", "y", "x"])


def test_shares_by_hand() -> None:
    assert recruitment(SAMPLE, FOUND).tolist() == [[1, 2], [1, 0]]
    # x to x 1/3, x to y 2/3, y to x 1: pi = (3/5, 2/5). 1/H: x (1/4 + 1/4 + 1) / 3, y 1/2.
    source = tree_bootstrap(SAMPLE, Draws(60, np.random.default_rng(2)))
    found = shares(SAMPLE, FOUND, SAMPLE.degree, source)
    assert stationary(np.array([[1.0, 2.0], [1.0, 0.0]])) == pytest.approx([0.6, 0.4])
    assert found.value == pytest.approx([0.6, 0.4])
    assert (found.used < 60).all()  # some replicates hold no recruit by y: no figure there


def test_groups_that_do_not_reach_each_other_are_refused() -> None:
    sample = from_recruiters(["a", "b", "c", "d"], [None, "a", None, "c"], [2.0] * 4)
    source = tree_bootstrap(sample, Draws(9, np.random.default_rng(2)))
    with refused("from the group “x” to the group “y”"):
        shares(sample, groups(["x", "x", "y", "y"]), sample.degree, source)


def test_without_a_stationary_distribution_there_is_no_number() -> None:
    counts = np.array(
        [[[2.0, 0.0], [0.0, 3.0]], [[1.0, 1.0], [0.0, 0.0]], [[0.0, 1.0], [1.0, 0.0]]]
    )
    found = stationary(counts)
    assert np.isnan(found).all(axis=1).tolist() == [True, True, False]
    assert found[2] == pytest.approx([0.5, 0.5])
