"""The member who acts, if a member acts."""

from homelands.foundation.actors import Actor
from homelands.people.register.models import Person


def of(actor: Actor) -> Person | None:
    """Returns the actor's own record; None for the public and for officers."""
    if actor.user_id is None:
        return None
    return Person.objects.filter(pk=actor.user_id).first()
