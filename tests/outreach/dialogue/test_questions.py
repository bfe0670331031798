"""A question is asked, assigned, answered by its day, published; and its clock is public."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.models import Promise, User
from homelands.foundation.queries import promises as promise_queries
from homelands.foundation.roles import Role
from homelands.foundation.rules import UnknownCountry
from homelands.outreach.dialogue import tasks
from homelands.outreach.dialogue.actions import questions
from homelands.outreach.dialogue.models import Question
from homelands.outreach.dialogue.queries import questions as question_queries
from homelands.outreach.dialogue.rules import VERBS, Unreachable
from homelands.people.register.actions import persons
from tests import make
from tests import make_outreach as made

pytestmark = pytest.mark.django_db

LATER = make.NOW + timedelta(days=3)


def account(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


def public(at=make.NOW):
    with make.as_(make.SYSTEM):
        return question_queries.public(at)


def test_asking_starts_the_clock_and_the_mission_owes_an_answer() -> None:
    question = made.question()
    with make.as_(make.SYSTEM):
        promise = Promise.objects.get(subject_id=question.pk)
    assert (promise.kind, promise.country, promise.role) == (
        "dialogue.questions.ask", "GBR", "mission_officer",
    )  # fmt: skip
    assert promise.due_at == make.NOW + timedelta(days=14)
    officer = make.officer("GBR")
    with make.as_(officer):
        (item,) = promise_queries.owed_by(officer, make.TODAY, 50)
    assert item.url.endswith(f"/desk/outreach/questions/{question.pk}/")
    assert (item.title, item.act) == (question.text, "Answer")


def test_a_question_of_no_country_is_the_ministry_s() -> None:
    question = made.question(country="")
    with make.as_(make.SYSTEM):
        assert Promise.objects.get(subject_id=question.pk).role == "ministry_officer"
    with pytest.raises(NotAllowed):
        questions.answer(question, text="Yes", at=LATER, by=make.officer("GBR"))


def test_the_whole_way_from_asked_to_published_with_its_clock() -> None:
    officer = make.officer("GBR")
    question = made.question(email="esi@example.org")
    assert questions.assign(question, to=account(officer), at=LATER, by=officer).state == "assigned"
    questions.answer(question, text="Yes & no", at=LATER, by=officer)
    for _twice in range(2):
        tasks.send_answer(question=str(question.pk))
    (letter,) = mail.outbox
    assert letter.to == ["esi@example.org"]
    assert "Yes & no" in letter.body
    questions.publish(question, at=LATER, by=officer)
    (shown,) = public(LATER + timedelta(days=30))
    assert (shown.text, shown.answer) == ("Is my licence valid at home?", "Yes & no")
    assert (shown.clock.days, shown.clock.overdue) == (3, False)
    with make.as_(make.SYSTEM):
        assert Promise.objects.get(subject_id=question.pk).kept_at == LATER
        assert Question.objects.get(pk=question.pk).email == ""


def test_the_words_wait_for_an_officer_and_the_clock_does_not() -> None:
    question = made.question()
    (shown,) = public(make.NOW + timedelta(days=20))
    assert (shown.text, shown.clock.days, shown.clock.overdue) == ("", 20, True)
    questions.clear(question, at=LATER, by=make.officer("GBR"))
    assert public()[0].text == "Is my licence valid at home?"


def test_a_private_question_has_a_clock_and_never_words() -> None:
    officer = make.officer("GBR")
    question = made.question(person=make.person(), in_public=False)
    for verb in (questions.clear, questions.publish):
        with pytest.raises(NotNow):
            verb(question, at=LATER, by=officer)
    questions.answer(question, text="Yes", at=LATER, by=officer)
    with pytest.raises(NotNow):
        questions.publish(question, at=LATER, by=officer)
    (shown,) = public()
    assert (shown.text, shown.answer, shown.link, shown.clock.days) == ("", "", False, 3)
    with make.as_(make.SYSTEM):
        assert question_queries.public_one(question.pk, make.NOW) is None


def test_a_private_question_must_be_reachable() -> None:
    with pytest.raises(Unreachable) as refusal:
        made.question(in_public=False)
    assert refusal.value.field == "email"


def test_a_country_that_is_none_is_refused_at_its_field() -> None:
    with pytest.raises(UnknownCountry) as refusal:
        made.question(country="XXX")
    assert refusal.value.field == "country"


def test_declining_is_an_answer_too_and_says_why() -> None:
    question = made.question(email="esi@example.org")
    questions.decline(question, why="Not ours", at=LATER, by=make.officer("GBR"))
    tasks.send_answer(question=str(question.pk))
    assert "Not ours" in mail.outbox[0].body
    (shown,) = public()
    assert (shown.waits, shown.text, shown.declined_why) == (False, "", "")


def test_it_is_assigned_only_to_officers_of_the_country() -> None:
    question, officer = made.question(), make.officer("GBR")
    others = (make.officer("FRA"), make.officer("GBR", Role.SURVEY_MANAGER))
    for other in others:
        with pytest.raises(questions.NotTheirs):
            questions.assign(question, to=account(other), at=LATER, by=officer)
    ministry = account(make.officer("", Role.MINISTRY_OFFICER))
    assert questions.assign(question, to=ministry, at=LATER, by=officer).assigned_to == ministry


def test_officers_see_the_questions_of_their_countries_and_askers_their_own() -> None:
    person = make.person("GBR")
    question = made.question(person=person)
    made.question(country="FRA")
    for actor, seen in (
        (make.officer("GBR"), [question.pk]),
        (make.member(person), [question.pk]),
        (make.member(make.person()), []),
        (Actor.public(), []),
    ):
        with make.as_(actor):
            assert [q.pk for q in Question.objects.all()] == seen
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM dialogue_questionevent")
                assert (cursor.fetchone()[0] > 0) == bool(seen)


def _in_state(state: str) -> Question:
    question, officer = made.question(), make.officer("", Role.MINISTRY_OFFICER)
    if state in ("assigned",):
        questions.assign(question, to=account(officer), at=LATER, by=officer)
    if state in ("answered", "published"):
        questions.answer(question, text="Yes", at=LATER, by=officer)
    if state == "published":
        questions.publish(question, at=LATER, by=officer)
    if state == "declined":
        questions.decline(question, why="No", at=LATER, by=officer)
    return question


@pytest.mark.parametrize("state", list(VERBS))
def test_every_state_is_reached_and_allows_exactly_its_verbs(state: str) -> None:
    officer = make.officer("", Role.MINISTRY_OFFICER)
    extra = {
        "assign": {"to": account(officer)},
        "answer": {"text": "Yes"},
        "decline": {"why": "No"},
        "clear": {},
        "publish": {},
    }
    allowed = set()
    for verb, more in extra.items():
        question = _in_state(state)
        with make.as_(make.SYSTEM):
            assert Question.objects.get(pk=question.pk).state == state
        try:
            getattr(questions, verb)(question, at=LATER, by=officer, **more)
        except NotNow:
            continue
        allowed.add(verb)
    assert allowed == VERBS[state]


def test_the_table_of_states_has_every_state() -> None:
    assert set(VERBS) == set(Question.State.values)


def test_erasing_keeps_what_was_published_and_takes_the_asker_off() -> None:
    person = make.person()
    question = made.question(person=person)
    questions.answer(question, text="It is.", at=LATER, by=make.SYSTEM)
    questions.publish(question, at=LATER, by=make.SYSTEM)
    persons.erase(person, at=LATER, by=make.member(person))
    with make.as_(make.SYSTEM), connection.cursor() as cursor:
        left = Question.objects.get(pk=question.pk)
        assert (left.person_id, left.text) == (None, "Is my licence valid at home?")
        cursor.execute("SELECT to_jsonb(e)::text FROM dialogue_questionevent e")
        assert str(person.pk) not in "".join(row for (row,) in cursor.fetchall() if row).replace(
            f'"actor": "{person.pk}"', ""
        )
