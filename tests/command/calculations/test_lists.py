"""Options that are lists, and columns of numbers of which none may be missing."""

from pathlib import Path

import pytest

from homelands.command.calculations.columns import (
    NO_WEIGHT,
    BadInput,
    is_above,
    is_weight,
    read_table,
)
from homelands.command.calculations.lists import figures, parts


def test_lists_are_read_without_blanks_and_empty_parts() -> None:
    assert parts(" a, b,,c ") == ["a", "b", "c"]
    assert parts(None) == parts("") == []
    assert figures("2,4.5", "--deff takes numbers") == (2.0, 4.5)
    with pytest.raises(BadInput, match="--deff takes numbers, not '2;4'"):
        figures("2;4", "--deff takes numbers")


@pytest.mark.parametrize(
    ("cell", "said"),
    [("", "the number is missing"), ("-1", "a weight is a number of zero or more")],
)
def test_a_column_that_must_be_complete_says_where_it_is_not(
    cell: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "sample.csv"
    file.write_text(f"id,w\na,1\nb,{cell}\n", encoding="utf-8")
    with pytest.raises(BadInput, match=f"sample.csv, line 3, column 'w': {said}."):
        read_table(file).complete("w", is_weight, NO_WEIGHT, "the number is missing")


def test_what_fits_is_returned(tmp_path: Path) -> None:
    file = tmp_path / "sample.csv"
    file.write_text("w\n1\n0\n", encoding="utf-8")
    assert read_table(file).complete("w") == [1.0, 0.0]
    with pytest.raises(BadInput, match="0 is not above"):
        read_table(file).complete("w", is_above, "{value} is not above zero")
