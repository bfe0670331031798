"""What may happen to applications and matches at which stage, and who judges and answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.roles import Role
from homelands.foundation.states import Steps
from homelands.programmes.needs.rules import check_asks, holds, hosts, is_person
from homelands.programmes.selection.models import Application, Match

A = Application.State

M = Match.State


APPLICATION: Steps = {
    A.STARTED: {"save": A.STARTED, "submit": A.SUBMITTED, "withdraw": A.WITHDRAWN},
    A.SUBMITTED: {
        "shortlist": A.SHORTLISTED,
        "turn_down": A.NOT_SHORTLISTED,
        "withdraw": A.WITHDRAWN,
    },
    A.SHORTLISTED: {
        "propose": A.MATCHED,
        "turn_down": A.NOT_SHORTLISTED,
        "withdraw": A.WITHDRAWN,
    },
    A.NOT_SHORTLISTED: {"shortlist": A.SHORTLISTED},
    A.MATCHED: {"decline": A.DECLINED},
    A.DECLINED: {},
    A.WITHDRAWN: {"start": A.STARTED},
}


MATCH: Steps = {
    M.PROPOSED: {
        "accept_by_host": M.ACCEPTED_BY_HOST,
        "accept_by_person": M.ACCEPTED_BY_PERSON,
        "decline": M.DECLINED,
    },
    M.ACCEPTED_BY_HOST: {"accept_by_person": M.AGREED, "decline": M.DECLINED},
    M.ACCEPTED_BY_PERSON: {"accept_by_host": M.AGREED, "decline": M.DECLINED},
    M.AGREED: {"place": M.PLACED, "decline": M.DECLINED},
    M.PLACED: {},
    M.DECLINED: {},
}


class Conflict(NotAllowed):
    code = "conflict_of_interest"
    sentence = _(
        "You declared a conflict of interest for this call. Another officer must handle it."
    )


class NotDeclared(NotAllowed):
    code = "conflict_not_declared"
    sentence = _("Say first whether you have a conflict of interest with this call.")


class ConsentMissing(NotNow):
    code = "consent_missing"
    sentence = _("The person has not agreed to this use of the profile, or has taken it back.")


def check_selects(by: Actor, subject: Any) -> None:
    """The manager and the panel of the programme: they judge applications."""
    if not holds(by, subject, Role.PROGRAMME_MANAGER, Role.PANEL_MEMBER):
        raise NotAllowed(_("Only the manager or a panel member of this programme can do this."))


def check_applies(by: Actor, application: Application) -> None:
    """The person who applies, and the program on its behalf."""
    if not (is_person(by, application) or by.is_system):
        raise NotAllowed(_("Only the person who applies can do this."))


def check_host_answers(by: Actor, match: Match) -> None:
    """The host's focal point."""
    if not hosts(by, match):
        raise NotAllowed(_("Only the host’s focal point answers for the host."))


def check_person_answers(by: Actor, match: Match) -> None:
    """The person who is proposed, and the program on its behalf."""
    if not (is_person(by, match) or by.is_system):
        raise NotAllowed(_("Only the person who is proposed can answer."))


def check_declines(by: Actor, match: Match) -> None:
    """The person who is proposed, the host's focal point or the manager of the programme."""
    if not is_person(by, match):
        check_asks(by, match)
