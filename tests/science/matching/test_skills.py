"""Skills are looked for by their longer words in the terms of reference."""

from datetime import date

import pytest

from homelands.science.matching import skills
from homelands.science.matching.records import Comparison
from tests.make_matching import applicant, asked, entry


def compared(*stated: str, text: str = "Train the nurses of the neonatal ward") -> Comparison:
    return skills.compare(asked(text=text), applicant(*(entry("skill", code) for code in stated)))


@pytest.mark.parametrize(
    ("stated", "variant", "named"),
    [
        (["Neonatal care"], "named", "Neonatal care"),
        (["NURSE"], "named", "NURSE"),
        (["Plumbing", "Ward round", "Neonatal care"], "several named", "Neonatal care, Ward round"),
        (["Plumbing"], "not named", "Plumbing"),
        (["the of"], "not named", "the of"),
    ],
)
def test_skills_that_the_terms_name(stated: list[str], variant: str, named: str) -> None:
    point = compared(*stated)
    assert (point.code, point.variant, point.facts["code"]) == ("skills", variant, named)


def test_four_letters_are_enough_in_any_script() -> None:
    assert compared("ward").variant == "named"
    assert compared("war").variant == "not named"
    assert compared("تمريض", text="تدريب على التمريض").variant == "named"


def test_the_oldest_date_is_told() -> None:
    old, new = date(2026, 1, 5), date(2026, 10, 5)
    profile = (entry("skill", "neonatal", on=new), entry("skill", "resuscitation", on=old))
    point = skills.compare(asked(), applicant(*profile))
    assert (point.variant, point.facts["on"]) == ("several named", "2026-01-05")
    assert skills.compare(asked(text=""), applicant(*profile)).facts["on"] == "2026-01-05"


def test_no_skills_stated_is_unknown() -> None:
    assert compared().variant == "unknown"
