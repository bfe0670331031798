"""Rounding is unbiased over cells, near, and the same whenever a cell comes back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelands.science.disclosure.rounding import random_rounding

KEY = bytes(range(32))


@given(st.lists(st.integers(0, 10_000), max_size=30), st.sampled_from([3, 5]))
def test_every_count_goes_to_a_neighbouring_multiple(counts: list[int], base: int) -> None:
    given = np.array(counts, dtype=np.int64)
    names = [(("cell", str(number)),) for number in range(given.size)]
    values = random_rounding(given, names, KEY, base).values
    assert not (values % base).any()
    assert (abs(values - given) < base).all()
    assert (values[given % base == 0] == given[given % base == 0]).all()


@pytest.mark.parametrize("base", [3, 5])
def test_the_expectation_is_the_count(base: int) -> None:
    """Over 20,000 cells the mean is within four standard errors of the count."""
    names = [(("cell", str(number)),) for number in range(20_000)]
    for count in range(base, 2 * base):
        values = random_rounding(np.full(20_000, count), names, KEY, base).values
        rest = count % base
        error = np.sqrt(rest * (base - rest) / 20_000)
        assert abs(values.mean() - count) <= 4 * error


def test_a_cell_rounds_alike_in_every_table_and_otherwise_under_another_key() -> None:
    cells = [(("a", str(n)), ("b", "x")) for n in range(64)]
    turned = [tuple(reversed(cell)) for cell in cells]
    counts = np.full(64, 7)
    first = random_rounding(counts, cells, KEY).values
    assert (random_rounding(counts, turned, KEY).values == first).all()
    assert (random_rounding(counts, cells, bytes(32)).values != first).any()


def test_names_are_not_confused() -> None:
    """Cells whose codes run together to the same letters are still rounded apart."""
    one = [((f"a{n}", "bc"),) for n in range(64)]
    other = [((f"a{n}b", "c"),) for n in range(64)]
    counts = np.full(64, 7)
    first, second = (random_rounding(counts, cells, KEY).values for cells in (one, other))
    assert (first != second).any()


@pytest.mark.parametrize(
    ("counts", "key", "base", "sentence"),
    [
        ([1], KEY, 4, "base 3 or 5, not 4"),
        ([1], b"short", 3, "16 bytes or more"),
        ([1, 2], KEY, 3, "one count each"),
        ([-1], KEY, 3, "zero or more"),
    ],
)
def test_what_does_not_fit_is_refused(
    counts: list[int], key: bytes, base: int, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        random_rounding(np.array(counts), [(("a", "x"),)], key, base)
