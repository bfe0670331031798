"""What a stranger, an officer of another country and the operator try, and do not get."""

import io
import smtplib
import zipfile
from datetime import timedelta
from typing import Any

import openpyxl
import psycopg
import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client

from homelands.forms.datafiles.incoming.opening import opened
from homelands.forms.odk.openrosa.batches import MOST_FILES, read_batch
from homelands.forms.odk.openrosa.faults import BadDocument
from homelands.forms.tables import BadTable
from homelands.foundation.actors import Actor, Reach
from homelands.foundation.errors import NotAllowed
from homelands.foundation.models import AuditEvent
from homelands.foundation.roles import Role
from homelands.surveys.collection.actions import follow_ups, invitations
from homelands.surveys.collection.actions.follow_ups import Contact
from homelands.surveys.collection.actions.invitations import Address
from homelands.surveys.collection.models import FollowUp, Invitation, Submission, SubmissionFile
from homelands.surveys.collection.queries import invitations as invitation_queries
from homelands.surveys.collection.tasks import invitations as invitation_tasks
from homelands.surveys.datasets.actions import exports
from homelands.surveys.datasets.actions.exports import Wish
from homelands.surveys.datasets.actions.imports import Upload
from homelands.surveys.datasets.actions.imports import upload as upload_file
from homelands.surveys.datasets.models import ImportFile
from homelands.surveys.datasets.tasks import imports as import_tasks
from homelands.surveys.questionnaires.actions import collectors
from homelands.surveys.questionnaires.models import Collector, Response
from homelands.surveys.questionnaires.queries import questionnaires
from tests import make, make_data, make_surveys
from tests.make_collection import answers, collector, device, held
from tests.surveys.collection.test_entities import FILLS, USES, registered
from tests.surveys.collection.test_openrosa import corrected, new_id, post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/openrosa/a%00b/formList",
        "/take-part/x/via/a%00b/",
        "/openrosa/x/lists/a%00.csv",
        "/openrosa/x/submission?deviceID=%00",
        "/invitation/%00/",
        "/answer/%00/",
        "/data/?find=%00",
    ],
)
def test_an_address_with_a_zero_byte_is_none(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_an_answer_with_a_zero_byte_is_refused_in_words() -> None:
    made = make_surveys.asked(opens_on=make.TODAY.replace(year=2020))
    code, by = make_surveys.started(made)
    page = make_surveys.response(by).page
    sent = {f"q{place}": "a\0b" for place in range(5)}
    assert Client().post(f"/answer/{code}/{page}/", sent).status_code == 200
    assert "\0" not in str(make_surveys.response(by).answers)


# The devices of a field team


def test_a_part_of_millions_of_pieces_is_refused_before_it_is_cut() -> None:
    kind = "multipart/form-data; boundary=b"
    with pytest.raises(BadDocument, match="more than 200 files"):
        read_batch(kind, b"\r\n--b" * (MOST_FILES + 11) + b"--")


@pytest.mark.parametrize("kind", ["image/\nsvg", "text/html\0", "a b/c", "ä/b", "x" * 200, ""])
def test_a_strange_type_of_content_is_any_content(kind: str) -> None:
    app = device(collector())
    name = new_id()
    assert post(app, answers(instance_id=name)).status == 201
    body = (
        b'--b\r\nContent-Disposition: form-data; name="xml_submission_file"\r\n\r\n'
        + answers(instance_id=name)
        + b'\r\n--b\r\nContent-Disposition: form-data; name="a"; filename="a.xyz"\r\n'
        + f"Content-Type: {kind}\r\n\r\n".encode()
        + b"\xff\xfe\xfd\r\n--b--"
    )
    head = {"Content-Type": "multipart/form-data; boundary=b"}
    assert app.ask("POST", f"{app.base}/submission", head, body).status in {201, 202, 409}
    with make.as_(make.SYSTEM):
        assert SubmissionFile.objects.get(name="a.xyz").content_type == "application/octet-stream"


@pytest.fixture
def team() -> Collector:
    made = collector(make_surveys.study(opens_on=make.TODAY.replace(year=2020)))
    _publish(made, "register.md", FILLS)
    return made


def _publish(team: Collector, name: str, sheet: bytes) -> None:
    from homelands.surveys.questionnaires.actions import questionnaires as publishing

    publishing.publish(team.study, source=sheet, filename=name, at=make.NOW, by=make.SYSTEM)


def _list(team: Collector) -> tuple[int, int]:
    app = device(team)
    sheet = app.ask("GET", f"{app.base}/lists/clinics.csv", {}, b"")
    gone = app.ask("GET", f"{app.base}/lists/clinics/integrity?id=a", {}, b"")
    return sheet.status, gone.status


def test_a_list_that_forms_only_fill_is_read_by_no_device(team: Collector) -> None:
    registered(team, "Where Ama works")
    assert _list(team) == (404, 404)
    _publish(team, "visit.md", USES)
    assert _list(team) == (200, 200)


def test_a_stopped_door_lends_no_list(team: Collector) -> None:
    _publish(team, "visit.md", USES)
    registered(team, "Where Ama works")
    collectors.stop(team, at=make.NOW, by=make.SYSTEM, why="A phone was lost")
    assert _list(team) == (404, 404)


def test_a_team_does_not_correct_what_the_team_of_another_country_sent() -> None:
    british = collector()
    italian = collector(british.study, destination="ITA")
    first, second = new_id(), new_id()
    assert post(device(italian), answers(instance_id=first)).status == 201
    post(device(british), corrected(second, first, "99"))
    (wrong,) = held(second)
    assert (wrong.state, wrong.reasons[0]["code"]) == (
        Submission.State.REVIEW,
        "unknown_original",
    )
    with make.as_(make.SYSTEM):
        assert Response.objects.get().answers["/data/about/age"] == "34"


# The operator, who reads the database


def _used(collector: Collector, *emails: str) -> list[Invitation]:
    listed = [Address(email, "en", place) for place, email in enumerate(emails)]
    invitations.add(collector, addresses=listed, on=make.TODAY, by=make.SYSTEM)
    with make.as_(make.SYSTEM):
        found = list(collector.invitations.select_related("collector__study").order_by("added_on"))
    for one in found:
        invitations.use(one, on=make.TODAY, by=Actor.public())
    return found


def _written_by(table: str) -> int:
    """How many transactions can be told apart by what the database notes with each row."""
    with make.as_(make.SYSTEM), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table}")
        return int(cursor.fetchone()[0])


