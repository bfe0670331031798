"""What tests of organisations need: `make_organisations.host()`, `focal_point(host)`."""

from typing import Any

from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor
from homelands.foundation.models import User
from homelands.foundation.queries import actors
from homelands.foundation.roles import Role
from homelands.organisations.actions import focal_points, organisations
from homelands.organisations.actions.organisations import Details, NewOrganisation
from homelands.organisations.models import FocalPoint, Organisation
from tests import make


def organisation(kind: str = "host", country: str = "GHA", **details: Any) -> Organisation:
    """An organisation in the directory."""
    details.setdefault("name", f"Organisation {make.number()}")
    new = NewOrganisation(kind, country, Details(**details))
    return organisations.add(new, at=make.NOW, by=make.SYSTEM)


def host(**details: Any) -> Organisation:
    """A host institution at home."""
    return organisation("host", "GHA", **details)


def association(country: str = "GBR", **details: Any) -> Organisation:
    """An association abroad."""
    return organisation("association", country, **details)


def account(name: str = "Efua Boateng") -> User:
    """A work account without any grant."""
    login = f"account{make.number()}@example.org"
    return accounts.open_for_officer(login=login, name=name, by=make.SYSTEM, example=True)


def ministry() -> Actor:
    """A ministry officer whose grant reaches everywhere."""
    return make.officer(role=Role.MINISTRY_OFFICER)


def focal_point(organisation: Organisation, user: User | None = None) -> FocalPoint:
    """Somebody who speaks for an organisation."""
    user = user or account()
    return focal_points.name(organisation, user=user, at=make.NOW, by=ministry())


def speaker(organisation: Organisation) -> Actor:
    """Somebody who speaks for an organisation, as an actor."""
    return actors.of(focal_point(organisation).user, make.NOW)
