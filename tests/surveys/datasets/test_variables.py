"""A question keeps its identity over versions: moved, reworded, with a code less."""

import pytest

from homelands.surveys.datasets.queries import variables
from homelands.surveys.questionnaires.models import Study
from tests import make_data, make_surveys

pytestmark = pytest.mark.django_db


def _by_id(study: Study, language: str = "en") -> dict[str, variables.Variable]:
    return {one.id: one for one in variables.of(study, language)}


def test_a_question_that_moved_is_one_variable_with_both_paths() -> None:
    found = _by_id(make_data.twice())
    assert [path.split("/")[2:] for path in found["age"].paths] == [
        ["you", "age"],
        ["about", "age"],
    ]
    assert found["age"].versions == ("1", "2")
    assert [one.label for one in found["age"].wordings] == ["How old are you?", "What is your age?"]
    assert found["age"].label == "What is your age?"


def test_a_code_that_a_later_version_dropped_stays() -> None:
    assert _by_id(make_data.twice())["occupation"].codes == (
        ("2221", "Nurses"),
        ("2211", "Doctors"),
    )


def test_what_only_one_version_asks_is_there_with_its_version() -> None:
    found = _by_id(make_data.twice())
    assert (found["job"].versions, found["returns"].versions) == (("1",), ("2",))


def test_labels_are_in_the_language_that_was_asked_for() -> None:
    found = _by_id(make_data.twice(), "ar")
    assert found["age"].label == "كم سنك؟"
    assert found["occupation"].codes[0] == ("2221", "ممرضون")


def test_conditions_are_those_of_the_question_and_of_its_groups() -> None:
    found = _by_id(make_surveys.asked())
    assert "works" in found["since"].wordings[-1].relevant
    assert "languages" in found["level_english"].wordings[-1].relevant
    assert " and " in found["level_english"].wordings[-1].relevant


def test_two_questions_of_one_name_in_one_version_stay_apart() -> None:
    one = variables._Asked("1", "/data/a/name", "/data", "text", {}, "A", sensitive=True)
    two = variables._Asked("1", "/data/b/name", "/data", "text", {}, "B", sensitive=True)
    assert [(v.id, v.label) for v in variables.joined([one, two])] == [
        ("a/name", "A"),
        ("b/name", "B"),
    ]


def test_a_study_from_a_file_shows_its_answers_as_variables() -> None:
    study = make_surveys.study()
    for place in range(20):
        given = {"sex": "f" if place % 2 else "m", "age": str(20 + place), "said": f"word {place}"}
        make_data.answered(study, {**given, "phone": f"07700900{place:03d}"})
    found = _by_id(study)
    assert {key: one.kind for key, one in found.items()} == {
        "sex": "select_one",
        "age": "integer",
        "said": "text",
        "phone": "text",
    }
    assert found["sex"].codes == (("f", "f"), ("m", "m"))
    assert [key for key, one in found.items() if one.sensitive] == ["phone", "said"]
