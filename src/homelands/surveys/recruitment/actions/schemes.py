"""How respondents of a study invite others: set, changed with a reason, stopped by country."""

from dataclasses import dataclass
from datetime import date, datetime

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.rules import check_country, check_reason
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages
from homelands.surveys.recruitment.models import Scheme
from homelands.surveys.recruitment.queries import coupons as coupon_queries
from homelands.surveys.recruitment.queries import rewards as reward_queries
from homelands.surveys.recruitment.rules.coupons import (
    check_change,
    check_has_scheme,
    check_recruits,
    check_terms,
)


@dataclass(frozen=True)
class Terms:
    """The rules of invitations; rewards in minor units of the currency, such as cents."""

    coupons_each: int = 3
    valid_days: int = 28
    first_reward: int = 0
    second_reward: int = 0
    currency: str = ""
    target: int | None = None


@action(who=check_manages)
def set(study: Study, *, terms: Terms, at: datetime, by: Actor, why: str = "") -> Scheme:
    """Sets the rules of invitations. They hold for those given out from now on."""
    check_recruits(study)
    check_terms(terms)
    held = Scheme.objects.select_for_update().filter(study=study).first()
    if held is not None and coupon_queries.out(study, at):
        check_change(held, terms, earned=reward_queries.any_earned(study), why=why)
    scheme = held or Scheme(study=study)
    for name, value in vars(terms).items():
        setattr(scheme, name, value)
    scheme.save()
    study.by_invitation = True
    study.save(update_fields=["by_invitation"])
    return scheme


@action(who=check_manages)
def stop(study: Study, *, destination: str, on: date, by: Actor, why: str) -> Scheme:
    """Gives out no more invitations in a country. Those that are out stay valid."""
    check_reason(why)
    if destination:
        check_country(destination, "destination")
    scheme = _held(study)
    scheme.stopped = {**scheme.stopped, destination: {"why": why, "on": on.isoformat()}}
    scheme.save(update_fields=["stopped"])
    return scheme


@action(who=check_manages)
def resume(study: Study, *, destination: str, by: Actor, why: str) -> Scheme:
    """Gives out invitations in a country again, to those who complete from now on."""
    check_reason(why)
    scheme = _held(study)
    scheme.stopped = {place: told for place, told in scheme.stopped.items() if place != destination}
    scheme.save(update_fields=["stopped"])
    return scheme


def _held(study: Study) -> Scheme:
    scheme = Scheme.objects.select_for_update().filter(study=study).first()
    check_has_scheme(scheme)
    assert scheme is not None
    return scheme
