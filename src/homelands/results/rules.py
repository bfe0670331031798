"""Who keeps the indicators, and what makes one sound."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, Refusal
from homelands.foundation.roles import Role


@dataclass(frozen=True)
class Measured:
    """A value, none where there was nothing to measure, and what stands behind it."""

    value: float | None
    n: int


@dataclass(frozen=True)
class Measure:
    """One thing that can be measured; `by_programme` when it can be told apart by programme."""

    key: str
    label: Any
    source: Any
    count: Callable[[UUID | None, date], Measured]
    by_programme: bool = True
    caution: Any = ""


class Unsound(Refusal):
    code = "unsound_indicator"
    sentence = _("This indicator cannot be kept as it is.")


class OfProgramme(Protocol):
    """An indicator, or what is to become one."""

    @property
    def programme_id(self) -> UUID | None: ...


def check_may_keep(by: Actor, indicator: OfProgramme) -> None:
    """M&E officers of the programme; for an indicator of all of them, those without limits."""
    if not by.holds(Role.ME_OFFICER, programme=indicator.programme_id):
        raise NotAllowed(
            _(
                "Monitoring and evaluation officers keep the indicators, each of the programmes"
                " in their grants."
            )
        )


def check_may_add(by: Actor, subject: object = None) -> None:
    """Opens the page to those who can add something; what, is checked when it is added."""
    if not by.holds_any({Role.ME_OFFICER}):
        raise NotAllowed(_("Monitoring and evaluation officers add indicators."))


def check_measure(measure: Measure | None, programme: UUID | None) -> Measure:
    """Refuses a measure that nobody registered, or that cannot tell programmes apart."""
    if measure is None:
        raise Unsound(_("This measure is not known. Choose one from the list."), field="measure")
    if programme is not None and not measure.by_programme:
        raise Unsound(
            _("This measure is about the whole service. Leave the programme empty."),
            field="programme",
        )
    return measure


def check_values(baseline: float, target: float) -> None:
    for field, value in (("baseline", baseline), ("target", target)):
        if value < 0:
            raise Unsound(_("Enter zero or more."), field=field)


def check_dates(baseline_on: date, target_on: date) -> None:
    if target_on <= baseline_on:
        raise Unsound(
            _("The target comes after the baseline. Check both dates."), field="target_on"
        )
