"""Who is acting: from an account and its grants."""

from datetime import datetime

from django.db.models import Q

from homelands.foundation.actors import Actor, Reach
from homelands.foundation.models import Grant, User
from homelands.foundation.roles import Role


def of(user: User, now: datetime) -> Actor:
    """Returns the actor that an account is now, with the grants that hold now."""
    grants = Grant.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), user=user)
    return Actor(
        kind="user",
        user_id=user.pk,
        name=user.name,
        reaches=tuple(
            Reach(Role(grant.role), grant.country, grant.organisation, grant.programme)
            for grant in grants
        ),
    )
