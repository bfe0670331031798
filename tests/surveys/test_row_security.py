"""Who sees and writes which rows of surveys: in the database itself, under the role of the app.

Every table of surveys stands in one of two lists: those whose rows are somebody's, with what each
kind of actor may do to a row from the United Kingdom, and those that are open to the whole app,
with the reason. A new table fails here until somebody has decided.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, models, transaction
from psycopg.errors import InsufficientPrivilege

from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.history import HistoryEvent
from homelands.foundation.roles import Role
from homelands.surveys.collection.models import (
    Entity,
    EntityList,
    FollowUp,
    Invitation,
    QualityFlag,
    Submission,
    SubmissionFile,
    Trace,
)
from homelands.surveys.conversations.models import (
    Conversation,
    Passage,
    Quote,
    Recording,
    Transcript,
)
from homelands.surveys.datasets.models import ExportRequest, ImportFile, Skips, Summary, Tally
from homelands.surveys.questionnaires.models import Attachment, Collector, Response
from homelands.surveys.recruitment.models import Coupon, RewardEntry
from tests import make, make_conversations, make_surveys

pytestmark = pytest.mark.django_db

#: The apps under the roof of surveys.
APPS = ["questionnaires", "collection", "conversations", "recruitment", "datasets"]

#: Select, insert, update, delete.
ALL, ADDED, READ, NOTHING = "siud", "si", "s", ""

#: What may be done to a British row by the officer who reads answers there, and by the respondent
#: whose answers it belongs to. Nobody else may do anything, but for what stands in `_OTHERS`.
SECURED: dict[type[models.Model], tuple[str, str]] = {
    Response: (ALL, ALL),
    FollowUp: (ALL, NOTHING),
    Invitation: (ALL, NOTHING),
    Submission: (ALL, NOTHING),
    Attachment: (ALL, ALL),
    SubmissionFile: (ALL, NOTHING),
    Coupon: (ALL, READ),
    RewardEntry: (ADDED, READ),
    Trace: (ALL, NOTHING),
    QualityFlag: (ALL, NOTHING),
    Entity: (ALL, NOTHING),
    Conversation: (ALL, NOTHING),
    Recording: (ALL, NOTHING),
    Transcript: (ALL, NOTHING),
    Passage: (ALL, NOTHING),
    Quote: (ALL, READ),
    # The officer's own: other officers of the country see none.
    ImportFile: (ALL, NOTHING),
    ExportRequest: (ALL, NOTHING),
    # The program's own; counts as they are, for those alone who read the answers of all countries.
    Skips: (READ, READ),
    Summary: (NOTHING, NOTHING),
    Tally: (NOTHING, NOTHING),
}

#: What is cleared for publication is read by everybody.
_OTHERS: dict[type[models.Model], str] = {Quote: READ}

#: Open to every officer of the app, for they hold nothing about a respondent; the rules of the
#: pages decide who changes them.
OPEN = {
    "questionnaires_study": "what is asked, where and when: public",
    "questionnaires_questionnaire": "the questions: public to whoever answers",
    "questionnaires_formattachment": "files beside the questions: public to whoever answers",
    "questionnaires_collector": "devices and links are known by a token, without an account",
    "recruitment_scheme": "the rules of invitations, the same for everybody",
    "datasets_concept": "the library of concepts",
    "datasets_category": "the library of concepts",
    "datasets_conceptlink": "what questions measure",
    "conversations_code": "the codebook of a study: themes, no words of anybody",
    "conversations_guide": "what is asked in conversations",
    "collection_entitylist": "names of lists; their entries are secured",
    "collection_entitylist_shared_with": "which studies use a list; its entries are secured",
    "datasets_importmapping": "what columns of files mean; no cell of them",
    "datasets_webhook": "addresses of other systems",
    "datasets_delivery": "what they were told: that a response is complete, never what it says",
}


def test_every_table_is_decided() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND split_part(table_name, '_', 1) = ANY(%s)",
            [APPS],
        )
        found = {name for (name,) in cursor.fetchall()}
    history = {one._meta.db_table for one in _histories()}
    secured = {one._meta.db_table for one in SECURED}
    assert found == secured | set(OPEN) | history
    assert not secured & set(OPEN)


def _histories() -> list[type[models.Model]]:
    return [one for one in HistoryEvent.__subclasses__() if one._meta.app_label in APPS]


def test_secured_tables_are_secured_by_force_and_no_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class "
            "WHERE relkind = 'r' AND split_part(relname, '_', 1) = ANY(%s)",
            [APPS],
        )
        forced = {name for name, is_forced in cursor.fetchall() if is_forced}
    assert forced == {one._meta.db_table for one in SECURED}


def test_no_history_is_kept_of_a_table_whose_rows_are_secured() -> None:
    """A table of events has no rules for rows: it would give away what they close."""
    tracked = {one._meta.get_field("pgh_obj").related_model for one in _histories()}
    assert tracked & set(SECURED) == set()
    assert {one._meta.db_table for one in tracked} <= set(OPEN)


class Rows:
    """One British row of each secured table, and the actors who try what they can do to it."""

    def __init__(self) -> None:
        self.study = make_surveys.asked()
        _code, self.respondent = make_surveys.sent(self.study)
        _code, self.stranger = make_surveys.sent(self.study)
        self.officer = make.officer("GBR", Role.SURVEY_MANAGER)
        self.held: dict[type[models.Model], models.Model] = {}
        with make.as_(make.SYSTEM):
            self._answers()
            self._conversations()
            self._files()

    def _add(self, model: type[models.Model], **values: Any) -> Any:
        self.held[model] = model._default_manager.create(**values)
        return self.held[model]

    def _answers(self) -> None:
        found = make_surveys.response(self.respondent)
        self.held[Response] = found
        study, place, at = self.study, {"destination": "GBR"}, make.NOW
        collector = Collector.objects.create(
            study=study, kind="field", name="T", opens_on=make.TODAY
        )
        mail = {"email": "a@example.org", "study": study}
        self._add(FollowUp, given_on=make.TODAY, text_version="1", **mail, **place)
        self._add(
            Invitation, collector=collector, email="b@example.org", added_on=make.TODAY, **place
        )
        sent = {"instance_id": "uuid:1", "state": "review", "body": b"<a/>", "digest": "1"}
        came = self._add(
            Submission, study=study, collector=collector, received_at=at, **sent, **place
        )
        kept = {"name": "a.txt", "content_type": "text/plain", "content": b"a", "size": 1}
        self._add(SubmissionFile, submission=came, added_at=at, digest="1", **kept, **place)
        self._add(Attachment, response=found, added_at=at, digest="1", **kept, **place)
        given = {"number": 1, "digest": b"1", "issued_at": at, "expires_on": make.TODAY}
        self._add(Coupon, study=study, issuer=found, **given, **place)
        earned = {"kind": "answered", "amount": 5, "currency": "GBP", "at": at}
        self._add(RewardEntry, study=study, response=found, **earned, **place)
        self._add(Trace, response=found, machine="m", network="n", at=at, **place)
        self._add(QualityFlag, response=found, study=study, code="c", raised_at=at, **place)
        kept_of = {"through": at, "counted_at": at, "responses": 1, "drafts": 0}
        with acting(Actor.system("datasets.summaries")):
            self._add(Skips, response=found, changed_at=at)
            summary = self._add(Summary, study=study, **kept_of)
            self._add(Tally, summary=summary, question="works", answered=1)
        shared = EntityList.objects.create(study=study, name="clinics")
        self._add(Entity, list=shared, key="k", label="A clinic", changed_at=at, **place)

    def _conversations(self) -> None:
        talk = make_conversations.conversation(self.study, destination="GBR")
        words = make_conversations.transcript(talk)
        code = make_conversations.code(self.study)
        self.held |= {Conversation: talk, Transcript: words}
        sound = {"name": "a.wav", "content_type": "audio/wav", "content": b"a", "size": 1}
        days = {"added_at": make.NOW, "delete_on": make.TODAY}
        self._add(Recording, conversation=talk, **sound, **days)
        marked = {"coder": uuid4(), "start": 0, "end": 4, "marked_at": make.NOW}
        self._add(Passage, transcript=words, code=code, **marked)
        said = {"text": "We", "state": "cleared", "proposed_by": uuid4(), "proposed_at": make.NOW}
        self._add(Quote, study=self.study, transcript=words, **said)

    def _files(self) -> None:
        mine, at = self.officer.user_id, make.NOW
        file = {"name": "a.csv", "content": b"a,b", "uploaded_by": mine, "uploaded_at": at}
        self._add(ImportFile, study=self.study, destination="GBR", **file)
        asked = {"requested_by": mine, "requested_name": "O", "requested_at": at}
        wanted = {"format": "csv", "language": "en", "state": "ready", "rows": 1}
        self._add(ExportRequest, study=self.study, **asked, **wanted)


@pytest.fixture
def rows(db: None) -> Rows:
    return Rows()


def _rights(row: models.Model, actor: Actor | None) -> str:
    """Tries all four on a row, undoing each, and returns those that the database lets through."""
    tried: dict[str, Callable[[Any], int]] = {
        "s": lambda cursor: _run(cursor, f"SELECT 1 FROM {_table(row)} WHERE {_key(row)}"),
        "i": lambda cursor: _copy(cursor, row),
        "u": lambda cursor: _run(
            cursor, f"UPDATE {_table(row)} SET {_column(row)} = {_column(row)} WHERE {_key(row)}"
        ),
        "d": lambda cursor: _run(cursor, f"DELETE FROM {_table(row)} WHERE {_key(row)}"),
    }
    return "".join(name for name, attempt in tried.items() if _passes(attempt, actor))


def _passes(attempt: Callable[[Any], int], actor: Actor | None) -> bool:
    """Tells whether row security lets a statement through; what other rules say counts as yes."""
    with make.as_(actor) if actor else transaction.atomic():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                changed = attempt(cursor)
                transaction.set_rollback(True)
            return changed > 0
        except DatabaseError as fault:
            return not isinstance(fault.__cause__, InsufficientPrivilege)


def _run(cursor: Any, statement: str) -> int:
    cursor.execute(statement)
    return int(cursor.rowcount)


def _copy(cursor: Any, row: models.Model) -> int:
    """Inserts the row once more; where its keys forbid that, row security had let it through."""
    with make.as_(make.SYSTEM):
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {_table(row)} t WHERE {_key(row)}")
        (whole,) = cursor.fetchone()
    cursor.execute(
        f"INSERT INTO {_table(row)} "
        f"SELECT * FROM jsonb_populate_record(NULL::{_table(row)}, %s::jsonb)",
        [whole],
    )
    return int(cursor.rowcount)


def _table(row: models.Model) -> str:
    return f'"{row._meta.db_table}"'


def _column(row: models.Model) -> str:
    assert row._meta.pk is not None
    return f'"{row._meta.pk.column}"'


def _key(row: models.Model) -> str:
    return f"{_column(row)} = '{row.pk}'"


@pytest.mark.parametrize("model", SECURED, ids=lambda one: one.__name__)
def test_what_each_may_do(rows: Rows, model: type[models.Model]) -> None:
    row, others = rows.held[model], _OTHERS.get(model, NOTHING)
    by_officer, by_respondent = SECURED[model]
    guessed = Actor.answering(codes.digest("0000-0000-0000-0000"))
    assert {
        "without a context": _rights(row, None),
        "the public": _rights(row, Actor.public()),
        "a member": _rights(row, make.member(make.person("GBR"))),
        "an officer of another country": _rights(row, make.officer("ITA", Role.SURVEY_MANAGER)),
        "an officer who reads people, not answers": _rights(
            row, make.officer("GBR", Role.MISSION_OFFICER)
        ),
        "another respondent": _rights(row, rows.stranger),
        "a code of nobody": _rights(row, guessed),
        "the officer of the country": _rights(row, rows.officer),
        "the respondent": _rights(row, rows.respondent),
    } == {
        "without a context": others,
        "the public": others,
        "a member": others,
        "an officer of another country": others,
        "an officer who reads people, not answers": others,
        "another respondent": others,
        "a code of nobody": others,
        "the officer of the country": by_officer,
        "the respondent": by_respondent,
    }


def test_what_is_not_cleared_is_for_officers_of_its_country(rows: Rows) -> None:
    with make.as_(make.SYSTEM):
        Quote.objects.update(state=Quote.State.PROPOSED)
    row = rows.held[Quote]
    assert _rights(row, Actor.public()) == NOTHING
    assert _rights(row, make.officer("ITA", Role.SURVEY_MANAGER)) == NOTHING
    assert _rights(row, rows.officer) == ALL


@pytest.mark.parametrize("model", [ImportFile, ExportRequest], ids=lambda one: one.__name__)
def test_a_colleague_of_the_same_country_sees_no_file_of_another(
    rows: Rows, model: type[models.Model]
) -> None:
    assert _rights(rows.held[model], make.officer("GBR", Role.SURVEY_MANAGER)) == NOTHING
    assert _rights(rows.held[model], make.officer("", Role.SURVEY_MANAGER)) == ALL
