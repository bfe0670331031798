"""Two-way shares: by hand, and consistent with the one-way ones."""

import numpy as np
import pytest
from hypothesis import given as hypotheses
from hypothesis import strategies as st

from homelands.science.analysis.cross_tables import cross_table
from homelands.science.analysis.groups import groups
from homelands.science.analysis.intervals import percentile
from homelands.science.analysis.means import means, shares
from homelands.ui import sentences
from tests.science.analysis.bootstraps import given, simple

ROW = ["m", "m", "w", "w", "w", None]
COLUMN = ["no", "yes", "no", "yes", "yes", "yes"]
WEIGHT = np.array([1.0, 3, 2, 1, 1, 50])

tables = st.lists(
    st.tuples(st.sampled_from("mw"), st.sampled_from("xyz"), st.floats(0.1, 9)),
    min_size=3,
    max_size=25,
)


def test_a_table_by_hand() -> None:
    found = cross_table(groups(ROW), groups(COLUMN), WEIGHT, given([1] * 6, [2, 0, 1, 1, 1, 1]))
    assert (found.rows, found.columns) == (("m", "w"), ("no", "yes"))
    assert found.counts.tolist() == [[1, 1], [1, 2]]
    assert found.cell.names == ("m × no", "m × yes", "w × no", "w × yes")
    assert found.cell.value.tolist() == pytest.approx([1 / 8, 3 / 8, 2 / 8, 2 / 8])
    assert found.row.value.tolist() == pytest.approx([1 / 4, 3 / 4, 1 / 2, 1 / 2])
    assert found.column.value.tolist() == pytest.approx([1 / 3, 3 / 5, 2 / 3, 2 / 5])
    assert found.row.drawn[1].tolist() == pytest.approx([1, 0, 1 / 2, 1 / 2])
    assert found.cell.n.tolist() == [5] * 4
    assert found.row.n.tolist() == [2, 2, 3, 3]
    assert found.column.n.tolist() == [2, 3, 2, 3]
    assert [caution.code for caution in found.cell.cautions] == ["outcome-missing"]


def test_a_row_missing_from_a_replicate_is_left_out_of_its_shares_alone() -> None:
    source = given([1] * 6, [0, 0, 1, 1, 1, 1], [1, 0, 1, 0, 2, 0])
    found = cross_table(groups(ROW), groups(COLUMN), WEIGHT, source)
    assert found.row.used.tolist() == [2, 2, 3, 3]
    assert found.cell.used.tolist() == [3] * 4
    told = [{caution.code for caution in one.cautions} for one in percentile(found.row)]
    assert ["replicates-undefined" in codes for codes in told] == [True, True, False, False]


def test_a_category_of_nobody_is_left_out_and_named() -> None:
    row = groups(["a", "a", "b", "b", "c"])
    column = groups(["x", "y", "x", "y", None])
    found = cross_table(row, column, np.ones(5), simple(5))
    assert found.rows == ("a", "b")
    told = {caution.code: sentences.of(caution) for caution in found.cell.cautions}
    assert told["category-empty"] == "Nobody is in “c”: it is left out."


def test_nobody_who_answered_both_is_refused() -> None:
    with pytest.raises(ValueError, match="Nobody with a weight answered both"):
        cross_table(groups(["a", None]), groups([None, "x"]), np.ones(2), simple(2))


def test_other_respondents_are_refused() -> None:
    with pytest.raises(ValueError, match="3 rows and 2 columns do not fit 2 weights"):
        cross_table(groups(["a"] * 3), groups(["x"] * 2), np.ones(2), simple(2))


@hypotheses(tables)
def test_margins_agree_with_shares(rows: list[tuple[str, str, float]]) -> None:
    row, column = groups([r for r, _, _ in rows]), groups([c for _, c, _ in rows])
    base, source = np.array([w for _, _, w in rows]), simple(len(rows), 30)
    found = cross_table(row, column, base, source)
    shape = (-1, len(found.rows), len(found.columns))
    by_row = found.cell.drawn.reshape(shape).sum(axis=2)
    assert np.allclose(by_row, shares(row, base, source).drawn)
    within = found.row.drawn.reshape(shape).sum(axis=2)
    assert np.allclose(within[~np.isnan(within)], 1)


def test_a_row_share_is_the_mean_within_the_row() -> None:
    rng = np.random.default_rng(5)
    row, column = rng.choice(["m", "w"], 80).tolist(), rng.choice(["no", "yes"], 80).tolist()
    base, source = rng.uniform(1, 3, 80), simple(80)
    found = cross_table(groups(row), groups(column), base, source)
    said = np.where(np.array(row) == "w", np.array(column) == "yes", np.nan)[:, None]
    alone = means(said.astype(float), ["yes"], base, source)
    assert found.row.value[3] == pytest.approx(alone.value[0])
    assert np.allclose(found.row.drawn[:, 3], alone.drawn[:, 0])
    assert found.row.effective_n[3] == pytest.approx(alone.effective_n[0])