def _in_order(table: str) -> list[str]:
    with make.as_(make.SYSTEM), connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} ORDER BY ctid")
        return [str(key) for (key,) in cursor.fetchall()]


def test_what_the_database_notes_does_not_lead_from_an_address_to_answers() -> None:
    personal = collector(kind="personal", destination="ITA")
    _used(personal, *[f"a{place}@example.org" for place in range(12)])
    for place in range(12):
        contact = Contact(f"b{place}@example.org", "en", key=Invitation().pk)
        follow_ups.give(personal.study, contact=contact, on=make.TODAY, by=Actor.public())
    assert _written_by("collection_invitation") == 12
    assert _written_by("collection_followup") == 12
    tables = ("collection_invitation", "collection_followup")
    as_used = {table: _in_order(table) for table in tables}
    night = make.NOW.replace(hour=2) + timedelta(days=1)
    with make.as_(make.SYSTEM):
        invitation_tasks.mix_addresses(timestamp=int(night.timestamp()))
    for table in tables:
        assert _written_by(table) == 1
        assert _in_order(table) != as_used[table]
        assert sorted(_in_order(table)) == sorted(as_used[table])
    with make.as_(make.SYSTEM):
        assert {one.used_on for one in Invitation.objects.all()} == {make.TODAY}
        assert {one.given_on for one in FollowUp.objects.all()} == {make.TODAY}


