"""Simulated recruitment follows ties and coupons, takes nobody twice, and can die."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.science.planning.networks import Blocks, Network, network
from homelands.science.planning.recruitment import Fieldwork, recruit

POPULATION = network(Blocks(800, (0.3, 0.7), (9.0, 7.0), 0.5), np.random.default_rng(6))


def generator(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


fields = st.builds(
    Fieldwork,
    size=st.integers(5, 200),
    seeds=st.integers(1, 5),
    coupons=st.integers(1, 4),
    redeemed=st.floats(0, 1),
    delay=st.sampled_from([0.0, 7.0]),
)


@settings(max_examples=60, deadline=None)
@given(fields, st.integers(0, 99))
def test_recruitment_is_lawful(field: Fieldwork, seed: int) -> None:
    met = recruit(POPULATION, field, generator(seed))
    n = met.member.size
    assert np.unique(met.member).size == n <= field.size
    assert met.died == (n < field.size)
    recruits = np.flatnonzero(met.recruiter >= 0)
    for row in recruits:
        by = met.member[met.recruiter[row]]
        contacts = POPULATION.neighbour[POPULATION.start[by] : POPULATION.start[by + 1]]
        assert met.member[row] in contacts
    assert (met.recruiter[recruits] < recruits).all()
    assert (met.day[recruits] >= met.day[met.recruiter[recruits]]).all()
    assert (np.diff(met.day) >= 0).all()
    assert np.bincount(met.recruiter[recruits], minlength=1).max() <= field.coupons
    assert met.handed + met.kept == field.coupons * n
    assert recruits.size <= met.redeemed <= met.handed
    assert (met.degree == POPULATION.degree[met.member]).all()


@settings(max_examples=20, deadline=None)
@given(fields, st.integers(0, 99))
def test_the_sample_is_what_was_recruited(field: Fieldwork, seed: int) -> None:
    met = recruit(POPULATION, field, generator(seed))
    sample = met.sample()
    assert (sample.parent == met.recruiter).all()
    assert (sample.wave == met.wave).all()
    assert (sample.degree == met.degree).all()


def test_the_same_generator_recruits_the_same() -> None:
    one, other = (recruit(POPULATION, Fieldwork(100), generator(4)) for _ in range(2))
    assert (one.member == other.member).all()
    assert (one.day == other.day).all()


def test_without_redemption_only_seeds_come() -> None:
    met = recruit(POPULATION, Fieldwork(100, seeds=6, redeemed=0.0), generator())
    assert (met.member.size, met.died, met.redeemed) == (6, True, 0)


def test_a_group_that_redeems_nothing_brings_only_seeds() -> None:
    met = recruit(POPULATION, Fieldwork(100, seeds=(2, 2), redeemed=(0.0, 0.9)), generator())
    assert met.group[met.recruiter < 0].tolist().count(0) == 2
    assert (met.group[met.recruiter >= 0] == 1).all()


def test_seeds_are_chosen_by_group() -> None:
    met = recruit(POPULATION, Fieldwork(100, seeds=(5, 0)), generator())
    assert met.group[met.recruiter < 0].tolist() == [0] * 5


def test_seeds_come_in_proportion_to_degree() -> None:
    field = Fieldwork(1, seeds=1)
    degree = [int(recruit(POPULATION, field, generator(s)).degree[0]) for s in range(500)]
    known = POPULATION.degree
    # The mean degree of a member drawn in proportion to degree.
    assert np.mean(degree) == pytest.approx((known**2).sum() / known.sum(), rel=0.06)


def test_everybody_within_reach_is_found_in_the_end() -> None:
    """Two components, a path of three and a pair: seeds in both, all coupons redeemed."""
    start, neighbour = np.array([0, 1, 3, 4, 5, 6]), np.array([1, 0, 2, 1, 4, 3])
    path = Network(np.array([0, 0, 0, 1, 1]), start, neighbour)
    met = recruit(path, Fieldwork(5, seeds=(1, 1), coupons=2, redeemed=1.0), generator())
    assert sorted(met.member.tolist()) == [0, 1, 2, 3, 4]
    assert (met.handed, met.redeemed, met.died) == (3, 3, False)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (Fieldwork(900), "900 interviews are wanted of a population of 800"),
        (Fieldwork(5, seeds=6), "from 1 to the 5 interviews: 6"),
        (Fieldwork(5, seeds=(1, 1, 1)), "one for each of 2 groups"),
        (Fieldwork(50, coupons=0), "a coupon or more"),
        (Fieldwork(50, redeemed=1.2), "a chance from 0 to 1"),
        (Fieldwork(50, delay=-1.0), "0 or more, not -1.0"),
        (Fieldwork(700, seeds=(300, 0)), "300 seeds are wanted"),
    ],
)
def test_field_work_that_cannot_begin_is_refused(field: Fieldwork, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        recruit(POPULATION, field, generator())
