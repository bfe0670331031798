"""Designs: how clusters are counted, and which descriptions are refused."""

import numpy as np
import pytest

from homelands.science.design.sampling import Design

STRATA = np.array(["n", "n", "n", "s", "s"])
ONES = np.ones(5)


def test_clusters_are_counted_within_strata() -> None:
    """The same code in two strata is two clusters."""
    design = Design(STRATA, np.array([1, 1, 2, 1, 2]), ONES)
    assert design.drawn.tolist() == [2, 2]
    assert design.cluster.tolist() == [0, 0, 1, 2, 3]


def test_without_clusters_respondents_are_counted() -> None:
    assert Design(STRATA, None, ONES).drawn.tolist() == [3, 2]
    assert Design(None, None, ONES).drawn.tolist() == [5]


def test_a_stratum_of_one_cluster_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="Stratum s has a single cluster"):
        Design(STRATA, np.array([1, 1, 2, 1, 1]), ONES)
    with pytest.raises(ValueError, match="Stratum s has a single cluster"):
        Design(STRATA, np.array([1, 1, 2, 1, 1]), ONES, np.array([9.0, 9, 9, 4, 4]))


def test_a_stratum_taken_with_certainty_is_not() -> None:
    design = Design(STRATA, np.array([1, 1, 2, 1, 1]), ONES, np.array([9.0, 9, 9, 1, 1]))
    assert design.certain


def test_a_sample_of_one_cluster_is_refused() -> None:
    with pytest.raises(ValueError, match="The whole sample is one cluster"):
        Design(None, np.ones(5, dtype=int), ONES, ONES)


@pytest.mark.parametrize("weight", [0.0, -1.0, np.nan, np.inf])
def test_weights_that_are_no_inverse_chances_are_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="Respondent 3 has the weight"):
        Design(None, None, np.array([1, 1, weight, 1, 1]))


def test_fractions_in_place_of_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="Stratum n has an fpc of 0.1, but 3 drawn"):
        Design(STRATA, None, ONES, np.full(5, 0.1))


def test_an_fpc_that_varies_within_a_stratum_is_refused() -> None:
    with pytest.raises(ValueError, match="Stratum n has more than one fpc"):
        Design(STRATA, None, ONES, np.array([9.0, 8, 9, 5, 5]))


def test_columns_of_other_lengths_and_missing_entries_are_refused() -> None:
    with pytest.raises(ValueError, match="4 clusters do not fit 5 weights"):
        Design(None, np.arange(4), ONES)
    with pytest.raises(ValueError, match="Some of the strata are missing"):
        Design(np.array([1, np.nan, 1, 2, 2]), None, ONES)
    with pytest.raises(ValueError, match="at least two respondents"):
        Design(None, None, np.ones(1))
