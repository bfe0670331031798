"""Personal invitations: sent once, used once, reminded twice at most, and erased."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.models import AuditEvent
from homelands.foundation.roles import Role
from homelands.surveys.collection.actions import invitations
from homelands.surveys.collection.actions.invitations import Address, BadAddresses
from homelands.surveys.collection.models import Invitation
from homelands.surveys.collection.pages.forms.invitations import AddressesForm
from homelands.surveys.collection.queries import invitations as queries
from homelands.surveys.collection.rules.invitations import Declined, NobodyToRemind, UsedUp
from homelands.surveys.collection.tasks import invitations as tasks
from homelands.surveys.questionnaires.models import Collector, Response
from tests import make, make_surveys

pytestmark = pytest.mark.django_db

START = {"language": "en", "destination": "ITA", "website": ""}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The studies of these tests are open whenever they run."""
    monkeypatch.setattr(make, "TODAY", make.TODAY.replace(year=2020))


@pytest.fixture
def collector() -> Collector:
    return Collector.objects.create(
        study=make_surveys.asked(),
        kind=Collector.Kind.PERSONAL,
        name="Members of the nurses’ association",
        destination="ITA",
        opens_on=make.TODAY,
    )


def invited(collector: Collector, *emails: str) -> list[Invitation]:
    listed = [Address(email, "en", n) for n, email in enumerate(emails, 1)]
    invitations.add(collector, addresses=listed, on=make.TODAY, by=make.SYSTEM)
    with acting(make.SYSTEM):
        return list(collector.invitations.select_related("collector__study").order_by("pk"))


def fresh(one: Invitation) -> Invitation:
    with acting(make.SYSTEM):
        return Invitation.objects.select_related("collector__study").get(pk=one.pk)


def send(one: Invitation, **more: Any) -> None:
    with acting(make.SYSTEM):
        tasks.invite(invitation=str(one.pk), **more)


def test_the_walk_of_an_officer_and_of_an_invited_nurse(collector: Collector) -> None:
    desk = Client()
    desk.force_login(make.user(Role.SURVEY_MANAGER, country="ITA"))
    base = f"/desk/collectors/{collector.pk}/invitations/"
    page = desk.post(f"{base}add/", {"language": "en", "addresses": "ama@example.org\nnobody"})
    assert "2: nobody" in page.content.decode()
    assert "ama@example.org\nnobody" in page.content.decode()
    listed = "e-mail,language\nama@example.org,fr\nAMA@example.org\nkofi@example.org"
    page = desk.post(f"{base}add/", {"language": "en", "addresses": listed}, follow=True)
    assert "No letter has been sent yet." in page.content.decode()
    with acting(make.SYSTEM):
        assert {(str(i.email), i.language) for i in collector.invitations.all()} == {
            ("ama@example.org", "fr"),
            ("kofi@example.org", "en"),
        }
    desk.post(f"{base}send/")

    with acting(make.SYSTEM):
        kofi = next(i for i in collector.invitations.all() if i.language == "en")
    send(kofi)
    letter = mail.outbox[-1]
    assert letter.to == ["kofi@example.org"]
    link = re.search(r"http://[^/]+(/invitation/\S+/)\n", letter.body).group(1)
    nurse = Client()
    assert "Start" in nurse.get(link).content.decode()
    nurse.post(link, {**START, "language": ""})
    assert fresh(kofi).used_on is None
    page = nurse.post(link, START, follow=True)
    assert "Keep this code" in page.content.decode()
    with acting(make.SYSTEM):
        assert Response.objects.get(study=collector.study).collector == collector
    assert fresh(kofi).used_on is not None
    assert "used already" in Client().get(link).content.decode()
    assert "1" in desk.get(base).content.decode()


def test_nothing_leads_from_the_address_to_the_answers(collector: Collector) -> None:
    (one,) = invited(collector, "ama@example.org")
    Client().post(f"/invitation/{queries.token(one)}/", START)
    with acting(make.SYSTEM):
        response = Response.objects.get(study=collector.study)
        named = {event.subject_id for event in AuditEvent.objects.all()}
        used = AuditEvent.objects.get(code="collection.invitations.use")
    assert str(one.pk) not in named
    assert used.subject_id == str(collector.study_id)
    assert str(one.pk) not in str(vars(response))


