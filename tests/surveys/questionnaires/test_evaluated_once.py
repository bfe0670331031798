"""How often a posted page of answers is drawn, and each rule of its questionnaire worked out."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client

from homelands.forms.xforms.answers import settling
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.pages.asking import posting
from tests.surveys.questionnaires import changing_words
from tests.surveys.questionnaires.test_answering import begun, opened

pytestmark = pytest.mark.django_db

FEW = " /data/home/rooms  < 2"
NAMED = "jr:choice-name( /data/home/town , ' /data/home/town ')"


@pytest.fixture
def study() -> Study:
    return changing_words.published()


class Work:
    """Counts the rules that are worked out, by their text, and the pages that are drawn."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rules: Counter[str] = Counter()
        self.pages = 0
        evaluate, form = settling.evaluate, posting.QuestionsForm

        def counted(expression: Any, *where: Any) -> Any:
            self.rules[expression.text] += 1
            return evaluate(expression, *where)

        def drawn(*given: Any, **more: Any) -> Any:
            self.pages += 1
            return form(*given, **more)

        monkeypatch.setattr(settling, "evaluate", counted)
        monkeypatch.setattr(posting, "QuestionsForm", drawn)

    def of(self, *rules: str) -> tuple[int, ...]:
        """Returns how often pages were drawn, and how often each rule was worked out."""
        return self.pages, *(self.rules[rule] for rule in rules)


def test_a_page_that_is_taken_is_not_drawn(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rule is worked out for what was held, and for what was given: twice and no more."""
    client = Client()
    code = begun(study, client)
    url = f"/answer/{code}/home/"
    given = {**opened(client, url), "alias": "Ama", "rooms": "3", "town": "a"}
    work = Work(monkeypatch)
    gone = client.post(url, given)
    assert gone.status_code == 302
    assert work.of(FEW, NAMED) == (0, 2, 2)


def test_a_page_that_comes_again_is_drawn_once(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    code = begun(study, client)
    url = f"/answer/{code}/home/"
    given = {**opened(client, url), "alias": "Ama", "rooms": "many", "town": "a"}
    work = Work(monkeypatch)
    again = client.post(url, given)
    assert again.status_code == 200
    assert work.of(FEW, NAMED) == (1, 2, 2)


def test_a_page_that_is_shown_is_worked_out_once(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    code = begun(study, client)
    work = Work(monkeypatch)
    shown = client.get(f"/answer/{code}/home/")
    assert shown.status_code == 200
    assert work.of(FEW, NAMED) == (1, 1, 1)
