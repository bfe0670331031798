"""Erased is erased: no table and no history holds a text of a person who has gone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from homelands.foundation.models import AuditEvent, PersonKey
from homelands.foundation.person_keys import open_about
from homelands.foundation.personal import Holding, OnErase, holdings
from homelands.foundation.queries import history
from homelands.foundation.roles import Role
from homelands.outreach.dialogue.actions import questions
from homelands.outreach.dialogue.models import Question
from homelands.people.register.actions import entries, openings, persons
from homelands.people.register.actions.entries import Statement
from homelands.people.register.models import Opening, Person, ProfileEntry
from homelands.people.register.queries import persons as person_queries
from homelands.programmes.payments.actions import payments
from homelands.programmes.payments.models import Payment
from homelands.programmes.placements.actions import placements, work_plan
from homelands.programmes.placements.actions.work_plan import Deliverable
from homelands.programmes.selection.actions import matches
from tests import make, make_outreach, stored
from tests import make_programmes as mp

#: Texts that a program writes, not a person: words of a list that is not a list of the database.
CODES = {
    ("register.ConsentDecision", "recipient"),
    ("register.ConsentDecision", "text_version"),
    ("selection.Application", "suggested_band"),
    ("selection.Assessment", "band"),
    ("campaigns.Delivery", "skipped_because"),
}


@pytest.fixture
def owner(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), stored.as_the_owner(), make.as_(make.SYSTEM):
        yield


class Words:
    """Unique texts, each with the place where it was planted."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def new(self, place: str) -> str:
        word = f"zqx{len(self.planted):03d} said in confidence"
        self.planted[place] = word
        return word


def lived(words: Words) -> Person:
    """A person who has done everything that pages and actions let one do, with texts."""
    person = mp.nurse("matching", "hosts", "contact", name=words.new("name"))
    member, manager = make.member(person), make.SYSTEM
    skill = Statement("skill", words.new("a skill"), "12")
    entry = entries.state(person, statement=skill, on=make.TODAY, by=member)
    entries.end(entry, on=make.TODAY, by=member)
    persons.look(person, by=make.officer("GBR"), why=words.new("why somebody looked"))
    outside = make.officer("FRA")
    openings.open(
        number=str(person.pk), why=words.new("why it was opened"), at=make.NOW, by=outside
    )
    _placed(words, person)
    _declined(words, person, manager)
    _asked(words, person)
    make_outreach.sign_up(make_outreach.event(), person=person)
    make_outreach.letter(make_outreach.segment())
    return person


def _placed(words: Words, person: Person) -> None:
    placed = mp.placement(person=person)
    item = Deliverable(words.new("a deliverable"), "information", make.TODAY)
    work = work_plan.add(placed, deliverable=item, by=make.SYSTEM)
    placements.start(placed, on=placed.starts_on, by=make.SYSTEM)
    work_plan.done(work, evidence=words.new("evidence"), on=make.TODAY, by=make.SYSTEM)
    for kind, decide in (("dsa", payments.approve), ("travel", payments.reject)):
        made = mp.payment(placed, kind=kind, rate_note=words.new(f"how {decide.__name__}"))
        by = mp.actor(Role.FINANCE_APPROVER)
        decide(made, why=words.new(decide.__name__), at=make.NOW, by=by)
    placements.end_early(
        placed, on=placed.starts_on, why=words.new("why it ended"), at=make.NOW, by=make.SYSTEM
    )
    placements.follow_up(placed, text=words.new("what lasted"), at=make.NOW, by=make.SYSTEM)


def _declined(words: Words, person: Person, by: Any) -> None:
    match = mp.match(person=person)
    matches.decline(match, why=words.new("why a match was declined"), at=make.NOW, by=by)
    mp.application(person=person)


def _asked(words: Words, person: Person) -> None:
    for private in ("answer", "decline"):
        question = make_outreach.question(person=person, text=words.new(f"to {private}"))
        said = words.new(private)
        if private == "answer":
            questions.answer(question, text=said, at=make.NOW, by=make.SYSTEM)
        else:
            questions.decline(question, why=said, at=make.NOW, by=make.SYSTEM)


def about_persons() -> list[Holding]:
    """The holdings about registered persons; others name an address that has no account."""
    return [h for h in holdings() if h.about != "id" or h.model is Person]


