"""Letters of invitation go out one by one; addresses go a month after their collector closed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction

from homelands.foundation import jobs, mail
from homelands.foundation.actions import retention
from homelands.foundation.actors import Actor
from homelands.foundation.retention import kind
from homelands.surveys.collection.actions import follow_ups, invitations
from homelands.surveys.collection.models import Invitation
from homelands.surveys.collection.queries import invitations as invitation_queries
from homelands.surveys.collection.rules.invitations import may_be_reminded

_LETTERS = Actor.system("collection.invitations")


@jobs.task_for_many
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
        with transaction.atomic():
            invitations.note_sent(held, at=now, by=_LETTERS)
            _send(held, reminder)
    except mail.Undeliverable as refused:
        held.refresh_from_db()
        invitations.note_undelivered(held, because=str(refused), by=_LETTERS)


def _send(invitation: Invitation, reminder: bool) -> None:
    word = invitation_queries.token(invitation)
    stop = mail.address("collection.invitations.decline", word)
    context = {
        "study": invitation.collector.study,
        "reminder": reminder,
        "link": mail.address("collection.invitations.use", word),
        "stop": stop,
    }
    headers = {"List-Unsubscribe": f"<{stop}>"}
    kind = "reminder" if reminder else "invitation"
    to = mail.Receiver(str(invitation.email), invitation.language, f"{kind} {invitation.pk}")
    mail.send(to, "collection/invitations/letter.txt", context, headers)


@jobs.every("50 2 * * *")
def forget_addresses(timestamp: int) -> None:
    """Erases the addresses of invited people a month after their collector has closed."""
    at = datetime.fromtimestamp(timestamp, UTC)
    over = list(invitation_queries.outlived(at.date()))
    for invitation in over:
        invitations.forget(invitation, by=_LETTERS)
    retention.note(kind("collection.invitations"), removed=len(over), at=at, by=_LETTERS)


@jobs.every("55 2 * * *")
def mix_addresses(timestamp: int) -> None:
    """Takes away what would tell the moment at which an address was used or given."""
    since = datetime.fromtimestamp(timestamp, UTC).date() - timedelta(days=1)
    invitations.mix(since=since, by=_LETTERS)
    follow_ups.mix(since=since, by=_LETTERS)
