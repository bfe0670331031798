"""Who keeps the directory, and who may speak for an organisation."""

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.models import User
from homelands.foundation.roles import Role
from homelands.organisations.models import FocalPoint, Organisation
from homelands.people.register.models import Person

#: The role that a focal point of each kind of organisation is given; a ministry has none.
ROLES = {
    Organisation.Kind.ASSOCIATION: Role.FOCAL_POINT,
    Organisation.Kind.MISSION: Role.MISSION_OFFICER,
    Organisation.Kind.HOST: Role.HOST_FOCAL_POINT,
}


class CannotSpeak(Refusal):
    code = "cannot_speak"
    sentence = _("This account cannot speak for an organisation.")


class Entry(Protocol):
    """What the directory holds or is to hold: enough to say who may write it."""

    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str: ...


def check_may_write(by: Actor, entry: Entry) -> None:
    """Ministry officers without limits write everything.

    Mission officers write the associations of their country, focal points their own entry.
    """
    if by.holds(Role.MINISTRY_OFFICER) or speaks_for(by, getattr(entry, "pk", None)):
        return
    if entry.kind != Organisation.Kind.ASSOCIATION:
        raise NotAllowed(
            _("Only ministry officers, and those who speak for it, change this kind of entry.")
        )
    if not by.holds(Role.MISSION_OFFICER, country=entry.country):
        raise NotAllowed(_("Your grants do not reach the country of this association."))


def check_may_add(by: Actor, subject: object = None) -> None:
    """Opens the page to those who can add something; what, is checked when it is added."""
    somewhere = Role.MISSION_OFFICER in {reach.role for reach in by.reaches if reach.country}
    if not (somewhere or by.holds(Role.MINISTRY_OFFICER, Role.MISSION_OFFICER)):
        raise NotAllowed(_("Ministry and mission officers add organisations to the directory."))


def speaks_for(by: Actor, organisation: UUID | None) -> bool:
    """Says whether a grant of the actor names the organisation itself."""
    roles = set(ROLES.values())
    return organisation is not None and any(
        reach.role in roles and reach.organisation == organisation for reach in by.reaches
    )


def check_open(organisation: Organisation) -> None:
    if organisation.closed_at is not None:
        raise NotNow(_("This organisation is closed."), code="closed")


def check_may_name(by: Actor, subject: object = None) -> None:
    """Ministry officers whose grant has no limits."""
    if not by.holds(Role.MINISTRY_OFFICER):
        raise NotAllowed(_("Ministry officers name those who speak for an organisation."))


def check_has_role(organisation: Organisation) -> None:
    """Refuses a ministry: a role there reaches further than one organisation."""
    check_open(organisation)
    if organisation.kind not in ROLES:
        raise NotNow(
            _("People of a ministry get their role from an administrator, not here."),
            code="no_role",
        )


def check_can_speak(by: Actor, organisation: Organisation, user: User) -> None:
    """Refuses oneself, closed accounts, and the accounts of members."""
    check_has_role(organisation)
    if user.pk == by.user_id:
        raise CannotSpeak(_("Nobody names themselves. Ask a colleague."), field="login")
    if not user.is_active:
        raise CannotSpeak(_("This account is closed. Choose another one."), field="login")
    if Person.objects.filter(pk=user.pk).exists():
        raise CannotSpeak(
            _("This is a member’s own account. Ask an administrator to open a work account."),
            field="login",
        )


def check_not_ended(focal_point: FocalPoint) -> None:
    if focal_point.until is not None:
        raise NotNow(_("This person no longer speaks for the organisation."), code="ended")
