"""People met at venues: unbiased over every sample that could be drawn, and by hand."""

from itertools import combinations, product

import numpy as np
import pytest

from homelands.science.analysis.groups import groups
from homelands.science.design.survey import mean, shares, total
from homelands.science.design.venues import Met, venue_sample
from tests.science.words import refused

#: Who goes where: six people, four occasions of the frame.
ATTEND = np.array(
    [[1, 1, 1, 0], [1, 0, 0, 0], [0, 1, 0, 1], [0, 0, 1, 1], [1, 1, 1, 1], [0, 0, 0, 1]]
)
VALUE = np.array([3.0, 8.0, 1.0, 4.0, 10.0, 2.0])


def met(**other: object) -> Met:
    given = {
        "occasion": np.array(["a", "a", "b", "b", "b"]),
        "chance": np.array([0.5, 0.5, 0.25, 0.25, 0.25]),
        "present": np.array([10.0, 10, 6, 6, 6]),
        "visits": np.array([1.0, 4, 2, 1, 5]),
    }
    return Met(**{**given, **other})


def test_totals_are_unbiased_over_all_samples_of_occasions_and_people() -> None:
    """Two of four occasions, each with chance 1/2, and two of those present at each."""
    people, sums, samples = [], [], 0
    for pair in combinations(range(4), 2):
        inside = [list(combinations(np.flatnonzero(ATTEND[:, v]).tolist(), 2)) for v in pair]
        drawn_of_pair = list(product(*inside))
        of_pair = []
        for drawn in drawn_of_pair:
            who = np.array([*drawn[0], *drawn[1]])
            where = np.repeat(pair, 2)
            found = venue_sample(
                Met(where, np.full(4, 0.5), ATTEND.sum(0)[where] * 1.0, ATTEND.sum(1)[who] * 1.0)
            )
            of_pair.append((found.design.weights.sum(), found.design.weights @ VALUE[who]))
        people.append(np.mean([one for one, _ in of_pair]))
        sums.append(np.mean([one for _, one in of_pair]))
        samples += len(drawn_of_pair)
    assert samples > 50
    assert np.mean(people) == pytest.approx(6)
    assert np.mean(sums) == pytest.approx(VALUE.sum())


def test_weights_by_hand_and_the_variance_of_occasions() -> None:
    found = venue_sample(met())
    by_hand = [10 / (0.5 * 2), 10 / (0.5 * 2) / 4, 8 / 2, 8, 8 / 5]
    assert found.design.weights == pytest.approx(by_hand)
    size = total(found.design, "people", np.ones(5))
    each = [sum(by_hand[:2]), sum(by_hand[2:])]
    assert size.estimates[0].value == pytest.approx(sum(each))
    assert size.se[0] == pytest.approx(abs(each[0] - each[1]))  # 2 / 1 * sum of (t - mean)^2
    assert (size.df, found.occasions) == (1, 2)
    with_more = venue_sample(met(interviewed=np.array([5.0, 5, 3, 3, 3])))
    assert with_more.design.weights[:2] == pytest.approx([10 / (0.5 * 5), 10 / (0.5 * 5) / 4])


def test_frequent_visitors_would_count_too_much_without_it() -> None:
    """A simulated town, in which those who go often are richer."""
    rng = np.random.default_rng(3)
    visits = rng.integers(1, 9, 400)
    income = 10 * visits + rng.normal(0, 3, 400)
    attend = np.zeros((400, 40), dtype=bool)
    for person, times in enumerate(visits):
        attend[person, rng.choice(40, times, replace=False)] = True
    value, covered = [], 0
    for _ in range(200):
        rows: list[tuple[int, int]] = []
        for occasion in rng.choice(40, 20, replace=False).tolist():
            there = np.flatnonzero(attend[:, occasion])
            rows += [(occasion, who) for who in rng.choice(there, 8, replace=False).tolist()]
        where, who = np.array(rows).T
        found = venue_sample(
            Met(where, np.full(160, 0.5), attend.sum(0)[where] * 1.0, visits[who] * 1.0)
        )
        one = mean(found.design, "income", income[who]).estimates[0]
        value.append(one.value)
        covered += one.low < income.mean() < one.high
    assert np.mean(value) == pytest.approx(income.mean(), rel=0.02)
    assert income[who].mean() > 1.2 * income.mean()  # as they were met
    assert covered / 200 >= 0.93  # with replacement is cautious where half was drawn


def test_who_does_not_say_how_often_is_left_out_and_stood_for() -> None:
    found = venue_sample(met(visits=np.array([1.0, np.nan, 2, 1, 5])))
    assert found.kept.tolist() == [True, False, True, True, True]
    assert found.design.weights[0] == pytest.approx(20)
    codes = {one.code: dict(one.facts) for one in found.cautions}
    assert codes == {"venues-only": {}, "visits-missing": {"missing": 1, "people": 5}}
    made = shares(found.design, groups(["y", "n", "y", "n"]))
    assert sum(one.value for one in made.estimates) == pytest.approx(1)
    silent = venue_sample(
        met(
            occasion=np.array(["a", "b", "b", "c", "c"]),
            chance=np.full(5, 0.5),
            present=np.full(5, 9.0),
            visits=np.array([np.nan, 1, 1, 2, 60]),
        )
    )
    told = {one.code: dict(one.facts) for one in silent.cautions}
    assert told["venues-silent"] == {"venues": 1}
    assert told["visits-far"] == {"largest": 60.0, "median": 1.5}


def test_what_cannot_be_is_refused_with_its_row() -> None:
    with refused("Row 3: 1.5 is no chance of a venue"):
        venue_sample(met(chance=np.array([0.5, 0.5, 1.5, 0.25, 0.25])))
    with refused("Row 4: the chance 0.2 differs"):
        venue_sample(met(chance=np.array([0.5, 0.5, 0.25, 0.2, 0.25])))
    with refused("Row 5: 7 people present differ"):
        venue_sample(met(present=np.array([10.0, 10, 6, 6, 7])))
    with refused("Row 2: 0 visits are impossible"):
        venue_sample(met(visits=np.array([1.0, 0, 2, 1, 5])))
    with refused("Row 3: more were interviewed than the 2 who were present"):
        venue_sample(met(present=np.array([10.0, 10, 2, 2, 2])))
    with refused("Row 1: 1 were interviewed at the venue, and more are in the file"):
        venue_sample(met(interviewed=np.array([1.0, 1, 3, 3, 3])))
    with refused("Nobody said how often"):
        venue_sample(met(visits=np.full(5, np.nan)))
