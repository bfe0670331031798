"""Who comes, who waits, and at which place."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from homelands.foundation.actors import Actor
from homelands.foundation.encryption import blind
from homelands.outreach.events.models import Event, SignUp
from homelands.people.register.queries import seeing

_STATE = SignUp.State

#: How long after an event the names and addresses of guests are kept.
GUESTS_KEPT = timedelta(days=90)


def signed(event: Event) -> int:
    """Counts the places that are taken; right only when asked as the system."""
    return SignUp.objects.filter(event=event, state=_STATE.SIGNED).count()


def waiting(event: Event) -> QuerySet[SignUp]:
    """Returns the waiting list, first come first."""
    return SignUp.objects.filter(event=event, state=_STATE.WAITING).order_by("signed_up_at", "pk")


def place(sign_up: SignUp) -> int:
    """Returns the place on the waiting list, from 1; right only when asked as the system."""
    at = sign_up.signed_up_at
    before = Q(signed_up_at__lt=at) | Q(signed_up_at=at, pk__lt=sign_up.pk)
    return waiting(sign_up.event).filter(before).count() + 1


def active(event: Event) -> QuerySet[SignUp]:
    """Returns who comes and who waits, with what the members among them agree to."""
    rows = SignUp.objects.filter(event=event).exclude(state=_STATE.WITHDRAWN)
    ordered = rows.select_related("person").order_by("state", "signed_up_at", "pk")
    return seeing.with_consents(ordered, "person_id")


def shown(rows: Iterable[SignUp], by: Actor) -> Iterator[SignUp]:
    """Gives each sign-up its member as the officer may see them, in `seen`.

    Signing up opens no more of a member than the register does. There is none to see of a guest,
    nor of a member beyond the officer's grant.
    """
    for row in rows:
        row.seen = seeing.seen(row, by=by) if row.person else None  # type: ignore[attr-defined]
        yield row


def of_member(event: Event, person: UUID | None) -> SignUp | None:
    """Returns a member's sign-up to an event, if it holds."""
    if person is None:
        return None
    return active(event).filter(person_id=person).first()


def of_guest(event: Event, email: str) -> QuerySet[SignUp]:
    """Returns the sign-up to an event that holds for an address."""
    return active(event).filter(email_index=blind(email))


def by_digest(digest: str) -> SignUp | None:
    """Finds the sign-up of a code; the row security asks for the code as well."""
    rows = SignUp.objects.filter(code_digest=bytes.fromhex(digest))
    return rows.select_related("event", "event__organiser").first()


def outlived(at: datetime) -> QuerySet[SignUp]:
    """Returns the guests at events that were over long ago, with their names and addresses."""
    return SignUp.objects.filter(event__ends_at__lt=at - GUESTS_KEPT, email_index__isnull=False)
