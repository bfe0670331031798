"""Why answers were not taken in is said in the reader's language, whatever is stored of it."""

import pytest
from django.utils.translation import override

from homelands.forms.xforms.messages import MESSAGES
from homelands.surveys.collection.queries import entities, examined, validation
from homelands.ui.sentences.answers import sentence

OURS = [
    *validation.SENTENCES.values(),
    *(entities.EXISTS, entities.UNKNOWN, entities.CHANGED),
    *(examined.NOT_ASKED, examined.UNKNOWN, examined.WORKED_OUT, examined.NOT_READ),
    *MESSAGES.values(),
]


def reason(message: str, **facts: str) -> dict[str, str]:
    return {"path": "/data/age", "code": "any", "message": message, **facts}


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
@pytest.mark.parametrize("message", OURS)
def test_every_sentence_of_ours_is_translated(message: str, language: str) -> None:
    with override("en"):
        english = sentence(reason(message))
    with override(language):
        assert sentence(reason(message)) != english


def test_what_a_sentence_names_is_filled_in() -> None:
    bounds = {"start": "1", "end": "5", "step": "1"}
    with override("fr"):
        said = sentence(reason(MESSAGES["constraint.range"], **bounds))
    assert ("1" in said, "5" in said, "{" in said) == (True, True, False)


def test_words_of_the_author_are_left_as_they_are_braces_and_all() -> None:
    with override("ar"):
        assert sentence(reason("Adults {only}.")) == "Adults {only}."
        assert sentence(reason("")) == ""
