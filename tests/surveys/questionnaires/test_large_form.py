"""The synthetic questionnaire itself: large, in two languages, of every kind, and answerable."""

from collections import Counter

from homelands.forms.xforms import Answers, parse
from homelands.surveys.questionnaires.pages.asking.widgets import WIDGETS
from tests import make
from tests.surveys.questionnaires import large_form


def test_it_has_every_kind_that_the_pages_can_ask() -> None:
    form = parse(large_form.xform())
    kinds = Counter(question.kind for question in form.questions.values())
    assert len(form.questions) >= 250
    # Lines, areas and codes have a questionnaire of their own: drawn_answers.py.
    assert set(kinds) == set(WIDGETS) - {"geotrace", "geoshape", "barcode"}
    assert form.languages == ("English (en)", "العربية (ar)")
    assert form.unsupported == ()


def test_its_answers_are_complete() -> None:
    answers = Answers(parse(large_form.xform()), large_form.answers(7, members=3), make.NOW)
    assert answers.check_all() == []
    assert answers.dropped() == ()
    assert answers.rounds("/data/member") == 3
    assert answers.clean()["/data/people"] == "3"
