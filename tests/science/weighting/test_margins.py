"""Margins that cannot be met are refused before any fitting, by variable and category."""

import pytest

from homelands.science.weighting.margins import Margins, from_rows
from homelands.ui import sentences

Row = tuple[str, str, float]

SEX: list[Row] = [("sex", "women", 520), ("sex", "men", 480)]
AGE: list[Row] = [("age", "young", 300), ("age", "old", 700)]


def margins(rows: list[Row]) -> Margins:
    variables, categories, totals = zip(*rows, strict=True)
    return from_rows(variables, categories, totals)


def test_rows_are_grouped_by_variable_in_their_order() -> None:
    found = margins([SEX[1], AGE[0], SEX[0], AGE[1]])
    assert found.variables == ("sex", "age")
    assert found.categories == (("men", "women"), ("young", "old"))
    assert found.total.tolist() == [480, 520, 300, 700]
    assert found.first == (0, 2, 4)
    assert found.grand_total == 1000
    assert found.names[3] == "'age' = 'old'"
    assert found.cautions == ()


def test_rounding_is_scaled_away_and_said() -> None:
    found = margins([("sex", "women", 520_000), ("sex", "men", 480_000.5), *large_age()])
    assert found.total[2:].sum() == pytest.approx(1_000_000.5, rel=1e-15)
    assert [caution.code for caution in found.cautions] == ["margins-scaled"]
    assert "“age”" in sentences.of(found.cautions[0])


def large_age() -> list[Row]:
    return [("age", "young", 300_000), ("age", "old", 700_000)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "There are no margins"),
        ([*SEX, ("age", "young", 300), ("age", "old", 690)], "'sex' sum to 1,000 and those of 'a"),
        ([*SEX, ("sex", "men", 480)], "Margin 'sex', category 'men' stands 2 times"),
        ([("sex", "women", -5), SEX[1]], "Margin 'sex', category 'women': the total is -5"),
        ([("sex", "women", 0), SEX[1]], "Margin 'sex', category 'women': the total is 0"),
        ([("sex", "women", float("nan")), SEX[1]], "category 'women': the total is nan"),
        ([("sex", "", 5), SEX[1]], "every row of the margins names"),
    ],
)
def test_refused(rows: list[Row], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        from_rows([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])
