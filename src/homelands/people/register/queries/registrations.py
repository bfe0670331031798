"""Registrations that nobody has confirmed yet: read by the program alone, under its own name."""

from uuid import UUID

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.people.register.models import PendingRegistration

#: The policy of the table lets in nobody else, however far their grants reach.
KEEPER = Actor.system("register.registrations")


def pending(account: UUID) -> PendingRegistration | None:
    """Returns the registration that an account waits for, if it is not confirmed yet."""
    with acting(KEEPER):
        return PendingRegistration.objects.filter(pk=account).first()