def test_a_mail_server_that_repeats_the_address_leaves_none_in_clear(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    personal = collector(kind="personal", destination="ITA")
    listed = [Address("ama@example.org", "en")]
    invitations.add(personal, addresses=listed, on=make.TODAY, by=make.SYSTEM)

    def refuse(message: EmailMessage, **_: Any) -> int:
        said = b"5.1.1 <ama@example.org>: no such user here"
        raise smtplib.SMTPRecipientsRefused({"ama@example.org": (550, said)})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with make.as_(make.SYSTEM):
        one = Invitation.objects.get()
        invitation_tasks.invite(invitation=str(one.pk))
        one.refresh_from_db()
    assert one.undelivered == "550 5.1.1 <…>: no such user here"
    assert mail.outbox == []


def test_the_reporting_role_reads_nothing_that_opens_a_door() -> None:
    report = settings.HOMELANDS_OWNER_URL.replace("_owner", "_report")
    closed = (
        "questionnaires_collector",
        "datasets_webhook",
        "datasets_webhookevent",
        "datasets_delivery",
    )
    with psycopg.connect(report, autocommit=True) as connected:
        for table in closed:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connected.execute(f"SELECT * FROM {table}")


def test_an_invitation_is_not_used_up_by_answers_that_could_not_begin() -> None:
    study = make_surveys.asked(opens_on=make.TODAY.replace(year=2020))
    # The study is not held in the country of this collector any more.
    abroad = Collector.objects.create(
        study=study, kind="personal", name="N", destination="FRA", opens_on=study.opens_on
    )
    listed = [Address("ama@example.org", "en")]
    invitations.add(abroad, addresses=listed, on=make.TODAY, by=make.SYSTEM)
    with make.as_(make.SYSTEM):
        one = Invitation.objects.get()
    sent = {"language": "en", "website": ""}
    page = Client().post(f"/invitation/{invitation_queries.token(one)}/", sent)
    assert page.status_code == 200
    with make.as_(make.SYSTEM):
        one.refresh_from_db()
        assert (Response.objects.exists(), one.used_on) == (False, None)


# Officers


def test_a_file_is_not_downloaded_once_the_grant_has_ended() -> None:
    study = make_data.twice()
    first = questionnaires.of(study).last()
    assert first is not None
    path = next(iter(questionnaires.form_of(first).questions))
    make_data.answered(study, {path: "1"})
    user = make.user(Role.SURVEY_MANAGER)
    wish = Wish("csv", "en", anonymous=False)
    asked = exports.request(study, wish=wish, at=make.NOW, by=make.actor(user), why="To call back")
    with make.as_(make.SYSTEM):
        exports.make(asked, at=make.NOW, by=make.SYSTEM)
    assert exports.download(asked, at=make.NOW, by=make.actor(user)).downloads == 1
    by = Actor(kind="user", user_id=user.pk, name=user.name, reaches=_other_reach())
    with pytest.raises(NotAllowed):
        exports.download(asked, at=make.NOW, by=by)


def test_answers_that_a_program_takes_are_on_record() -> None:
    study = make_data.twice()
    user = make.user(Role.ME_OFFICER, country="GBR")
    client = Client()
    client.force_login(user)
    assert client.get(f"/api/surveys/studies/{study.slug}/responses/").status_code == 200
    with make.as_(make.SYSTEM):
        held = AuditEvent.objects.get(code="datasets.exports.serve")
    assert (held.actor_id, held.subject_id) == (user.pk, str(study.pk))


def _other_reach() -> tuple[Reach, ...]:
    return (Reach(Role.FINANCE_MAKER),)


# Files of answers


def _sparse_workbook() -> bytes:
    """40 000 rows that each have one cell, in the last column that there can be."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["age"])
    _keep = type(book).save  # no row of the database
    _keep(book, out)
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 40_000))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{rows}</sheetData></worksheet>'
    )
    hostile = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(hostile, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return hostile.getvalue()


def test_a_small_workbook_that_fills_the_memory_is_read_under_a_cap() -> None:
    content = _sparse_workbook()
    assert len(content) < 2**20
    with pytest.raises(BadTable, match="broken"):
        opened(content)


@pytest.mark.parametrize("name", ["a.sav", "a.dta"])
def test_a_broken_statistical_file_ends_its_reader_only(name: str) -> None:
    for content in (b"$FL2" + b"\xff" * 5000, b"<stata_dta>" + b"\0" * 5000, b"\x76\x02" * 99):
        with pytest.raises(BadTable):
            opened(content)


def test_a_file_that_nobody_took_in_goes_by_itself() -> None:
    study = make_surveys.asked()
    manager = make.officer(role=Role.SURVEY_MANAGER)
    file = Upload("a.csv", b"age,works\n34,no\n", "ITA")
    upload_file(study, file=file, at=make.NOW, by=manager)
    for days, left in ((6, 1), (8, 0)):
        night = make.NOW + timedelta(days=days)
        with make.as_(make.SYSTEM):
            import_tasks.forget_files(timestamp=int(night.timestamp()))
            assert ImportFile.objects.count() == left
