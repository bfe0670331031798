"""Organisations enter the directory and their entries are kept right."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.rules import check_country
from homelands.organisations.models import Organisation
from homelands.organisations.rules import check_may_write, check_open


class OrganisationKnown(Refusal):
    code = "organisation_known"
    sentence = _(
        "An organisation of this kind and name is in the directory of this country already."
    )


@dataclass(frozen=True)
class Details:
    """What an entry says and may say differently tomorrow."""

    name: str
    town: str = ""
    website: str = ""
    about: str = ""


@dataclass(frozen=True)
class NewOrganisation:
    """An entry to be made. Its kind and country stay; an organisation that moves is another."""

    kind: str
    country: str
    details: Details


@action(who=check_may_write)
def add(new: NewOrganisation, *, at: datetime, by: Actor) -> Organisation:
    """Adds an organisation to the directory."""
    check_country(new.country)
    organisation = Organisation(
        kind=new.kind, country=new.country, added_at=at, **vars(new.details)
    )
    _store(organisation, new=True)
    return organisation


@action(who=check_may_write)
def change(organisation: Organisation, *, details: Details, by: Actor) -> Organisation:
    """Changes what the directory says about an organisation."""
    check_open(organisation)
    for name, value in vars(details).items():
        setattr(organisation, name, value)
    _store(organisation, new=False)
    return organisation


def _store(organisation: Organisation, *, new: bool) -> None:
    try:
        with transaction.atomic():
            organisation.save(force_insert=new)
    except IntegrityError as error:
        raise OrganisationKnown(field="name") from error