def free_texts(holding: Holding) -> list[Any]:
    """The fields of a holding that take a text of anybody's choosing."""
    kinds = (models.TextField, models.CharField, models.JSONField)
    return [
        field
        for field in holding.model._meta.fields
        if isinstance(field, kinds)
        and field.name in holding.fields
        and not field.choices
        and (getattr(field, "max_length", None) or 100) > 20
        and (holding.model._meta.label, field.name) not in CODES
    ]


def plant(words: Words, person: Person) -> None:
    """Plants a text in every field that takes one and that no decision has closed."""
    for holding in filter(free_texts, about_persons()):
        for row in holding.rows(person.pk):
            if isinstance(row, (Payment, Opening)):
                continue  # decided: its texts were planted by the actions
            for field in free_texts(holding):
                word = words.new(f"{row._meta.label}.{field.name} of {row.pk}")
                setattr(row, field.name, [word] if isinstance(field, models.JSONField) else word)
            row.save()


def test_every_holding_is_tried(owner: None) -> None:
    person = lived(Words())
    assert {h.model.__name__ for h in about_persons() if not h.rows(person.pk).exists()} == set()


def test_no_text_is_found_after_a_person_was_erased(owner: None) -> None:
    words = Words()
    person = lived(words)
    plant(words, person)
    assert len(words.planted) > 30
    persons.erase(person, at=timezone.now(), by=make.member(person))
    assert stored.places_of(words.planted) == set()


def test_before_that_the_texts_are_there_for_those_who_may_read_them(owner: None) -> None:
    words = Words()
    person = lived(words)
    planted = words.planted
    notes = {payment.note for payment in Payment.objects.filter(person=person)}
    assert notes == {planted["approve"], planted["reject"]}
    looks = {look.why for look in person_queries.looks(person.pk)}
    assert planted["why somebody looked"] in looks
    assert planted["why it ended"] in looks


def test_the_history_of_somebody_erased_is_whole(owner: None) -> None:
    person = lived(Words())
    persons.erase(person, at=timezone.now(), by=make.member(person))
    assert [b for table in history.tables() for b in history.breaks(table)] == []


def test_what_was_decided_stays_and_says_nothing(owner: None) -> None:
    person = lived(Words())
    before = dict(Payment.objects.filter(person=person).values_list("pk", "state"))
    persons.erase(person, at=timezone.now(), by=make.member(person))
    left = Payment.objects.filter(person=person)
    assert {row.pk: row.state for row in left} == before
    assert {(row.note, row.rate_note) for row in left} == {("", "")}


def test_a_key_made_after_somebody_has_gone_opens_nothing_older(owner: None) -> None:
    person = lived(Words())
    event = AuditEvent.objects.filter(person_id=person.pk, why__startswith="sealed:").first()
    persons.erase(person, at=timezone.now(), by=make.member(person))
    assert event is not None
    assert open_about(person.pk, event.why) == ""
    persons.look(person, by=make.SYSTEM, why="Somebody asked whether it is gone")
    assert PersonKey.objects.filter(pk=person.pk).exists()
    assert open_about(person.pk, event.why) == ""


def test_history_knows_the_text_of_an_entry_while_it_is_there(owner: None) -> None:
    person = make.person()
    statement = Statement("skill", "Beekeeping", "3")
    entry = entries.state(person, statement=statement, on=make.TODAY, by=make.member(person))
    (event,) = ProfileEntry.pgh_event_model.objects.filter(pgh_obj_id=entry.pk)
    assert bytes(event.digest) == bytes(ProfileEntry.objects.get(pk=entry.pk).digest)
    entry.code = "Something else"
    entry.save()
    assert bytes(event.digest) != bytes(entry.digest)


def test_published_questions_stay_without_their_asker(owner: None) -> None:
    person = make.person()
    question = make_outreach.question(person=person, in_public=True, text="How do I register?")
    questions.answer(question, text="On the first page.", at=make.NOW, by=make.SYSTEM)
    questions.publish(question, at=make.NOW, by=make.SYSTEM)
    private = make_outreach.question(person=person, text="Am I safe?")
    persons.erase(person, at=timezone.now(), by=make.member(person))
    left = Question.objects.get(pk=question.pk)
    assert (left.person_id, left.text, left.answer) == (
        None,
        "How do I register?",
        "On the first page.",
    )
    assert not Question.objects.filter(pk=private.pk).exists()
    assert OnErase.KEEP in {h.on_erase for h in about_persons() if h.model is Question}
