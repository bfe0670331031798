"""The stages of an application, who applies, and who judges."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.roles import Role
from homelands.foundation.states import Steps
from homelands.programmes.needs.rules import holds, is_person
from homelands.programmes.selection.models import Application, ConflictDeclaration

A = Application.State

#: The stages at which an application is assessed: it was sent, and nobody was proposed yet.
ASSESSED = frozenset({A.SUBMITTED, A.SHORTLISTED})

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


#: Who judges applications.
SELECTORS = (Role.PROGRAMME_MANAGER, Role.PANEL_MEMBER)


def check_selects(by: Actor, subject: Any) -> None:
    """The manager and the panel of the programme: they judge applications."""
    if not holds(by, subject, *SELECTORS):
        raise NotAllowed(_("Only the manager or a panel member of this programme can do this."))


def check_applies(by: Actor, application: Application) -> None:
    """The person who applies, and the program on its behalf."""
    if not (is_person(by, application) or by.is_system):
        raise NotAllowed(_("Only the person who applies can do this."))


def check_declaration(by: Actor, declaration: ConflictDeclaration | None) -> None:
    """Refuses an officer who has not declared, or who declared a conflict of interest."""
    if by.is_system:
        return
    if declaration is None:
        raise NotDeclared
    if declaration.has_conflict:
        raise Conflict
