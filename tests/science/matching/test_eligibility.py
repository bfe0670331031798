"""The hard rules: each variant of a comparison meets its rule, fails it, or leaves it open."""

import pytest

from homelands.science.matching import comparison, eligibility
from homelands.science.matching.records import Applicant, Comparison
from tests.make_matching import LAST, applicant, asked, entry, nurse

RULES = ("occupation", "language", "availability", "modality", "abroad")


def judged(person: Applicant, **need: object) -> dict[str, bool | None]:
    given = asked(**need)
    rules = eligibility.judge(given, comparison.compare(given, person))
    return {rule.code: rule.passed for rule in rules}


def test_every_rule_is_met() -> None:
    assert judged(nurse()) == dict.fromkeys(RULES, True)


def test_nothing_known_leaves_every_rule_open() -> None:
    everything = {"minimum_years": 3, "minimum_education": "6"}
    assert judged(applicant(country=""), **everything) == dict.fromkeys(
        [*RULES, "experience", "education"], None
    )


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (nurse(entry("language", "en", "B1")), "language"),
        (nurse(entry("availability", "now", on=LAST.replace(day=LAST.day + 1))), "availability"),
        (nurse(entry("occupation", "2330")), "occupation"),
        (nurse(entry("occupation", "2222")), "occupation"),
        (nurse(entry("modality", "virtual")), "modality"),
        (Applicant("GHA", nurse().entries, placed_before=True), "abroad"),
    ],
)
def test_one_rule_is_not_met_and_no_other(person: Applicant, code: str) -> None:
    assert judged(person) == {**dict.fromkeys(RULES, True), code: False}


def test_a_wide_group_of_a_survey_is_asked_about_and_not_a_failure() -> None:
    assert judged(nurse(entry("occupation", "22"))) == {
        **dict.fromkeys(RULES, True),
        "occupation": None,
    }


def test_minimums_are_rules_only_where_a_programme_sets_them() -> None:
    beginner = nurse(entry("skill", "Neonatal care", "1"), entry("education", "5"))
    assert judged(beginner) == dict.fromkeys(RULES, True)
    assert judged(beginner, minimum_years=2)["experience"] is False
    assert judged(beginner, minimum_education="6")["education"] is False
    assert judged(beginner, minimum_years=1, minimum_education="5") == dict.fromkeys(
        [*RULES, "experience", "education"], True
    )


def test_the_whole_table_is_exactly_this() -> None:
    """Changing what meets a rule, or fails it, means changing this test."""
    everything = asked(minimum_years=1, minimum_education="6")
    judged_as = {
        f"{code} {variant}": rule.passed
        for code, variants in eligibility.MET.items()
        for variant in [*variants, "unknown", "wider"]
        for rule in eligibility.judge(everything, [Comparison(code, variant)])
    }
    met = {name for name, passed in judged_as.items() if passed}
    failed = {name for name, passed in judged_as.items() if passed is False}
    assert met == {
        "occupation exact",
        "occupation group",
        "language above",
        "language enough",
        "language none needed",
        "availability early",
        "availability in time",
        "modality accepted",
        "abroad abroad",
        "experience enough",
        "education above",
        "education enough",
    }
    assert failed == {
        "occupation near",
        "occupation other",
        "language below",
        "availability late",
        "modality not accepted",
        "abroad at home",
        "experience too little",
        "education below",
    }
