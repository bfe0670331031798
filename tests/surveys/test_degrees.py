"""Answers are found by the names of their questions, and a degree among them is read once."""

import pytest

from homelands.forms.xforms import by_name
from homelands.surveys.questionnaires.rules.degrees import degree_of


def test_answers_are_found_by_name_unless_the_name_stands_twice() -> None:
    answers = {
        "/data/a/age": "40",
        "/data/children[1]/age_of": "3",
        "/data/children[2]/age_of": "5",
        "job": "nurse",
    }
    assert by_name(answers) == {
        "age": "40",
        "/data/children[1]/age_of": "3",
        "/data/children[2]/age_of": "5",
        "job": "nurse",
    }


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("12", 12.0),
        ("7.5", 7.5),
        ("0", 0.0),
        ("1e2", 100.0),
        ("", None),
        ("NA", None),
        ("-3", None),
        ("many", None),
        ("inf", None),
        ("nan", None),
    ],
)
def test_what_cannot_be_a_degree_is_none(text: str, degree: float | None) -> None:
    assert degree_of({"/data/network/network_size": text, "/data/age": "5"}) == degree


def test_who_was_not_asked_has_none() -> None:
    assert degree_of({"/data/age": "5"}) is None
