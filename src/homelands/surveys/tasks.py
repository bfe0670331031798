"""What surveys do by themselves: at once, by letter, and on its day."""

import smtplib
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from homelands.foundation import jobs
from homelands.foundation.actors import Actor
from homelands.surveys.actions import coupons, invitations, recordings, rewards, signals
from homelands.surveys.models import Invitation, Response
from homelands.surveys.queries import conversations
from homelands.surveys.queries import coupons as coupon_queries
from homelands.surveys.queries import invitations as invitation_queries
from homelands.surveys.queries import signals as signal_queries
from homelands.surveys.rules.invitations import may_be_reminded

# Letters of invitation

_LETTERS = Actor.system("surveys.invitations")


@jobs.task
def invite(invitation: str, reminder: bool = False) -> None:
    """Sends one letter to one address; a second time it does nothing."""
    now = datetime.now(UTC)
    held = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("collector__study")
        .get(pk=UUID(invitation))
    )
    due = may_be_reminded(held, now) if reminder else held.sent_at is None
    if not due or held.declined_on or held.used_on or not held.email:
        return
    try:
        _letter(held, reminder).send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError) as error:
        invitations.note_undelivered(held, because=str(error), by=_LETTERS)
    else:
        invitations.note_sent(held, at=now, by=_LETTERS)


def _letter(held: Invitation, reminder: bool) -> EmailMessage:
    word = invitation_queries.token(held)
    stop = settings.BASE_URL + reverse("surveys.invitations.decline", args=[word])
    context = {
        "service": settings.SERVICE_NAME,
        "study": held.collector.study,
        "reminder": reminder,
        "link": settings.BASE_URL + reverse("surveys.invitations.use", args=[word]),
        "stop": stop,
    }
    with translation.override(held.language or settings.LANGUAGE_CODE):
        text = render_to_string("surveys/invitations/letter.txt", context)
    subject, _, body = text.strip().partition("\n")
    headers = {"List-Unsubscribe": f"<{stop}>"}
    return EmailMessage(subject.strip(), body.strip(), to=[str(held.email)], headers=headers)


@jobs.every("50 2 * * *")
def forget_addresses(timestamp: int) -> None:
    """Erases the addresses of invited people a month after their door has closed."""
    on = datetime.fromtimestamp(timestamp, UTC).date()
    for invitation in invitation_queries.outlived(on):
        invitations.forget(invitation, by=_LETTERS)


# Recordings of conversations


@jobs.every("40 2 * * *")
def delete_recordings(timestamp: int) -> None:
    """Deletes recordings on their day, whether they were written down or not."""
    on = datetime.fromtimestamp(timestamp, UTC).date()
    for conversation in conversations.expired(on):
        recordings.expire(conversation, on=on, by=Actor.system("surveys.recordings"))


# Recruitment


def recruit(response: Response, at: datetime) -> None:
    """Gives invitations, writes down what was earned, and looks for doubts; as the system.

    Whoever completes may do none of this: a respondent writes no invitation, reward or doubt.
    """
    by = Actor.system("surveys.recruitment")
    if coupon_queries.scheme_of(response.study) is not None:
        coupons.issue(response, at=at, by=by)
        rewards.earn(response, at=at, by=by)
    signals.look(response, at=at, by=by)


@jobs.every("20 2 * * *")
def review_signals(timestamp: int) -> None:
    """Looks every night at all answers of the studies that run."""
    at, by = datetime.fromtimestamp(timestamp, UTC), Actor.system("surveys.signals")
    for study in signal_queries.running(at.date()):
        signals.review(study, at=at, by=by)


@jobs.every("30 2 * * *")
def forget_traces(timestamp: int) -> None:
    """Deletes what told one machine from another, a month after its study closed."""
    at = datetime.fromtimestamp(timestamp, UTC)
    signals.forget(at=at, by=Actor.system("surveys.signals"))
