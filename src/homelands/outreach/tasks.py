"""Letters about places at events, with answers, and to segments: addresses open only here."""

import smtplib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from homelands.foundation import jobs
from homelands.foundation.actors import Actor
from homelands.outreach import codes
from homelands.outreach.actions import deliveries, questions, sign_ups
from homelands.outreach.models import Delivery, Event, Letter, Question, SignUp
from homelands.outreach.queries import deliveries as delivery_queries
from homelands.outreach.queries import sign_ups as sign_up_queries

_BY = Actor.system("outreach.letters")

#: How long after an event the names and addresses of guests are kept.
GUEST_DAYS = 90


def _post(
    to: str, language: str, template: str, context: dict[str, object],
    headers: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Sends a letter in the reader's language; its first line is the subject."""
    with translation.override(language):
        text = render_to_string(template, {"service": settings.SERVICE_NAME, **context})
    subject, _, body = text.strip().partition("\n")
    message = EmailMessage(subject.strip(), body.strip(), to=[to], headers=dict(headers or {}))
    message.send()


def _address(name: str, *args: object) -> str:
    return settings.BASE_URL + reverse(name, args=args)


@jobs.task
def tell(sign_up: str, news: str, at: str = "") -> None:
    """Tells somebody about their place: they have it, wait for it, moved up, or it changed."""
    held = SignUp.objects.select_related("event", "person").filter(pk=UUID(sign_up)).first()
    if held is None or held.state == SignUp.State.WITHDRAWN or held.told == f"{news} {at}":
        return
    if news in SignUp.State.values and held.state != news:
        return  # more has happened since, and that letter says it
    to = str(held.person.email if held.person else held.email)
    language = held.person.language if held.person else held.language
    if to:
        context = {
            "sign_up": held,
            "event": held.event,
            "place": sign_up_queries.place(held),
            "event_url": _address("outreach.events.read", held.event_id),
            "place_url": _address("outreach.sign_ups.withdraw", codes.of(held.pk)),
        }
        _post(to, language, f"outreach/sign_ups/letters/{news}.txt", context)
    sign_ups.note_told(held, news=f"{news} {at}", by=_BY)


@jobs.task
def tell_all(event: str, news: str, at: str) -> None:
    """Tells everybody who comes or waits that an event changed or was cancelled."""
    for sign_up in sign_up_queries.active(Event.objects.get(pk=UUID(event))):
        jobs.later("outreach.tasks.tell", sign_up=str(sign_up.pk), news=news, at=at)


@jobs.task
def send_answer(question: str) -> None:
    """Sends the answer, or why there is none, to whoever asked and can be reached."""
    held = Question.objects.select_related("person").get(pk=UUID(question))
    to = str(held.person.email if held.person else held.email)
    if held.told_at is not None or not to:
        return
    language = held.person.language if held.person else held.language
    context = {"question": held, "ask_url": _address("outreach.questions.ask")}
    _post(to, language, "outreach/questions/answer.txt", context)
    questions.note_told(held, at=datetime.now(UTC), by=_BY)


@jobs.task
def deliver(letter: str) -> None:
    """Hands out a letter, one job for each person."""
    for delivery in delivery_queries.open_of(Letter.objects.get(pk=UUID(letter))):
        jobs.later("outreach.tasks.send", delivery=str(delivery.pk))


@jobs.task
def send(delivery: str) -> None:
    """Sends one letter to one person, if they still agree; a second time it does nothing."""
    held = delivery_queries.locked(UUID(delivery))
    if held is None or held.sent_at is not None or held.skipped_because:
        return
    obstacle = delivery_queries.obstacle(held)
    if not obstacle:
        obstacle = _send(held)
    if obstacle:
        deliveries.skip(held, because=obstacle, by=_BY)
    else:
        deliveries.note_sent(held, at=datetime.now(UTC), by=_BY)


def _send(delivery: Delivery) -> str:
    """Sends it and returns why it could not be; "" when it was."""
    token = signing.dumps(str(delivery.pk), salt=delivery_queries.TOKEN)
    stop_url = _address("outreach.deliveries.unsubscribe", token)
    headers = {
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    person = delivery.person
    context = {"person": person, "letter": delivery.letter, "stop_url": stop_url}
    try:
        _post(str(person.email), person.language, "outreach/segments/letter.txt", context, headers)
    except smtplib.SMTPRecipientsRefused:
        return Delivery.Skipped.REFUSED
    return ""


@jobs.every("17 3 * * *")
def shred_guests(timestamp: int) -> None:
    """Shreds the names and addresses of guests at events that ended long ago."""
    now = datetime.fromtimestamp(timestamp, UTC)
    sign_ups.shred(ended_before=now - timedelta(days=GUEST_DAYS), by=_BY)
