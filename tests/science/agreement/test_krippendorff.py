"""Agreement of coders, against the worked example that its author published."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelands.science.agreement.krippendorff import alpha, interval, nominal, ordinal

_ = np.nan
#: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, part C: four observers,
#: twelve units, with gaps.
PUBLISHED = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
)


@pytest.mark.parametrize(
    ("difference", "published"), [(nominal, 0.743), (ordinal, 0.815), (interval, 0.849)]
)
def test_the_published_example(difference: object, published: float) -> None:
    found = alpha(PUBLISHED, difference)  # type: ignore[arg-type]
    assert round(found.alpha, 3) == published
    assert (found.units, found.coders) == (11, 4)


def test_the_published_example_of_two_coders() -> None:
    # Krippendorff (2011), part A: ten articles, two observers, two values.
    first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert round(alpha(np.array([first, second], dtype=float)).alpha, 3) == 0.095


def test_full_agreement_is_one_and_needs_two_values() -> None:
    assert alpha(np.array([[1.0, 2, 2], [1, 2, 2]])).alpha == 1
    same = alpha(np.ones((2, 40)))
    assert np.isnan(same.alpha)
    assert [one.code for one in same.cautions] == ["agreement-undefined"]


def test_doubts_follow_the_value() -> None:
    split = np.array([[1.0] * 20 + [2.0] * 20, [1.0] * 20 + [2.0] * 15 + [1.0] * 5])
    assert [one.code for one in alpha(split).cautions] == ["agreement-tentative"]
    low = np.array([[1.0, 2] * 20, [1.0, 1] * 20])
    assert [one.code for one in alpha(low).cautions] == ["agreement-low"]


@pytest.mark.parametrize(
    ("judged", "words"),
    [
        (np.ones((1, 5)), "at least two coders"),
        (np.array([[1.0, np.nan], [np.nan, 1.0]]), "No unit was judged by two"),
    ],
)
def test_what_cannot_be_compared(judged: np.ndarray, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        alpha(judged)


_JUDGED = st.lists(
    st.lists(st.sampled_from([1.0, 2.0, 3.0, np.nan]), min_size=3, max_size=3),
    min_size=4,
    max_size=30,
)


@given(_JUDGED, st.randoms(use_true_random=False))
def test_the_order_of_units_and_coders_and_the_names_of_values_change_nothing(
    rows: list[list[float]], chance: object
) -> None:
    judged = np.array(rows).T
    if not (np.count_nonzero(~np.isnan(judged), axis=0) >= 2).any():
        return
    before = alpha(judged).alpha
    mixed = judged[::-1, ::-1]
    renamed = np.where(np.isnan(mixed), np.nan, 7 - mixed)
    assert alpha(renamed).alpha == pytest.approx(before, nan_ok=True)
