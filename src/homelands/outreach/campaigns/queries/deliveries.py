"""Which letters are still to be sent, and whether one still may be."""

from uuid import UUID

from django.core import signing
from django.db.models import QuerySet

from homelands.outreach.campaigns.models import Delivery, Letter
from homelands.outreach.campaigns.queries.segments import PURPOSE
from homelands.people.register.queries import consents

#: The salt of the signed token in the link that stops letters.
TOKEN = "campaigns.deliveries"  # noqa: S105 (a salt is no secret)

_SKIPPED = Delivery.Skipped


def open_of(letter: Letter) -> QuerySet[Delivery]:
    """Returns what is still to be sent of a letter."""
    return Delivery.objects.filter(letter=letter, sent_at=None, skipped_because="")


def locked(pk: UUID) -> Delivery | None:
    """Returns a delivery that nobody else can take until the transaction ends; None if it went."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("letter", "person")
    return rows.filter(pk=pk).first()


def obstacle(delivery: Delivery) -> str:
    """Says why a letter may not be sent now; asked at the moment of sending. "" when it may."""
    if delivery.person.erased_at is not None:
        return _SKIPPED.ERASED
    if not consents.has_agreed(delivery.person_id, PURPOSE):
        return _SKIPPED.WITHDRAWN
    return "" if delivery.person.email else _SKIPPED.NO_ADDRESS


def by_token(token: str) -> Delivery | None:
    """Finds the delivery whose letter has this token; None when it is not ours or was erased."""
    try:
        key = signing.loads(token, salt=TOKEN)
    except signing.BadSignature:
        return None
    return Delivery.objects.select_related("person").filter(pk=key).first()
