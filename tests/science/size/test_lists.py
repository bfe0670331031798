"""Capture histories: counted for any order of rows, and refused where they make no sense."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelands.science.size.lists import capture_lists

NAMES = ("register", "survey", "clinic")
HISTORY = st.tuples(*[st.integers(0, 1)] * 3).filter(any)


def test_the_counts_add_up() -> None:
    lists = capture_lists(NAMES, [[1, 0, 0], [1, 1, 0], [0, 1, 1]], [5, 2, 1])
    assert lists.n == 8
    words = {lists.history(row): int(lists.count[row]) for row in range(7) if lists.count[row]}
    assert words == {"register": 5, "register and survey": 2, "survey and clinic": 1}


@given(st.lists(HISTORY, min_size=3), st.randoms())
def test_the_order_of_rows_changes_nothing(rows: list[tuple[int, ...]], shuffle: Random) -> None:
    rows = [(1, 1, 1), *rows]
    other = rows.copy()
    shuffle.shuffle(other)
    one, two = capture_lists(NAMES, rows), capture_lists(NAMES, other)
    assert one.count.tolist() == two.count.tolist()
    assert (one.count @ one.seen).tolist() == np.sum(rows, axis=0).tolist()


@pytest.mark.parametrize(
    ("names", "rows", "frequency", "sentence"),
    [
        (["a"], [[1]], None, "give at least two lists that overlap"),
        (["a", "b"], [[1, 2]], None, "Row 1, list b: 2 is neither 0 nor 1"),
        (["a", "b"], [[1, np.nan]], None, "Row 1, list b: nan is neither 0 nor 1"),
        (["a", "a"], [[1, 1]], None, "Two lists have the same name"),
        (["a", "b"], [[1, 1], [0, 0]], [3, 4], "Row 2 counts people who are on no list"),
        (["a", "b"], [[1, 1]], [1.5], "Row 1: the frequency 1.5 is not a whole number"),
        (["a", "b"], [[1, 1]], [-1], "Row 1: the frequency -1 is not a whole number"),
        (["a", "b"], [[1, 0]], None, "Nobody is on the list b"),
        (["a", "b"], [[1, 1]], [0], "Nobody is on any list"),
        (["a", "b"], [[1, 1]], [1, 2], "do not fit 1 rows"),
        (["a", "b"], [[1, 1, 0]], None, "do not fit 2 lists"),
        ([str(i) for i in range(11)], [[1] * 11], None, "11 lists are too many"),
    ],
)
def test_bad_input_is_named(
    names: list[str], rows: list[list[float]], frequency: list[float] | None, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        capture_lists(names, rows, frequency)


def test_a_row_of_nobody_on_no_list_is_left_out() -> None:
    lists = capture_lists(["a", "b"], [[1, 1], [1, 0], [0, 0]], [3, 4, 0])
    assert lists.count.tolist() == [4, 0, 3]
