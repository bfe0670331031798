"""Letters go to those who agree, at the moment of sending; once each; and stop at one click."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.test import Client

from homelands.foundation.errors import NotAllowed
from homelands.foundation.mail import NotNow
from homelands.foundation.roles import Role
from homelands.outreach.campaigns import tasks
from homelands.outreach.campaigns.actions import deliveries, segments
from homelands.outreach.campaigns.models import Delivery, Letter
from homelands.outreach.campaigns.queries import segments as segment_queries
from homelands.outreach.campaigns.rules import UnknownFilter
from homelands.people.register.actions import consents, persons
from homelands.people.register.hooks import MERGED
from homelands.people.register.queries import consents as consent_queries
from tests import make
from tests import make_outreach as made

pytestmark = pytest.mark.django_db


def sent(letter: Letter) -> None:
    """Does what the worker does: hands out the letter, then each delivery."""
    tasks.deliver(letter=str(letter.pk))
    with make.as_(make.SYSTEM):
        keys = list(Delivery.objects.filter(letter=letter).values_list("pk", flat=True))
    for key in keys:
        tasks.send(delivery=str(key))


def counts(letter: Letter) -> tuple[int, int, int]:
    letter.refresh_from_db()
    return letter.people, letter.sent, letter.skipped


def outcomes(letter: Letter) -> list[str]:
    with make.as_(make.SYSTEM):
        rows = Delivery.objects.filter(letter=letter)
        return sorted(row.skipped_because or ("sent" if row.sent_at else "open") for row in rows)


def no(person) -> None:
    by = make.member(person)
    at = make.NOW + timedelta(minutes=1)
    consents.decide(person, purpose="contact", given=False, at=at, by=by)


def test_a_segment_counts_those_who_agree_where_the_officer_reaches() -> None:
    for country in ("GBR", "GBR", "FRA"):
        made.willing(country)
    make.person("GBR")
    made.willing("GBR", occupation="2310")
    filters = {"occupation": "22"}
    for officer, expected in (
        (make.officer("", Role.MINISTRY_OFFICER), [("GBR", 2), ("FRA", 1)]),
        (make.officer("FRA"), [("FRA", 1)]),
        (make.officer("DEU"), []),
    ):
        with make.as_(officer):
            assert segment_queries.by_country(filters, officer) == expected


@pytest.mark.parametrize(
    "filters",
    [
        {"destination": "XXX"},
        {"occupation": "99999"},
        {"modality": "x"},
        {"language": "1"},
        {"religion": "x"},
    ],
)
def test_a_filter_that_is_none_is_refused_by_name(filters: dict[str, str]) -> None:
    with pytest.raises(UnknownFilter) as refusal:
        made.segment(**filters)
    assert refusal.value.field == next(iter(filters))


def test_a_letter_goes_once_to_each_with_the_link_to_stop() -> None:
    made.willing(name="Ama & Co", email="ama@example.org")
    letter = made.letter(made.segment(occupation="2221"))
    sent(letter)
    sent(letter)
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["ama@example.org"], "Nurses wanted")
    assert "Dear Ama & Co," in message.body
    assert "Come & help." in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["List-Unsubscribe"].strip("<>") in message.body
    assert (counts(letter), outcomes(letter)) == ((1, 1, 0), ["sent"])


def test_handing_out_queues_one_job_for_each_person_still_open() -> None:
    made.willing()
    made.willing()
    letter = made.letter(made.segment())
    tasks.deliver(letter=str(letter.pk))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'campaigns.tasks.send'"
        )
        assert cursor.fetchone()[0] == 2


def test_the_same_form_sent_twice_is_one_letter() -> None:
    made.willing()
    segment, officer = made.segment(), make.officer("", Role.MINISTRY_OFFICER)
    draft = made.draft()
    first, second = (
        segments.write(segment, draft=draft, at=make.NOW, by=officer) for _ in range(2)
    )
    assert first.pk == second.pk
    assert outcomes(first) == ["open"]


def test_a_withdrawn_consent_stops_a_queued_letter_at_once() -> None:
    person = made.willing()
    letter = made.letter(made.segment())
    no(person)
    assert outcomes(letter) == ["withdrawn"]
    sent(letter)
    assert (mail.outbox, counts(letter)) == ([], (1, 0, 1))


def test_consent_is_asked_again_at_the_moment_of_sending(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if the news of the withdrawal were lost."""
    from homelands.people.register.hooks import WITHDRAWN

    monkeypatch.setattr(WITHDRAWN, "_listeners", [])
    person = made.willing()
    letter = made.letter(made.segment())
    no(person)
    assert outcomes(letter) == ["open"]
    sent(letter)
    assert (mail.outbox, outcomes(letter)) == ([], ["withdrawn"])


