"""What may happen to a need at which stage, and who may do what in a programme."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.roles import PROGRAMME_READERS, Role
from homelands.foundation.states import Steps
from homelands.people.register.rules.seeing import Relation
from homelands.programmes.needs.models import Call, Need, Programme

N = Need.State


NEED: Steps = {
    N.DRAFT: {"change": N.DRAFT, "submit": N.SUBMITTED, "withdraw": N.WITHDRAWN},
    N.SUBMITTED: {"approve": N.APPROVED, "return": N.DRAFT, "withdraw": N.WITHDRAWN},
    N.APPROVED: {"call": N.CALLED, "withdraw": N.WITHDRAWN},
    # "fill" takes the last place; "vacate" gives one back.
    N.CALLED: {"call": N.CALLED, "fill": N.FILLED, "withdraw": N.WITHDRAWN},
    N.FILLED: {"vacate": N.CALLED},
    N.WITHDRAWN: {},
}


class CallClosed(NotNow):
    code = "call_closed"
    sentence = _("This call is not open.")


def programme_of(subject: Any) -> UUID:
    """Returns the programme of a record, or the programme itself."""
    programme: UUID = subject.pk if isinstance(subject, Programme) else subject.programme_id
    return programme


def holds(by: Actor, subject: Any, *roles: Role) -> bool:
    """Says whether one of the actor's roles reaches the programme of a record."""
    return by.holds(*roles, programme=programme_of(subject))


def hosts(by: Actor, subject: Any) -> bool:
    """Says whether the actor is a focal point of the host of a record."""
    return by.holds(Role.HOST_FOCAL_POINT, organisation=subject.host_id)


def is_person(by: Actor, subject: Any) -> bool:
    """Says whether the record is about the actor: a member's account has the person's id."""
    return by.user_id is not None and by.user_id == subject.person_id


def relations(by: Actor, subject: Any, *, pays: bool = False) -> frozenset[Relation]:
    """Says how the actor stands to the person of an application, a match, a placement, a payment.

    Applying is itself the consent towards the manager and the panel; being placed, towards those
    who `pay`. Others who read the programme learn no name; a host learns what the person agreed to.
    """
    held = {
        Relation.PROGRAMME: holds(by, subject, Role.PROGRAMME_MANAGER, Role.PANEL_MEMBER),
        Relation.PAYER: pays and holds(by, subject, Role.FINANCE_MAKER, Role.FINANCE_APPROVER),
        Relation.HOST: hasattr(subject, "host_id") and hosts(by, subject),
    }
    return frozenset(relation for relation, holds_now in held.items() if holds_now)


def check_founds(by: Actor, subject: Any = None) -> None:
    """Programme managers whose grant is for all programmes."""
    if not by.holds(Role.PROGRAMME_MANAGER):
        raise NotAllowed(_("Only a manager of all programmes adds one."))


def check_manages(by: Actor, subject: Any) -> None:
    """The manager of the programme."""
    if not holds(by, subject, Role.PROGRAMME_MANAGER):
        raise NotAllowed(_("Only the manager of this programme can do this."))


def check_asks(by: Actor, subject: Any) -> None:
    """The host's focal point, or the manager of the programme for the host."""
    if not (hosts(by, subject) or holds(by, subject, Role.PROGRAMME_MANAGER)):
        raise NotAllowed(_("Only the host’s focal point or the programme manager can do this."))


def check_reads(by: Actor, subject: Any) -> None:
    """A match: the person, the host, and whoever reads the programme."""
    if not (is_person(by, subject) or hosts(by, subject)):
        check_reaches(by, subject, PROGRAMME_READERS)


def check_reaches(by: Actor, subject: Any, roles: frozenset[Role]) -> None:
    """Whoever has one of these roles in the programme of a record."""
    if not holds(by, subject, *roles):
        raise NotAllowed(_("Your grants do not reach this programme."))


def check_call_open(call: Call, now: datetime) -> None:
    state = call.state_at(now)
    if state != Call.State.OPEN:
        raise CallClosed(_("This call is not open: it is “%(state)s”.") % {"state": state.label})


def check_may_apply(call: Call, now: datetime, *, registered: bool) -> None:
    """Refuses a call that is not open, and who is signed in without being in the register."""
    check_call_open(call, now)
    if not registered:
        raise NotAllowed(
            _("You are signed in for your work. To apply, sign out and register as a member.")
        )
