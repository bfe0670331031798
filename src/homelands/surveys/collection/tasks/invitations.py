"""Letters of invitation go out one by one; addresses go a month after their door has closed."""

import re
import smtplib
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from homelands.foundation import jobs
from homelands.foundation.actors import Actor
from homelands.surveys.collection.actions import follow_ups, invitations
from homelands.surveys.collection.models import Invitation
from homelands.surveys.collection.queries import invitations as invitation_queries
from homelands.surveys.collection.rules.invitations import may_be_reminded

#: Anything that may be an address.
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\[\]\"',;:]+")

_LETTERS = Actor.system("collection.invitations")


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
        invitations.note_undelivered(held, because=_said(error), by=_LETTERS)
    else:
        invitations.note_sent(held, at=now, by=_LETTERS)


def _said(error: Exception) -> str:
    """Says what the mail server answered, without the address that it repeats: it is encrypted."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = list(error.recipients.values())
        error = smtplib.SMTPException(*[_text(part) for part in answers[0]] if answers else ())
    return _ADDRESS.sub("…", " ".join(str(part) for part in error.args))


def _text(part: object) -> str:
    return part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part)


def _letter(held: Invitation, reminder: bool) -> EmailMessage:
    word = invitation_queries.token(held)
    stop = settings.BASE_URL + reverse("collection.invitations.decline", args=[word])
    context = {
        "service": settings.SERVICE_NAME,
        "study": held.collector.study,
        "reminder": reminder,
        "link": settings.BASE_URL + reverse("collection.invitations.use", args=[word]),
        "stop": stop,
    }
    with translation.override(held.language or settings.LANGUAGE_CODE):
        text = render_to_string("collection/invitations/letter.txt", context)
    subject, _, body = text.strip().partition("\n")
    headers = {"List-Unsubscribe": f"<{stop}>"}
    return EmailMessage(subject.strip(), body.strip(), to=[str(held.email)], headers=headers)


@jobs.every("50 2 * * *")
def forget_addresses(timestamp: int) -> None:
    """Erases the addresses of invited people a month after their door has closed."""
    on = datetime.fromtimestamp(timestamp, UTC).date()
    for invitation in invitation_queries.outlived(on):
        invitations.forget(invitation, by=_LETTERS)


@jobs.every("55 2 * * *")
def mix_addresses(timestamp: int) -> None:
    """Takes away what would tell the moment at which an address was used or given."""
    since = datetime.fromtimestamp(timestamp, UTC).date() - timedelta(days=1)
    invitations.mix(since=since, by=_LETTERS)
    follow_ups.mix(since=since, by=_LETTERS)
