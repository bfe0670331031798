"""The table of weights: complete, sourced, and with the signs that it must have."""

from importlib import resources

import pytest

from homelands.science.matching import weights
from homelands.science.matching.records import Comparison
from homelands.science.matching.shortlist import Reason


def weighed(code: str, variant: str) -> Reason:
    (reason,) = weights.weigh([Comparison(code, variant)])
    return reason


def test_every_weight_has_a_source_and_a_note_and_is_in_range() -> None:
    for row, weight in weights.table().items():
        assert weight.source, row
        assert weight.note, row
        assert weight.value is None or -1 <= weight.value <= 1, row


def test_no_row_is_given_twice() -> None:
    text = resources.files("homelands.science.matching").joinpath("weights.csv").read_text("utf-8")
    assert len(text.splitlines()) - 1 == len(weights.table()) == 28


def test_what_speaks_against_is_exactly_this() -> None:
    against = {row for row, weight in weights.table().items() if (weight.value or 0) < 0}
    assert against == {
        ("occupation", "near"),
        ("occupation", "other"),
        ("language", "below"),
        ("availability", "late"),
        ("education", "below"),
        ("skills", "not named"),
        ("freshness", "stale"),
    }


def test_what_is_not_known_is_exactly_this() -> None:
    unknown = {row for row, weight in weights.table().items() if weight.value is None}
    assert unknown == {
        ("occupation", "wider"),
        *(
            (code, "unknown")
            for code in (
                "occupation", "language", "availability", "education", "skills", "freshness"
            )
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "best_first"),
    [
        ("occupation", ["exact", "group", "near", "other"]),
        ("language", ["above", "enough", "none needed", "below"]),
        ("availability", ["early", "in time", "late"]),
        ("education", ["above", "enough", "below"]),
        ("skills", ["several named", "named", "not named"]),
        ("freshness", ["fresh", "stale"]),
        ("before", ["completed", "first"]),
    ],
)
def test_what_is_better_weighs_more(code: str, best_first: list[str]) -> None:
    values = [weighed(code, variant).weight for variant in best_first]
    assert values == sorted(set(values), reverse=True)


def test_the_weights_themselves() -> None:
    assert weighed("occupation", "exact") == Reason("occupation", 1.0, known=True)
    assert weighed("occupation", "other") == Reason("occupation", -0.7, known=True)
    assert weighed("language", "none needed") == Reason("language", 0.0, known=True)
    assert weighed("occupation", "wider") == Reason("occupation", 0.0, known=False)
    assert weighed("availability", "unknown") == Reason("availability", 0.0, known=False)


def test_points_that_are_rules_only_are_not_weighed() -> None:
    rules_only = [Comparison("modality", "accepted"), Comparison("abroad", "abroad")]
    assert weights.weigh(rules_only) == ()


def test_a_variant_that_nobody_weighed_is_an_error_and_not_a_guess() -> None:
    with pytest.raises(KeyError):
        weighed("occupation", "nearly")
