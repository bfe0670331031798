"""Answers: stored at once, seen by nobody else, checked again when they are sent, then final."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.models import AuditEvent
from homelands.foundation.roles import Role
from homelands.people.register.queries import persons as person_queries
from homelands.science.disclosure import safety
from homelands.science.publication.thresholds import is_small
from homelands.surveys.questionnaires.actions import responses, studies
from homelands.surveys.questionnaires.actions.responses import Opening
from homelands.surveys.questionnaires.actions.studies import StudyPlan
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.queries import profiles
from homelands.surveys.questionnaires.queries import responses as response_queries
from homelands.surveys.questionnaires.rules import AlreadyComplete, StudyClosed, Unfinished
from tests import make, make_surveys

pytestmark = pytest.mark.django_db


def test_a_draft_opens_with_its_code_and_without_it_for_nobody() -> None:
    study = make_surveys.asked()
    _code, by = make_surveys.started(study)
    with make.as_(by):
        assert Response.objects.count() == 1
    others = [
        Actor.public(),
        Actor.answering(codes.digest("0000-0000-0000-0000")),
        make.member(make.person("GBR")),
        make.officer("GBR"),
        make.officer("FRA", Role.SURVEY_MANAGER),
        make.officer("", Role.MINISTRY_OFFICER),
    ]
    for other in others:
        with make.as_(other):
            assert Response.objects.count() == 0, other
    for reader in (make.officer("GBR", Role.SURVEY_MANAGER), make.officer("", Role.ME_OFFICER)):
        with make.as_(reader):
            assert Response.objects.count() == 1, reader


def test_an_empty_setting_opens_nothing_even_where_a_digest_is_empty() -> None:
    study = make_surveys.study()
    with make.as_(make.SYSTEM):
        Response.objects.create(
            study=study, label="1", resume_digest=b"", started_at=make.NOW, changed_at=make.NOW
        )
    assert Response.objects.count() == 0


def test_the_code_itself_is_nowhere_in_the_database() -> None:
    code, by = make_surveys.started(make_surveys.asked())
    with make.as_(by), connection.cursor() as cursor:
        cursor.execute("SELECT r::text FROM questionnaires_response r")
        row = cursor.fetchone()[0]
    assert code.replace("-", "") not in row
    assert codes.digest(code) in row


def test_answers_are_kept_page_by_page_and_those_not_asked_are_dropped_when_sent() -> None:
    study = make_surveys.asked()
    _code, by = make_surveys.started(study)
    make_surveys.saved(study, by, page="training", age="34", works="yes", job="Nurse")
    draft = make_surveys.saved(study, by, works="no")
    assert draft.answers[make_surveys.path(study, "job")] == "Nurse"
    responses.complete(draft, at=make.NOW, by=by)
    with make.as_(by):
        answers = Response.objects.get().answers
    assert {path.rpartition("/")[2]: text for path, text in answers.items()} == {
        "age": "34",
        "works": "no",
    }


def test_sending_checks_everything_again() -> None:
    study = make_surveys.asked()
    _code, by = make_surveys.started(study)
    for wrong in ({"age": "17"}, {"age": "34", "works": "perhaps"}, {"works": "yes", "job": ""}):
        draft = make_surveys.saved(study, by, **wrong)
        with pytest.raises(Unfinished):
            responses.complete(draft, at=make.NOW, by=by)
    make_surveys.saved(study, by, works="no")
    assert responses.complete(draft, at=make.NOW, by=by).completed_at == make.NOW


def test_what_the_form_does_not_ask_is_not_stored() -> None:
    study = make_surveys.asked()
    _code, by = make_surveys.started(study)
    step = responses.Step(given={"/data/passport": "X"}, page="", language="en")
    saved = responses.save(make_surveys.response(by), step=step, at=make.NOW, by=by)
    assert saved.answers == {}


def test_what_was_sent_is_final_and_sending_twice_changes_nothing() -> None:
    study = make_surveys.asked()
    _code, by = make_surveys.sent(study, network_size="12")
    first = make_surveys.response(by)
    again = responses.complete(first, at=make.NOW.replace(year=2027), by=by)
    assert (again.completed_at, again.degree) == (make.NOW, 12.0)
    with pytest.raises(AlreadyComplete):
        make_surveys.saved(study, by, age="20")
    with make.as_(by), pytest.raises(DatabaseError), transaction.atomic():
        Response.objects.update(page=F("page"))


def test_somebody_else_cannot_send_or_change_it() -> None:
    study = make_surveys.asked()
    _code, by = make_surveys.started(study)
    draft = make_surveys.response(by)
    for other in (Actor.public(), make.officer("GBR", Role.SURVEY_MANAGER)):
        with pytest.raises(NotAllowed):
            responses.complete(draft, at=make.NOW, by=other)


def test_without_a_code_nothing_is_started() -> None:
    for by in (Actor.public(), make.SYSTEM, make.member(make.person())):
        with pytest.raises(NotAllowed):
            responses.start(make_surveys.asked(), opening=Opening("en", "GBR"), at=make.NOW, by=by)


def test_a_study_does_not_take_the_address_of_a_page() -> None:
    plan = StudyPlan(name="Add", design="rds", opens_on=make.TODAY)
    made = [studies.add(plan, by=make.SYSTEM).slug for _ in range(2)]
    assert made == ["add-2", "add-3"]


def test_a_closed_study_and_another_country_are_refused() -> None:
    closed = make_surveys.asked(closes_on=make.TODAY)
    later = make.NOW.replace(day=25)
    by = Actor.answering(codes.digest(codes.new()))
    with pytest.raises(StudyClosed):
        responses.start(closed, opening=Opening("en", "GBR"), at=later, by=by)
    with pytest.raises(responses.UnknownCountry) as refusal:
        responses.start(closed, opening=Opening("en", "FRA"), at=make.NOW, by=by)
    assert refusal.value.field == "destination"


def test_counts_hide_small_cells_and_give_no_row_to_a_ministry_officer() -> None:
    study = make_surveys.asked()
    for _ in range(10):
        make_surveys.sent(study)
    for _ in range(9):
        make_surveys.started(study, "ITA")
    with make.as_(make.officer("", Role.MINISTRY_OFFICER)):
        found = response_queries.progress(study)
        assert Response.objects.count() == 0
    assert found.states.rows == [("", None), ("about", None)]
    assert found.states.total == 19
    assert found.languages.rows == [("en", 19)]


def test_chosen_answers_become_profile_entries_and_leave_no_link() -> None:
    study = make_surveys.asked()
    given = {"works": "yes", "job": "Nurse", "languages": "en", "level_english": "c1"}
    _code, by = make_surveys.sent(
        study, **given, occupation="2221", transfer_modality="virtual temporary"
    )
    sent = make_surveys.response(by)
    offers = profiles.offers(sent)
    assert [offer.key for offer in offers] == [
        "occupation:2221:",
        "language:en:C1",
        "modality:virtual:",
        "modality:temporary:",
    ]
    person = make.person("GBR")
    member = make.member(person)
    responses.link(person, offers=offers[:2], on=make.TODAY, by=member, why="text 2026-11")
    with make.as_(member):
        entries = person_queries.entries(person)
        assert [(e.kind, e.code, e.level, e.source) for e in entries] == [
            ("language", "en", "C1", "survey"),
            ("occupation", "2221", "", "survey"),
        ]
    with make.as_(make.SYSTEM):
        events = AuditEvent.objects.filter(subject_id=str(sent.pk))
        assert {(e.actor_kind, e.actor_id, e.person_id) for e in events} == {("public", None, None)}


@pytest.mark.parametrize(("few", "shown"), [(9, None), (10, 10)])
def test_officers_see_counts_from_where_everybody_does(few: int, shown: int | None) -> None:
    found = response_queries.safe([("many", 40), ("more", 30), ("few", few)])
    assert dict(found.rows)["few"] == shown
    assert safety.hidden([40, 30, few])[2] is (shown is None)
    assert is_small(few) is (shown is None)
