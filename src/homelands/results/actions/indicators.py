"""Indicators are set up, and what they stand at is computed from the records."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.results.models import Indicator, Reading
from homelands.results.queries import measured
from homelands.results.queries.measures import MEASURES
from homelands.results.rules import check_dates, check_may_keep, check_measure, check_values


class CodeTaken(Refusal):
    code = "code_taken"
    sentence = _("Another indicator has this code. Choose one that is not in use.")


@dataclass(frozen=True)
class NewIndicator:
    """What an indicator is: all of it is said before anything is measured."""

    code: str
    name: str
    definition: str
    unit: str
    measure: str
    baseline: float
    baseline_on: date
    target: float
    target_on: date
    programme_id: UUID | None = None


@action(who=check_may_keep)
def add(new: NewIndicator, *, by: Actor) -> Indicator:
    """Sets up an indicator with its baseline and target."""
    check_measure(MEASURES.get(new.measure), new.programme_id)
    check_values(new.baseline, new.target)
    check_dates(new.baseline_on, new.target_on)
    indicator = Indicator(**vars(new))
    try:
        with transaction.atomic():
            indicator.save(force_insert=True)
    except IntegrityError as error:
        raise CodeTaken(field="code") from error
    return indicator


@action(who=check_may_keep)
def compute(indicator: Indicator, *, on: date, by: Actor, note: str = "") -> Reading:
    """Computes what an indicator stands at on a day and keeps the reading."""
    found = measured.of(indicator, on)
    return Reading.objects.create(
        indicator=indicator, value=found.value, on=on, n=found.n, note=note
    )
