"""Gile's, the neighbourhood and Salganik's bootstrap: lawful draws, and the same ones always."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.science.analysis.groups import Groups, groups
from homelands.science.analysis.means import shares
from homelands.science.compiled import compiled
from homelands.science.rds import gile, successive_sampling
from homelands.science.rds.gile import gile_bootstrap
from homelands.science.rds.neighbourhood import neighbourhood_bootstrap
from homelands.science.rds.salganik import salganik_bootstrap
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.replicates import Replicates
from homelands.science.streams import Draws
from tests.science.rds.chains import mixed, renamed, shuffled
from tests.science.words import refused

POPULATION = 900

Bootstrap = Callable[[Sample, Groups, Draws], Replicates]


def by_gile(sample: Sample, found: Groups, draws: Draws) -> Replicates:
    return gile_bootstrap(sample, found, sample.degree, POPULATION, draws)


def by_neighbours(sample: Sample, found: Groups, draws: Draws) -> Replicates:
    return neighbourhood_bootstrap(sample, draws)


ALL: list[Bootstrap] = [by_gile, by_neighbours, salganik_bootstrap]


def draws(replicates: int = 20, workers: int = 1) -> Draws:
    return Draws(replicates, np.random.default_rng(7), workers)


@pytest.mark.parametrize("bootstrap", ALL)
@settings(max_examples=5, deadline=None)
@given(rows=st.permutations(range(80)))
def test_row_order_changes_nothing(bootstrap: Bootstrap, rows: list[int]) -> None:
    sample, found = mixed(80)
    other = bootstrap(*shuffled(sample, found, rows), draws()).multiplicity
    assert (bootstrap(sample, found, draws()).multiplicity[:, rows] == other).all()


@pytest.mark.parametrize("bootstrap", ALL)
def test_names_change_nothing(bootstrap: Bootstrap) -> None:
    sample, found = mixed(200)
    other = renamed(found, {"a": "zebra", "b": "ant"})
    assert other.names == ("ant", "zebra")
    one = bootstrap(sample, found, draws()).multiplicity
    assert (one == bootstrap(sample, other, draws()).multiplicity).all()


@pytest.mark.parametrize("bootstrap", ALL)
def test_the_number_of_workers_changes_nothing(bootstrap: Bootstrap) -> None:
    sample, found = mixed(150)
    one = bootstrap(sample, found, draws(3000, workers=1)).multiplicity
    assert (one == bootstrap(sample, found, draws(3000, workers=4)).multiplicity).all()
    assert len(np.unique(one, axis=0)) == 3000


def test_the_compiled_walk_of_gile_draws_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba", reason="numba is not installed: the compiled walk is NOT tested")
    assert compiled(gile._by_replicate, gile._by_step, 1, 0) is not gile._by_step
    sample, found = mixed(300)
    plain = by_gile(sample, found, draws(50)).multiplicity
    monkeypatch.setattr(gile, "WORTH_COMPILING", 0)
    assert (by_gile(sample, found, draws(50)).multiplicity == plain).all()


def test_gile_draws_as_many_as_there_were_and_nobody_twice() -> None:
    sample, found = mixed(120)
    weight = successive_sampling.weights(sample.degree, 120)
    assert weight.tolist() == [1.0] * 120
    drawn = gile_bootstrap(sample, found, sample.degree, 120, draws()).multiplicity
    # With everybody in the sample, each replicate must hold each of them once.
    assert drawn == pytest.approx(np.ones((20, 120)))


def test_gile_leaves_out_whoever_has_no_group_or_no_degree() -> None:
    sample, found = mixed(120)
    code, degree = found.code.copy(), sample.degree.copy()
    code[5], degree[9] = -1, np.nan
    drawn = gile_bootstrap(sample, Groups(found.names, code), degree, 900, draws()).multiplicity
    assert (drawn[:, [5, 9]] == 0).all()
    assert drawn.sum(axis=1) == pytest.approx(np.full(20, 118), rel=1e-5)


def test_gile_is_narrower_where_most_of_the_population_is_in_the_sample() -> None:
    sample, found = mixed(300)
    errors = []
    for population in (330, 30_000):
        weight = successive_sampling.weights(sample.degree, population)
        source = gile_bootstrap(sample, found, sample.degree, population, draws(400))
        errors.append(float(shares(found, weight, source).se[0]))
    assert errors[0] < 0.6 * errors[1]


def test_a_neighbourhood_is_the_recruiter_and_the_recruits() -> None:
    sample = from_recruiters(["a", "b", "c"], [None, "a", "b"], [1.0, 2.0, 2.0])
    drawn = neighbourhood_bootstrap(sample, draws(200)).multiplicity
    # Two are drawn; whoever stands beside "b" twice, or beside "a" and "c", is "b" or the ends.
    possible = {(0, 2, 0), (1, 1, 1), (2, 0, 2)}
    assert {tuple(row) for row in drawn.tolist()} == possible


def test_salganik_walks_through_those_whom_the_group_recruited() -> None:
    ids = ["a", "b", "c", "d"]
    sample = from_recruiters(ids, [None, "a", "b", "c"], [1.0] * 4)
    found = groups(["x", "y", "x", "y"])
    drawn = salganik_bootstrap(sample, found, draws(300)).multiplicity
    assert (drawn.sum(axis=1) == 4).all()
    # "x" recruited b and d, "y" recruited c: every second step is c, and a can only come first.
    assert set(drawn[:, 0].tolist()) == {0, 1}
    assert set(drawn[:, 2].tolist()) == {1, 2}


def test_what_cannot_be_drawn_is_refused_by_name() -> None:
    sample = from_recruiters(["a", "b", "c"], [None, "a", "a"], [2.0, 2.0, 2.0])
    found = groups(["x", "y", "y"])
    for bootstrap in (by_gile, salganik_bootstrap):
        with refused("Nobody in the group “y” recruited anybody"):
            bootstrap(sample, found, draws())
    alone = from_recruiters(["a", "b"], [None, None], [2.0, 2.0])
    with refused("Nobody recruited anybody"):
        neighbourhood_bootstrap(alone, draws())
    with refused(r"population \(2\) cannot be smaller than the sample \(3\)"):
        gile_bootstrap(sample, groups(["x"] * 3), sample.degree, 2, draws())
