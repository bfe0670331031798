"""A host's need is written, submitted, approved or returned, and withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actions import promises
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.reference import isco08, levels
from homelands.foundation.roles import Role
from homelands.foundation.rules import check_signed_in
from homelands.foundation.states import next_state, worded
from homelands.organisations.models import Organisation
from homelands.programmes.needs.models import Call, Need, Programme
from homelands.programmes.needs.rules import NEED, check_asks, check_manages

KIND = "needs.needs.submit"


class WrongNeed(Refusal):
    code = "wrong_need"


@dataclass(frozen=True)
class NeedFacts:
    """The terms of reference, and where and when."""

    title: str
    terms: str
    occupations: Sequence[str]
    modality: str
    weeks: int
    places: int
    place: str
    starts_from: date
    starts_until: date
    languages: Mapping[str, str]


def _check(facts: NeedFacts) -> dict[str, Any]:
    """Refuses what is no occupation, no level, or a window that ends before it starts."""
    for code in facts.occupations:
        try:
            isco08.get(code)
        except KeyError as error:
            raise WrongNeed(
                _("%(code)s is no group of ISCO-08.") % {"code": code}, field="occupation"
            ) from error
    if not facts.occupations:
        raise WrongNeed(_("Choose at least one occupation."), field="occupation")
    for level in facts.languages.values():
        if level not in levels.CEFR:
            raise WrongNeed(
                _("%(level)s is no level of the CEFR.") % {"level": level}, field="level"
            )
    if facts.starts_until < facts.starts_from:
        raise WrongNeed(_("The last start is before the first."), field="starts_until")
    if facts.weeks < 1 or facts.places < 1:
        raise WrongNeed(_("A need has at least one week and one place."), field="places")
    lists = {"occupations": list(facts.occupations), "languages": dict(facts.languages)}
    return {**vars(facts), **lists}


@action(who=check_signed_in)
def draft(
    programme: Programme, *, host: Organisation, facts: NeedFacts, at: datetime, by: Actor
) -> Need:
    """Writes a need of a host institution down, as a draft."""
    need = Need(programme=programme, host=host, made_at=at, **_check(facts))
    check_asks(by, need)
    if host.kind != Organisation.Kind.HOST:
        raise WrongNeed(_("Only a host institution can have needs."), field="host")
    need.save(force_insert=True)
    return need


@action(who=check_asks)
def change(need: Need, *, facts: NeedFacts, by: Actor) -> Need:
    """Changes a draft."""
    need.state = next_state(NEED, need, "change")
    for name, value in _check(facts).items():
        setattr(need, name, value)
    need.save()
    return need


@action(who=check_asks)
def submit(need: Need, *, at: datetime, by: Actor) -> Need:
    """Sends a need to the programme, which owes the host a decision."""
    need.state = next_state(NEED, need, "submit")
    need.note = ""
    need.save(update_fields=["state", "note"])
    promises.make(
        need,
        kind=KIND,
        role=Role.PROGRAMME_MANAGER,
        programme=need.programme_id,
        at=at,
        by=by,
    )
    return need


@action(who=check_manages)
def approve(need: Need, *, at: datetime, by: Actor, why: str = "") -> Need:
    """Approves a need: a call can be opened for it."""
    return _decide(need, "approve", at, by, why.strip())


@action(who=check_manages)
def return_(need: Need, *, why: str, at: datetime, by: Actor) -> Need:
    """Gives a need back to its host, with the reason."""
    return _decide(need, "return", at, by, worded(why, "why"))


def _decide(need: Need, verb: str, at: datetime, by: Actor, why: str) -> Need:
    need.state = next_state(NEED, need, verb)
    need.note = why
    need.save(update_fields=["state", "note"])
    promises.keep(need, kind=KIND, at=at, by=by)
    return need


@action(who=check_asks)
def withdraw(need: Need, *, why: str, at: datetime, by: Actor) -> Need:
    """Takes a need back, with the reason; a call that runs for it is closed."""
    words = worded(why, "why")
    Call.objects.filter(need=need, closed_at=None).update(closed_at=at, note=words)
    return _decide(need, "withdraw", at, by, words)
