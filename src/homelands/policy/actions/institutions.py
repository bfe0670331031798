"""Institutions are added to a profile and checked again."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.policy.models import Institution
from homelands.policy.rules import check_may_write


class InstitutionKnown(Refusal):
    code = "institution_known"
    sentence = _("This institution is in the profile already. Check it there instead.")


@dataclass(frozen=True)
class InstitutionFacts:
    """What is said about an institution, and who says it."""

    country: str
    kind: str
    name: str
    source: str
    founded: int | None = None
    website: str = ""


@action(who=check_may_write)
def add(*, facts: InstitutionFacts, on: date, by: Actor) -> Institution:
    """Adds an institution to a country's profile, checked today."""
    institution = Institution(**vars(facts), verified_on=on, verified_by_id=by.user_id)
    try:
        with transaction.atomic():
            institution.save(force_insert=True)
    except IntegrityError as error:
        raise InstitutionKnown(field="name") from error
    return institution


@action(who=check_may_write)
def verify(institution: Institution, *, on: date, by: Actor) -> Institution:
    """Notes that an institution was checked against its source."""
    institution.verified_on, institution.verified_by_id = on, by.user_id
    institution.save(update_fields=["verified_on", "verified_by"])
    return institution
