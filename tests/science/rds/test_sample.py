"""The recruitment forest: built from recruiters or coupons, refused where it cannot be one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelands.science.rds.sample import Sample, from_coupons, from_recruiters
from tests.science.words import refused

IDS = ["a", "b", "c", "d", "e", "f"]
RECRUITERS = [None, "a", "a", "b", None, "e"]
DEGREES = [5.0, 3.0, None, 2.0, 0.0, 7.0]


def facts(sample: Sample) -> dict[str, tuple[str | None, int, str, list[str]]]:
    """Say for each id who recruited it, its wave, its seed and its recruits."""
    return {
        person: (
            sample.ids[sample.parent[row]] if sample.parent[row] >= 0 else None,
            int(sample.wave[row]),
            sample.ids[sample.seed[row]],
            [sample.ids[c] for c in sample.child[sample.start[row] : sample.start[row + 1]]],
        )
        for row, person in enumerate(sample.ids)
    }


EXPECTED = {
    "a": (None, 0, "a", ["b", "c"]),
    "b": ("a", 1, "a", ["d"]),
    "c": ("a", 1, "a", []),
    "d": ("b", 2, "a", []),
    "e": (None, 0, "e", ["f"]),
    "f": ("e", 1, "e", []),
}


def test_recruiters_make_a_forest() -> None:
    sample = from_recruiters(IDS, RECRUITERS, DEGREES)
    assert facts(sample) == EXPECTED
    assert [sample.ids[row] for row in sample.order] == ["a", "e", "b", "c", "f", "d"]
    assert sample.recruits.tolist() == [2, 1, 0, 0, 1, 0]
    assert np.isnan(sample.degree).tolist() == [False, False, True, False, False, False]


def test_coupons_make_the_same_forest() -> None:
    own = [None, "1", "2", "3", None, "9"]
    issued = [["1", "2"], ["3", "4"], [], [], ["9", "9"], []]
    assert facts(from_coupons(IDS, own, issued, DEGREES)) == EXPECTED


def test_a_reusable_code_brings_several() -> None:
    own = [None, "lost-a", "lost-a", "3", None, "9"]
    issued = [["lost-a"], ["3"], [], [], ["9"], []]
    sample = from_coupons(IDS, own, issued, DEGREES, reusable={"lost-a"})
    assert facts(sample) == EXPECTED


@given(st.permutations(range(6)))
def test_row_order_changes_nothing(rows: list[int]) -> None:
    sample = from_recruiters(
        *([column[row] for row in rows] for column in (IDS, RECRUITERS, DEGREES))
    )
    assert facts(sample) == EXPECTED
    assert [sample.ids[row] for row in sample.order] == ["a", "e", "b", "c", "f", "d"]


def test_a_chain_of_many_waves_is_not_recursive() -> None:
    ids = [str(number) for number in range(20_000)]
    sample = from_recruiters(ids, [None, *ids[:-1]], [1.0] * len(ids))
    assert sample.wave.tolist() == list(range(20_000))


def test_arrays_cannot_be_written_to() -> None:
    with refused("read-only"):
        from_recruiters(IDS, RECRUITERS, DEGREES).wave[0] = 3


@pytest.mark.parametrize(
    ("ids", "recruiters", "sentence"),
    [
        (["a", "b", "c"], [None, "c", "b"], "in a circle.*“b”, “c”"),
        (["a", "b"], [None, "b"], "recruited themselves: “b”"),
        (["a", "b"], [None, "z"], "not in the sample: “b”"),
        (["a", "b"], [None, ""], "not in the sample: “b”"),
        (["a", "a"], [None, None], "more than once: “a”"),
        ([], [], "empty"),
        (["a", "b"], [None], "differ in length: 2, 1, 2"),
    ],
)
def test_what_is_no_forest_is_refused(
    ids: list[str], recruiters: list[str | None], sentence: str
) -> None:
    with refused(sentence):
        from_recruiters(ids, recruiters, [1.0] * len(ids))


def test_more_recruits_than_coupons_is_refused() -> None:
    with refused("than they had coupons: “a”"):
        from_recruiters(IDS, RECRUITERS, DEGREES, coupons=[1, 3, 3, 3, 3, 3])
    assert facts(from_recruiters(IDS, RECRUITERS, DEGREES, coupons=[2, 1, 0, 0, 1, 0])) == EXPECTED


@pytest.mark.parametrize("degree", [-1.0, float("inf")])
def test_an_impossible_degree_is_refused(degree: float) -> None:
    with refused("number of contacts: “b”"):
        from_recruiters(["a", "b"], [None, "a"], [1.0, degree])


@pytest.mark.parametrize(
    ("own", "issued", "sentence"),
    [
        ([None, "1", "1"], [["1"], [], []], "“1” was redeemed more than once, by “b”, “c”"),
        ([None, "1", "{x}"], [["1"], [], []], "nobody in the sample was given: “c”"),
        ([None, "{}", None], [["{}"], [], ["{}"]], "given to several people: “a”, “c”"),
    ],
)
def test_coupons_that_do_not_fit_are_refused(
    own: list[str | None], issued: list[list[str]], sentence: str
) -> None:
    with refused(sentence):
        from_coupons(["a", "b", "c"], own, issued, [1.0, 1.0, 1.0])


def test_a_doubly_issued_coupon_that_nobody_used_does_no_harm() -> None:
    sample = from_coupons(["a", "b"], [None, None], [["1"], ["1"]], [1.0, 1.0])
    assert sample.parent.tolist() == [-1, -1]


def test_a_long_list_of_people_is_cut() -> None:
    ids = [f"p{number:02}" for number in range(12)]
    with refused("12 respondents name a recruiter .* “p09”, …. Add"):
        from_recruiters(ids, ["z"] * 12, [1.0] * 12)
