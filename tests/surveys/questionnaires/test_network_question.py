"""The number of contacts is asked so that it can carry weights: possible, and meant."""

from datetime import UTC, datetime

import pytest

from homelands.forms.odk.conversion import convert
from homelands.forms.xforms import Form, parse
from homelands.forms.xforms.answering import Answers
from homelands.surveys.questionnaires.queries.samples import STANDARD


@pytest.fixture(scope="module")
def form() -> Form:
    return parse(convert(STANDARD.source(), STANDARD.filename))


def asked(form: Form, **given: str) -> tuple[set[str], set[str]]:
    """What the page asks, and what is wrong on it."""
    paths = {path.rpartition("/")[2]: path for path in form.questions}
    told = {"taking_part": "yes", "age_18": "yes", "lives_abroad": "yes", "born_in_origin": "yes"}
    values = {paths[name]: text for name, text in {**told, **given}.items()}
    answers = Answers(form, values, datetime(2026, 11, 23, tzinfo=UTC), "en")
    page = next(p for p in answers.pages() if p.path.endswith("m06_network"))
    shown = {q.name for q in page.questions if answers.relevant(q) and q.name.startswith("network")}
    return shown, {problem.path.rpartition("/")[2] for problem in answers.check(page)}


@pytest.mark.parametrize("number", ["0", "1", "150"])
def test_a_usual_number_is_taken_as_it_is(form: Form, number: str) -> None:
    assert asked(form, network_size=number) == ({"network_size", "network_invite"}, set())


def test_more_than_150_are_asked_about_again(form: Form) -> None:
    everything = {"network_size", "network_confirm", "network_invite"}
    assert asked(form, network_size="151") == (everything, set())
    assert asked(form, network_size="151", network_confirm="no")[1] == {"network_confirm"}
    assert asked(form, network_size="5000", network_confirm="yes")[1] == set()


@pytest.mark.parametrize("number", ["-1", "5001", "3.5"])
def test_an_impossible_number_is_refused(form: Form, number: str) -> None:
    assert "network_size" in asked(form, network_size=number, network_confirm="yes")[1]


def test_no_more_can_be_invited_than_are_known(form: Form) -> None:
    assert asked(form, network_size="4", network_invite="5")[1] == {"network_invite"}
