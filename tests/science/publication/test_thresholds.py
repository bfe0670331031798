"""The threshold for small cells, at its boundary."""

import pytest

from homelands.science.publication import thresholds


def test_ten_people_are_shown_and_nine_are_not() -> None:
    assert [thresholds.is_small(people) for people in (0, 9, 10, 11)] == [True, True, False, False]


def test_nobody_asks_for_fewer_than_five() -> None:
    with pytest.raises(ValueError, match="at least 5, not 4"):
        thresholds.check_threshold(4)
    assert thresholds.check_threshold(5) is None  # type: ignore[func-returns-value]
