"""Instruments are added to a profile and checked again."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.policy.models import Instrument
from homelands.policy.rules import check_may_write


class InstrumentKnown(Refusal):
    code = "instrument_known"
    sentence = _("This instrument is in the profile already. Check it there instead.")


@dataclass(frozen=True)
class InstrumentFacts:
    """What is said about an instrument, and who says it."""

    country: str
    kind: str
    theme: str
    title: str
    year: int
    source: str
    summary: str = ""
    url: str = ""


@action(who=check_may_write)
def add(*, facts: InstrumentFacts, on: date, by: Actor) -> Instrument:
    """Adds an instrument to a country's profile, checked today."""
    instrument = Instrument(**vars(facts), verified_on=on, verified_by_id=by.user_id)
    try:
        with transaction.atomic():
            instrument.save(force_insert=True)
    except IntegrityError as error:
        raise InstrumentKnown(field="title") from error
    return instrument


@action(who=check_may_write)
def verify(instrument: Instrument, *, on: date, by: Actor) -> Instrument:
    """Notes that an instrument was checked against its source."""
    instrument.verified_on, instrument.verified_by_id = on, by.user_id
    instrument.save(update_fields=["verified_on", "verified_by"])
    return instrument
