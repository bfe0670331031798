"""Reads of personal invitations: counts for officers, one for who holds its link."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.collection.models import Invitation
from homelands.surveys.questionnaires.models import Collector

_SALT = "collection.invitations"
_KEEPER = Actor.system(_SALT)

#: Addresses are erased so long after their collector has closed.
KEPT_FOR = timedelta(days=30)


def token(invitation: Invitation) -> str:
    """Returns the word in the address of a personal link."""
    return signing.dumps(str(invitation.pk), salt=_SALT)


def of_token(word: str) -> Invitation | None:
    """Returns the invitation of a link; None for one that is not ours."""
    try:
        key = UUID(signing.loads(word, salt=_SALT))
    except (signing.BadSignature, ValueError):
        return None
    with acting(_KEEPER):
        invitations = Invitation.objects.select_related("collector__study")
        return invitations.filter(pk=key).first()


def unsent(collector: Collector) -> QuerySet[Invitation]:
    """Returns those on the list who have no letter yet."""
    return collector.invitations.filter(
        sent_at=None, declined_on=None, used_on=None, undelivered=""
    ).order_by("added_on", "pk")


@dataclass(frozen=True)
class Counts:
    """How far the invitations of a collector have come; who has begun is counted, never named."""

    invited: int
    sent: int
    begun: int
    declined: int
    undelivered: int


def counts(collector: Collector) -> Counts:
    """Counts the invitations of a collector that the actor may see."""
    invitations = collector.invitations.all()
    return Counts(
        invited=invitations.count(),
        sent=invitations.exclude(sent_at=None).count(),
        begun=invitations.exclude(used_on=None).count(),
        declined=invitations.exclude(declined_on=None).count(),
        undelivered=invitations.exclude(undelivered="").count(),
    )


def undelivered(collector: Collector) -> QuerySet[Invitation]:
    """Returns the addresses at which letters do not arrive, so that they can be corrected."""
    return collector.invitations.exclude(undelivered="").order_by("added_on", "pk")


def outlived(on: date) -> QuerySet[Invitation]:
    """Returns invitations that keep an address or a mark a month after they closed."""
    then = on - KEPT_FOR
    over = (
        Q(collector__closes_on__lte=then)
        | Q(collector__stopped_at__date__lte=then)
        | Q(collector__study__closes_on__lte=then)
    )
    return Invitation.objects.filter(over).exclude(email=b"", mark="")