def test_a_link_opens_once_and_a_no_erases(collector: Collector) -> None:
    one, other = invited(collector, "ama@example.org", "kofi@example.org")
    invitations.use(one, on=make.TODAY, by=Actor.public())
    with pytest.raises(UsedUp):
        invitations.use(one, on=make.TODAY, by=Actor.public())
    page = Client().post(f"/invitation/{queries.token(other)}/no/")
    assert "Your address is erased" in page.content.decode()
    assert fresh(other).email == ""
    with pytest.raises(Declined):
        invitations.use(fresh(other), on=make.TODAY, by=Actor.public())
    send(fresh(other))
    assert mail.outbox == []
    assert Client().get("/invitation/forged/").status_code == 404


def test_a_letter_goes_out_once_and_reminders_twice(collector: Collector) -> None:
    (one,) = invited(collector, "ama@example.org")
    send(one)
    send(one)
    assert len(mail.outbox) == 1
    now = datetime.now(UTC)
    with pytest.raises(NobodyToRemind):
        invitations.remind(collector, at=now, by=make.SYSTEM)
    for _round in range(3):
        with acting(make.SYSTEM):
            Invitation.objects.update(
                sent_at=now - timedelta(days=20), reminded_at=now - timedelta(days=6)
            )
        send(one, reminder=True)
        send(one, reminder=True)
    assert len(mail.outbox) == 3
    assert mail.outbox[-1].subject.startswith("A reminder")
    assert fresh(one).reminded == 2


@pytest.mark.parametrize("kind", ["text", "semicolons", "windows", "workbook"])
def test_addresses_come_from_a_file_too(kind: str) -> None:
    lines = [["e-mail", "language", "name"], ["ama@example.org", "fr", "Amé"], ["kofi@example.org"]]
    text = "\n".join(",".join(line) for line in lines)
    book = Workbook()
    for line in lines:
        book.active.append(line)
    target = BytesIO()
    type(book).save(book, target)  # no row of the database
    content = {
        "text": text.encode("utf-8-sig"),
        "semicolons": text.replace(",", ";").encode(),
        "windows": text.encode("cp1252"),
        "workbook": target.getvalue(),
    }[kind]
    form = AddressesForm({"language": "en"}, {"file": SimpleUploadedFile("list", content)})
    assert form.is_valid(), form.errors
    assert form.given() == [
        Address("ama@example.org", "fr", 2),
        Address("kofi@example.org", "en", 3),
    ]


def test_a_file_of_addresses_that_is_no_table_is_refused() -> None:
    form = AddressesForm({"language": "en"}, {"file": SimpleUploadedFile("list", b"%PDF-1.7")})
    assert form.errors["file"] == [
        "The file is no table: it looks like PDF. Save the table as CSV in UTF-8 or as .xlsx."
    ]


def test_addresses_are_all_taken_or_none(collector: Collector) -> None:
    with pytest.raises(BadAddresses, match="2: no"):
        invited(collector, "ama@example.org", "no")
    with acting(make.SYSTEM):
        assert not collector.invitations.exists()


def test_addresses_go_a_month_after_the_door_has_closed(collector: Collector) -> None:
    (one,) = invited(collector, "ama@example.org")
    collector.closes_on = make.TODAY
    collector.save()
    for days, held in ((29, "ama@example.org"), (30, "")):
        at = make.NOW.replace(year=2020) + timedelta(days=days)
        tasks.forget_addresses(timestamp=int(at.timestamp()))
        assert fresh(one).email == held


def test_officers_of_other_countries_invite_nobody(collector: Collector) -> None:
    desk = Client()
    desk.force_login(make.user(Role.SURVEY_MANAGER, country="GBR"))
    page = desk.get(f"/desk/collectors/{collector.pk}/invitations/")
    assert page.status_code == 403
    invited(collector, "ama@example.org")
    with acting(make.officer("GBR", Role.SURVEY_MANAGER)):
        assert not Invitation.objects.exists()
