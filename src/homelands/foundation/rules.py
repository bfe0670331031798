"""Who may do the common things. Each check raises a Refusal; none of them writes."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, Refusal
from homelands.foundation.reference import countries
from homelands.foundation.roles import ANSWER_FOR_DATA, Role
from homelands.science.disclosure.releases import Release, conflicts
from homelands.science.publication.thresholds import SMALLEST


class UnknownCountry(Refusal):
    code = "unknown_country"
    sentence = _("This is not a country that we know. Choose one from the list.")


def check_country(code: str, field: str = "country") -> None:
    """Refuses a code that is no country or area, at the field that held it."""
    try:
        countries.get(code)
    except KeyError as error:
        raise UnknownCountry(field=field) from error


def check_anyone(by: Actor, subject: Any = None) -> None:
    """Everybody, signed in or not."""


def check_as_part(by: Actor, subject: Any = None) -> None:
    """Whoever may do the action that this is a part of; no page does it alone."""


def check_signed_in(by: Actor, subject: Any = None) -> None:
    """Whoever is signed in."""
    if not (by.signed_in or by.is_system):
        raise NotAllowed(_("Sign in first."), code="sign_in_first")


def check_officer(by: Actor, subject: Any = None) -> None:
    """Officers of the service."""
    if not by.is_officer:
        raise NotAllowed(_("Only officers of the service can do this."))


def check_system(by: Actor, subject: Any = None) -> None:
    """The program itself, in a job, a command or another action."""
    if not by.is_system:
        raise NotAllowed(_("Only the program itself does this."))


def check_holds(*roles: Role) -> Callable[[Actor, Any], None]:
    """Makes a check that the actor holds one of the roles, anywhere."""

    def check(by: Actor, subject: Any = None) -> None:
        if not by.holds_any(roles):
            names = ", ".join(str(role.label) for role in roles)
            raise NotAllowed(_("This needs the role: %(roles)s.") % {"roles": names})

    named = " or ".join(role.value.replace("_", " ") for role in roles)
    check.__doc__ = f"Whoever holds the role of {named}, for whatever country or programme."
    return check


check_answers_for_data = check_holds(*sorted(ANSWER_FOR_DATA))


def check_answers_for_all_data(by: Actor, subject: Any = None) -> None:
    """Data protection officers and auditors whose grant has no limits."""
    if not by.holds(*ANSWER_FOR_DATA):
        raise NotAllowed(
            _("This needs a data protection officer or an auditor whose grant has no limits.")
        )


class ReasonMissing(Refusal):
    code = "reason_missing"
    sentence = _("Say why, in a few words.")


def check_reason(why: str, sentence: Any = None) -> None:
    """Refuses a decision without a reason; `sentence` tells who reads it."""
    if not why.strip():
        raise ReasonMissing(sentence, field="why")


class TellsFew(Refusal):
    code = "tells_few"


def check_tells_nobody(earlier: Sequence[Release], new: Release) -> None:
    """Beside what was told of the same people before, no subtraction gives a few of them."""
    told = [one for one in conflicts(earlier, new) if one.code != "reopened"]
    if told:
        raise TellsFew(
            _(
                "Beside what was shown of this before, %(people)d people could be made out: a"
                " number differs by fewer than %(least)d. Come back when more have been counted."
            )
            % {"people": told[0].difference, "least": SMALLEST}
        )