def test_whoever_is_erased_gets_no_letter_and_leaves_no_delivery() -> None:
    person, _other = made.willing(), made.willing()
    letter = made.letter(made.segment())
    persons.erase(person, at=make.NOW, by=make.member(person))
    sent(letter)
    assert (len(mail.outbox), counts(letter), outcomes(letter)) == (1, (2, 1, 1), ["sent"])


def test_an_address_that_the_server_refuses_stops_nobody_else(monkeypatch) -> None:
    made.willing(email="gone@example.org")
    made.willing()
    letter = made.letter(made.segment())
    send = mail.EmailMessage.send

    def refuse(self):
        if self.to == ["gone@example.org"]:
            raise smtplib.SMTPRecipientsRefused({})
        return send(self)

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    sent(letter)
    assert outcomes(letter) == ["refused", "sent"]


def test_an_address_that_is_refused_for_now_is_not_given_up(monkeypatch) -> None:
    made.willing(email="ama@example.org")
    letter = made.letter(made.segment())
    send = mail.EmailMessage.send

    def refuse(self):
        raise smtplib.SMTPRecipientsRefused({"ama@example.org": (450, b"greylisted")})

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    with pytest.raises(NotNow):
        sent(letter)
    assert outcomes(letter) == ["open"]
    monkeypatch.setattr(mail.EmailMessage, "send", send)
    sent(letter)
    assert outcomes(letter) == ["sent"]


def test_where_nothing_can_be_noted_nothing_is_sent(monkeypatch) -> None:
    made.willing()
    letter = made.letter(made.segment())

    def full(*_args, **_fields):
        raise OperationalError("No space left on device")

    monkeypatch.setattr(deliveries, "note_sent", full)
    with pytest.raises(OperationalError):
        sent(letter)
    assert mail.outbox == []


def test_merging_two_people_sends_them_one_letter() -> None:
    loser, winner = made.willing(), made.willing()
    letter = made.letter(made.segment())
    with make.as_(make.SYSTEM):
        MERGED.tell(loser.pk, winner.pk)
    assert (outcomes(letter), counts(letter)) == (["open"], (2, 0, 1))


def test_nobody_writes_beyond_their_grant() -> None:
    made.willing("GBR")
    segment = made.segment()
    with pytest.raises(segments.NobodyToWriteTo):
        made.letter(segment, by=make.officer("FRA"))
    for other in (make.officer("", Role.PROGRAMME_MANAGER), make.member(make.person())):
        with pytest.raises(NotAllowed):
            made.letter(segment, by=other)


def test_deliveries_are_seen_by_whom_the_person_is_seen() -> None:
    person = made.willing("GBR")
    made.letter(made.segment())
    for actor, n in (
        (make.officer("GBR"), 1),
        (make.member(person), 1),
        (make.officer("FRA"), 0),
        (make.member(make.person()), 0),
    ):
        with make.as_(actor):
            assert Delivery.objects.count() == n


@pytest.fixture
def stop_url() -> str:
    made.willing()
    sent(made.letter(made.segment()))
    header = mail.outbox[0].extra_headers["List-Unsubscribe"]
    return header.strip("<>").split("/", 3)[3].join(["/", ""])


def agrees() -> bool:
    with make.as_(make.SYSTEM):
        return consent_queries.has_agreed(Delivery.objects.get().person_id, "contact")


def test_looking_at_the_link_stops_nothing_and_one_click_does(stop_url: str) -> None:
    client = Client()
    assert "Stop these letters?" in client.get(stop_url).content.decode()
    assert agrees()
    assert "You get no more letters" in client.post(stop_url).content.decode()
    assert not agrees()


def test_a_mail_program_stops_them_by_itself(stop_url: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(stop_url, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, agrees()) == (200, False)


def test_a_link_that_was_tampered_with_is_refused(stop_url: str) -> None:
    assert Client().post(f"{stop_url[:-2]}x/").status_code == 409
    assert agrees()
