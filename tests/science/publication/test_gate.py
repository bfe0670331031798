"""The gate: each rule on either side of its limit, and who may answer for what."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelands.science.facts import Facts
from homelands.science.publication.classes import DesignClass, Interval
from homelands.science.publication.evidence import (
    Evidence,
    Precision,
    Recruitment,
    Shown,
    Size,
    SizeMethod,
    Table,
    Weights,
)
from homelands.science.publication.gate import cautions, outstanding, refusals
from homelands.science.publication.refused import Level, Override, Refused, override
from homelands.ui import sentences

PRECISE = Precision(n=200, effective_n=90.0, value=0.4, low=0.3, high=0.5, df=20)
RECRUITED = Recruitment(
    reducible=False,
    silent_groups=(),
    waves=8,
    largest_seed=0.2,
    invalid_degrees=0.05,
    degree_treatment_chosen=False,
    disconnected_pooled=False,
)
WEIGHTED = Weights(unmet=(), ratio=4.0, trimmed=False, kish_share=0.7)
SIZED = Size(
    method=SizeMethod.LISTS,
    lists=3,
    assumption="",
    exists=True,
    same_scope=True,
    prior_shown=False,
    methods=1,
    shown=1,
    averaged=False,
)
TABLE = Table(
    smallest=12,
    threshold=10,
    recovered=0,
    released_difference=None,
    sensitive=True,
    small_locality=False,
)
SHOWN = Shown(value=True, interval=Interval.SAMPLING, appendix=True)
SOUND = Evidence(DesignClass.B, SHOWN, PRECISE, RECRUITED, WEIGHTED, SIZED, TABLE)

Group = Shown | Precision | Recruitment | Weights | Size | Table


def found(group: Group) -> list[tuple[str, bool]]:
    """Return the codes, and which may be overridden, when one group of facts is replaced."""
    name = {
        Shown: "shown",
        Precision: "precision",
        Recruitment: "recruitment",
        Weights: "weights",
        Size: "size",
        Table: "table",
    }[type(group)]
    return [(one.code, one.overridable) for one in refusals(replace(SOUND, **{name: group}))]


def test_sound_evidence_passes() -> None:
    assert refusals(SOUND) == ()
    assert cautions(SOUND) == ()


def test_questions_that_do_not_arise_are_not_asked() -> None:
    counts = Evidence(DesignClass.E, Shown(value=False, interval=Interval.NONE))
    assert refusals(counts) == ()
    assert cautions(counts) == ()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"n": 30}, []),
        ({"n": 29}, [("n-small", False)]),
        ({"effective_n": 30.0}, []),
        ({"effective_n": None}, []),
        ({"effective_n": 29.99}, [("effective-n-small", True)]),
        ({"low": 0.25, "high": 0.5499}, []),
        ({"low": 0.35, "high": 0.65}, [("interval-wide", True)]),
        ({"value": 0.1, "low": 0.05, "high": 0.18}, []),
        ({"value": 0.1, "low": 0.05, "high": 0.1801}, [("interval-wide-relative", True)]),
        ({"value": 0.01, "low": 0.0, "high": 0.05}, []),
        ({"value": 0.01, "low": 0.0, "high": 0.051}, [("interval-wide-relative", True)]),
        ({"low": None, "high": None}, []),
        ({"df": 8}, []),
        ({"df": None}, []),
        ({"df": 7}, [("df-few", True)]),
        ({"value": 0.0, "low": 0.0, "high": 0.04}, [("share-extreme", True)]),
        ({"value": 1.0, "low": None, "high": None}, [("share-extreme", True)]),
        ({"value": 52.0, "low": 40.0, "high": 64.0, "share": False}, []),
    ],
)
def test_precision(facts: dict[str, float | None], expected: list[tuple[str, bool]]) -> None:
    assert found(replace(PRECISE, **facts)) == expected


def test_few_degrees_of_freedom_wait_for_a_statistician() -> None:
    (one,) = refusals(replace(SOUND, precision=replace(PRECISE, df=7)))
    assert one.level is Level.REVIEW
    (other,) = refusals(replace(SOUND, precision=replace(PRECISE, n=20)))
    assert other.level is Level.REFUSED


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"reducible": True}, "recruitment-reducible"),
        ({"silent_groups": ("men",)}, "group-recruited-nobody"),
        ({"waves": 2}, "waves-too-few"),
        ({"waves": 0}, "recruits-none"),
        ({"invalid_degrees": 0.11}, "degree-many-invalid"),
        ({"disconnected_pooled": True}, "countries-pooled"),
    ],
)
def test_recruitment(facts: dict[str, object], code: str) -> None:
    assert found(replace(RECRUITED, **facts)) == [(code, True)]


@pytest.mark.parametrize(
    "facts",
    [
        {"waves": 3},
        {"largest_seed": 0.9},
        {"invalid_degrees": 0.10},
        {"invalid_degrees": 0.4, "degree_treatment_chosen": True},
    ],
)
def test_recruitment_that_passes(facts: dict[str, object]) -> None:
    assert found(replace(RECRUITED, **facts)) == []


def test_each_silent_group_is_named() -> None:
    evidence = replace(SOUND, recruitment=replace(RECRUITED, silent_groups=("men", "women")))
    assert [sentences.of(one) for one in refusals(evidence)] == [
        "Nobody in the group “men” recruited anybody.",
        "Nobody in the group “women” recruited anybody.",
    ]


def test_doubts_that_do_not_stand_in_the_way() -> None:
    doubtful = replace(RECRUITED, waves=5, largest_seed=0.51)
    told = cautions(replace(SOUND, recruitment=doubtful))
    assert [caution.code for caution in told] == ["waves-few", "seed-dominates"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"unmet": ("sex", "age")}, [("margin-unmet", True), ("margin-unmet", True)]),
        ({"ratio": 20.0}, []),
        ({"ratio": 21.0}, [("weights-unequal", True)]),
        ({"ratio": 21.0, "trimmed": True}, []),
        ({"kish_share": 1 / 3}, []),
        ({"kish_share": 0.33}, [("kish-small", True)]),
    ],
)
def test_weights(facts: dict[str, object], expected: list[tuple[str, bool]]) -> None:
    assert found(replace(WEIGHTED, **facts)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"lists": 2}, [("lists-few", False)]),
        ({"lists": 2, "assumption": "the lists are independent"}, []),
        ({"exists": False}, [("size-not-identified", False)]),
        ({"method": SizeMethod.MULTIPLIER, "lists": 0}, []),
        (
            {"method": SizeMethod.MULTIPLIER, "lists": 0, "same_scope": False},
            [("multiplier-mismatch", True)],
        ),
        ({"method": SizeMethod.SUCCESSIVE_SAMPLING, "lists": 0}, [("prior-hidden", False)]),
        ({"method": SizeMethod.SUCCESSIVE_SAMPLING, "lists": 0, "prior_shown": True}, []),
        ({"methods": 3, "shown": 3}, []),
        ({"methods": 3, "shown": 1}, [("methods-hidden", False)]),
        ({"methods": 3, "shown": 3, "averaged": True}, [("methods-hidden", False)]),
    ],
)
def test_sizes(facts: dict[str, object], expected: list[tuple[str, bool]]) -> None:
    assert found(replace(SIZED, **facts)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"smallest": 10}, []),
        ({"smallest": None}, []),
        ({"smallest": 9}, [("cells-small", False)]),
        ({"recovered": 1}, [("cells-recovered", False)]),
        ({"released_difference": 10}, []),
        ({"released_difference": 9}, [("release-difference", False)]),
        ({"small_locality": True}, [("sensitive-locality", False)]),
        ({"small_locality": True, "sensitive": False}, []),
    ],
)
def test_tables(facts: dict[str, object], expected: list[tuple[str, bool]]) -> None:
    assert found(replace(TABLE, **facts)) == expected


SAMPLING, MODEL, NONE = Interval.SAMPLING, Interval.MODEL, Interval.NONE


@pytest.mark.parametrize(
    ("letter", "shown", "expected"),
    [
        ("A", Shown(True, SAMPLING), []),
        ("A", Shown(True, MODEL), ["interval-not-supported"]),
        ("A", Shown(True, SAMPLING, texts=("A representative sample",)), []),
        ("B", Shown(True, SAMPLING), ["appendix-missing"]),
        ("B", Shown(True, SAMPLING, appendix=True), []),
        ("C", Shown(True, SAMPLING, appendix=True), ["reason-missing"]),
        ("C", Shown(True, SAMPLING, appendix=True, reason="few waves"), []),
        ("D", Shown(True, SAMPLING), ["interval-not-supported"]),
        ("D", Shown(True, MODEL), ["assumptions-missing"]),
        ("D", Shown(True, MODEL, assumptions=("ignorable choice",)), []),
        ("D", Shown(True, NONE), []),
        ("D", Shown(True, NONE, texts=("margin of error",)), ["words-forbidden"]),
        ("E", Shown(True, NONE), ["value-not-supported"]),
        ("E", Shown(False, MODEL, assumptions=("x",)), ["interval-not-supported"]),
        ("E", Shown(False, NONE), []),
    ],
)
def test_what_each_class_may_show(letter: str, shown: Shown, expected: list[str]) -> None:
    evidence = Evidence(DesignClass(letter), shown)
    assert [one.code for one in refusals(evidence)] == expected


def test_each_forbidden_word_is_told_once() -> None:
    texts = ("Representative: a representative study", "with a margin of error")
    shown = Shown(False, NONE, texts=texts)
    told = [sentences.of(one) for one in refusals(Evidence(DesignClass.E, shown))]
    assert [message.split("”")[0] for message in told] == [
        "“Representative",
        "“representative",
        "“margin of error",
    ]


WIDE = Refused("interval-wide", Facts(width=0.40, most=0.30), overridable=True)
FINAL = Refused("cells-small", Facts(smallest=3, least=10), overridable=False)


def test_an_override_has_a_name_and_a_reason() -> None:
    made = override(WIDE, " Amina Diallo ", " The only figure there is; shown with its width. ")
    assert made == Override(WIDE, "Amina Diallo", "The only figure there is; shown with its width.")
    assert outstanding([WIDE, FINAL], [made]) == (FINAL,)


@given(st.sampled_from(["", " ", "\t"]), st.text())
def test_an_override_without_either_is_refused(blank: str, other: str) -> None:
    for by, reason in ((blank, other), (other, blank)):
        with pytest.raises(ValueError, match="needs the name"):
            override(WIDE, by, reason)


def test_what_is_final_is_overridden_by_nobody() -> None:
    with pytest.raises(ValueError, match="Nobody may override this: cells-small"):
        override(FINAL, "Amina Diallo", "Because.")


def test_an_override_of_another_figure_s_refusal_does_not_count() -> None:
    other = replace(WIDE, facts=Facts(width=0.35, most=0.30))
    assert outstanding([WIDE], [override(other, "Amina Diallo", "Because.")]) == (WIDE,)
