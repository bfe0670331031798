"""The gate exactly at its limits, by codes: what passes there, and who may answer for the rest."""

from dataclasses import replace

import pytest

from homelands.science.publication.classes import DesignClass, Interval
from homelands.science.publication.evidence import (
    Evidence,
    Precision,
    Recruitment,
    Shown,
    Size,
    SizeMethod,
)
from homelands.science.publication.gate import cautions, refusals
from homelands.science.publication.refused import Level
from homelands.science.publication.words import forbidden_words

PRECISE = Precision(n=200, effective_n=90.0, value=0.4, low=0.3, high=0.5, df=20)
COUNTS = Evidence(DesignClass.E, Shown(value=False, interval=Interval.NONE))


def codes(**facts: object) -> list[str]:
    return [one.code for one in refusals(replace(COUNTS, **facts))]


def recruitment(**changes: object) -> Recruitment:
    """A recruitment against which nothing stands."""
    sound = Recruitment(
        reducible=False,
        silent_groups=(),
        waves=6,
        largest_seed=0.5,
        invalid_degrees=0.1,
        degree_treatment_chosen=False,
        disconnected_pooled=False,
    )
    return replace(sound, **changes)


@pytest.mark.parametrize(
    ("changes", "doubts"),
    [
        ({}, []),
        ({"waves": 5}, ["waves-few"]),
        ({"waves": 3}, ["waves-few"]),
        ({"largest_seed": 0.501}, ["seed-dominates"]),
    ],
)
def test_six_waves_and_half_of_one_seed_raise_no_doubt(
    changes: dict[str, object], doubts: list[str]
) -> None:
    found = recruitment(**changes)
    assert [one.code for one in cautions(replace(COUNTS, recruitment=found))] == doubts
    assert codes(recruitment=found) == []


def test_below_three_waves_it_is_no_doubt_but_a_refusal() -> None:
    found = recruitment(waves=2)
    assert cautions(replace(COUNTS, recruitment=found)) == ()
    assert codes(recruitment=found) == ["waves-too-few"]


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_a_share_of_nobody_or_everybody_waits_for_a_statistician(value: float) -> None:
    extreme = replace(PRECISE, value=value, low=None, high=None)
    (one,) = refusals(replace(COUNTS, precision=extreme))
    assert (one.code, one.level, one.overridable) == ("share-extreme", Level.REVIEW, True)


@pytest.mark.parametrize("side", ["low", "high"])
def test_half_an_interval_has_no_width(side: str) -> None:
    assert codes(precision=replace(PRECISE, **{side: None})) == []


def test_the_scope_is_asked_of_multipliers_only() -> None:
    size = Size(
        method=SizeMethod.SCALE_UP,
        lists=0,
        assumption="",
        exists=True,
        same_scope=False,
        prior_shown=False,
        methods=1,
        shown=1,
        averaged=False,
    )
    assert codes(size=size) == []
    multiplier = replace(size, method=SizeMethod.MULTIPLIER)
    assert codes(size=multiplier) == ["multiplier-mismatch"]


@pytest.mark.parametrize("letter", "ABCD")
def test_a_figure_may_stand_without_an_interval(letter: str) -> None:
    shown = Shown(value=True, interval=Interval.NONE, appendix=True, reason="few waves")
    assert refusals(Evidence(DesignClass(letter), shown)) == ()


@pytest.mark.parametrize(
    ("letter", "shown", "code", "overridable"),
    [
        ("E", Shown(True, Interval.NONE), "value-not-supported", False),
        ("E", Shown(False, Interval.SAMPLING), "interval-not-supported", False),
        ("B", Shown(True, Interval.SAMPLING), "appendix-missing", True),
        ("C", Shown(True, Interval.SAMPLING, appendix=True), "reason-missing", False),
        ("D", Shown(True, Interval.MODEL), "assumptions-missing", False),
        ("E", Shown(False, Interval.NONE, texts=("representative",)), "words-forbidden", False),
    ],
)
def test_only_the_report_may_follow_later(
    letter: str, shown: Shown, code: str, overridable: bool
) -> None:
    (one,) = refusals(Evidence(DesignClass(letter), shown))
    assert (one.code, one.overridable) == (code, overridable)


@pytest.mark.parametrize("text", ["عيـنة ممثلة", "عينه ممثله", "تمثيلى", "تمثيـلي"])
def test_arabic_as_it_is_typed(text: str) -> None:
    assert forbidden_words(DesignClass.C, text) == (text,)
