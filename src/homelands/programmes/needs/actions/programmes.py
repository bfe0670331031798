"""A programme is founded: its rules, its currency and what it pays."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.reference.currencies import is_currency
from homelands.programmes.needs.models import Programme
from homelands.programmes.needs.rules import check_founds


class ProgrammeKnown(Refusal):
    code = "programme_known"
    sentence = _("There is a programme of this name already. Choose another name.")


class UnknownCurrency(Refusal):
    code = "unknown_currency"
    sentence = _("This is not a currency that we know. Use the three letters of ISO 4217.")


@dataclass(frozen=True)
class ProgrammeFacts:
    """What a programme is for, what it asks of people and what it pays."""

    name: str
    about: str
    pays: str
    currency: str
    largest_payment: Decimal
    minimum_years: int = 0
    minimum_education: str = ""


@action(who=check_founds)
def add(*, facts: ProgrammeFacts, at: datetime, by: Actor) -> Programme:
    """Adds a programme."""
    if not is_currency(facts.currency):
        raise UnknownCurrency(field="currency")
    programme = Programme(**vars(facts), slug=slugify(facts.name)[:50], added_at=at)
    try:
        with transaction.atomic():
            programme.save(force_insert=True)
    except IntegrityError as error:
        raise ProgrammeKnown(field="name") from error
    return programme
