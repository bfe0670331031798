"""Who speaks for an organisation, now and before."""

from uuid import UUID

from django.db.models import F, QuerySet

from homelands.foundation.models import User
from homelands.organisations.models import FocalPoint, Organisation


def of(organisation: Organisation) -> QuerySet[FocalPoint]:
    """Returns an organisation's focal points, those of today first."""
    points = FocalPoint.objects.filter(organisation=organisation).select_related("user")
    return points.order_by(F("until").desc(nulls_first=True), "-since", "pk")


def accounts(organisation: UUID) -> QuerySet[User]:
    """Returns the accounts of an organisation's focal points of today that can be written to."""
    points = FocalPoint.objects.filter(organisation=organisation, until=None)
    reachable = User.objects.filter(pk__in=points.values("user"), is_active=True)
    return reachable.exclude(email="").order_by("pk")


def account(login: str) -> User | None:
    """Finds an account by its sign-in name, whatever the case of its letters."""
    return User.objects.filter(login__iexact=login.strip()).first()
