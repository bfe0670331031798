"""Respondents are numbered rightly, or refused by variable, category and count."""

import numpy as np
import pytest
from hypothesis import given, settings

from homelands.science.weighting import coding
from homelands.science.weighting.coding import Coded, code, from_codes, start
from homelands.science.weighting.margins import from_rows
from tests.science.weighting.population import indicators, populations

MARGINS = from_rows(["sex", "sex", "age", "age"], ["w", "m", "1", "2"], [50, 50, 30, 70])


@settings(deadline=None)
@given(populations())
def test_sums_are_those_of_the_matrix_of_zeros_and_ones(
    population: tuple[Coded, np.ndarray],
) -> None:
    sample, base = population
    x = indicators(sample)
    coefficient = np.random.default_rng(1).normal(size=x.shape[1])
    assert np.allclose(sample.totals(base), base @ x, rtol=1e-13)
    assert np.allclose(sample.gram(base), x.T @ (x * base[:, None]), rtol=1e-13)
    assert np.allclose(sample.score(coefficient), x @ coefficient, rtol=1e-13, atol=1e-13)


def test_many_combinations_leave_each_row_its_own_cell() -> None:
    rng = np.random.default_rng(2)
    names = [f"v{v}" for v in range(6) for _ in range(5)]
    margins = from_rows(names, [str(k) for _ in range(6) for k in range(5)], [1.0] * 30)
    codes = rng.integers(0, 5, (6, 100))
    sample = from_codes(margins, codes + 5 * np.arange(6)[:, None])
    weight = rng.uniform(1, 2, 100)
    assert sample.cell is None
    assert len(sample.cells.groups) == 2  # three variables of five categories are read as one
    x = indicators(sample)
    assert np.allclose(sample.gram(weight), x.T @ (x * weight[:, None]), rtol=1e-13)


def test_people_alike_are_one_cell() -> None:
    sample = code(MARGINS, {"sex": ["w", "m", "w", "w"], "age": ["1", "2", "1", "2"]})
    assert sample.cells.code.shape == (2, 3)
    assert sample.collect(np.array([1.0, 2, 3, 4])).sum() == 10
    assert sample.totals(np.ones(4)).tolist() == [3, 1, 2, 2]


@pytest.mark.parametrize(
    ("sex", "age", "words"),
    [
        (["w", None], ["1", "2"], "'sex' is missing for 1 respondent"),
        (["w", " "], ["1", "2"], "'sex' is missing for 1 respondent"),
        (["w", "x"], ["1", "2"], "'sex' = 'x' stands in the sample .1 respondent.* has no total"),
        (["w", "m"], ["1", "1"], "'age' = '2' has a total in the margins and nobody"),
        (["w", "m"], ["1"], "one answer from each respondent"),
        ([], [], "one answer from each respondent"),
    ],
)
def test_answers_refused(sex: list[str | None], age: list[str | None], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        code(MARGINS, {"sex": sex, "age": age})


def test_a_variable_without_a_column_is_refused() -> None:
    with pytest.raises(ValueError, match="no column 'age'"):
        code(MARGINS, {"sex": ["w", "m"]})


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ([1.0], "1 base weights do not fit 2"),
        ([1.0, -2.0], "Respondent 2 has the base weight -2.0"),
        ([np.nan, 1.0], "Respondent 1 has the base weight nan"),
        ([1.0, 0.0], "'sex' = 'm' has a total of 50, and nobody"),
    ],
)
def test_base_weights_refused(base: list[float], words: str) -> None:
    sample = code(MARGINS, {"sex": ["w", "m"], "age": ["1", "2"]})
    with pytest.raises(ValueError, match=words):
        start(sample, np.array(base))


def test_base_weights_are_scaled_to_the_grand_total() -> None:
    sample = code(MARGINS, {"sex": ["w", "m"], "age": ["1", "2"]})
    assert start(sample, np.array([1.0, 3.0])).tolist() == [25, 75]


def test_collecting_changes_no_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = {"sex": ["w", "m", "w", "w"], "age": ["1", "2", "1", "2"]}
    collected = code(MARGINS, columns)
    monkeypatch.setattr(coding, "WORTH_COLLECTING", 0)
    apart = code(MARGINS, columns)
    weight = np.array([1.0, 2, 3, 4])
    assert apart.cell is None
    assert collected.gram(weight).tolist() == apart.gram(weight).tolist()
