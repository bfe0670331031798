"""Who may take people out as a file, how many, who has to agree, and until when."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.roles import PEOPLE_READERS, Role
from homelands.foundation.rules import check_reason, check_signed_in
from homelands.people.register.models import PeopleExport
from homelands.people.register.rules.seeing import Part

State = PeopleExport.State

#: What a file may hold of a person, and the part of the person that it belongs to. The country,
#: the language and the day of registration are what may always be said.
FIELDS: Mapping[str, Part | None] = {
    "name": Part.NAME,
    "email": Part.CONTACT,
    "country": None,
    "language": None,
    "registered": None,
    "occupation": Part.PROFILE,
    "education": Part.PROFILE,
    "modality": Part.PROFILE,
    "availability": Part.PROFILE,
}

#: How long a file can be taken, and how long a request waits for a second officer.
LASTS = timedelta(hours=24)
WAITS = timedelta(days=7)

#: From which state a request may go to which.
STATES: Mapping[State, Collection[State]] = {
    State.WAITING: {State.APPROVED, State.REFUSED, State.EXPIRED},
    State.APPROVED: {State.EXPIRED},
    State.REFUSED: (),
    State.EXPIRED: (),
}


class TooMany(Refusal):
    code = "too_many_people"


class Expired(NotNow):
    code = "expired"
    sentence = _("The time of this request is over. Ask for a new file.")


class NothingChosen(Refusal):
    code = "nothing_chosen"
    sentence = _("Choose at least one thing that the file is to hold.")


def check_may_export(by: Actor, subject: Any = None) -> None:
    """Officers of a country whose role reads people, each of those of the own countries."""
    check_signed_in(by)
    if by.user_id is None or not by.countries(PEOPLE_READERS):
        raise NotAllowed(_("People are taken out by officers of the countries where they live."))


def check_wish(fields: Collection[str], purpose: str, why: str) -> None:
    """A file of people has fields, a purpose and a reason."""
    if not fields or not set(fields) <= set(FIELDS):
        raise NothingChosen(field="fields_chosen")
    if purpose not in PeopleExport.Purpose.values:
        raise Refusal(_("Choose what the file is for."), code="unknown_purpose", field="purpose")
    check_reason(why, _("Say why you need the file: everybody in it reads your reason."))


def check_size(rows: int) -> None:
    """A file of people has a limit, whoever agrees."""
    most = settings.HOMELANDS_PEOPLE_MOST
    if rows > most:
        raise TooMany(
            _("%(rows)s people fit; at most %(most)s are given in one file. Narrow the list.")
            % {"rows": rows, "most": most}
        )


def needs_second(rows: int) -> bool:
    return rows > settings.HOMELANDS_PEOPLE_ALONE


def check_still_fits(export: PeopleExport, rows: int) -> None:
    """Refuses to give more people than the officer may take alone, if nobody agreed."""
    check_size(rows)
    if export.decided_by is None and needs_second(rows):
        raise TooMany(
            _("%(rows)s people fit by now, for which a second officer has to agree. Ask again.")
            % {"rows": rows}
        )


def check_may_decide(by: Actor, export: PeopleExport) -> None:
    """A second officer: one for data protection, or one who reads people without limits."""
    check_may_export(by)
    if by.user_id == export.requested_by:
        raise NotAllowed(_("Whoever asks for a file does not approve it: ask a colleague."))
    protects = by.holds(Role.DATA_PROTECTION_OFFICER, country=export.country)
    if not (protects or EVERYWHERE in by.countries(PEOPLE_READERS)):
        raise NotAllowed(
            _("This needs a data protection officer, or an officer whose grant has no limits.")
        )


def check_sees(by: Actor, export: PeopleExport) -> None:
    """The officer who asked, and those who may decide."""
    if by.user_id != export.requested_by:
        check_may_decide(by, export)


def check_requested(by: Actor, export: PeopleExport) -> None:
    """The officer who asked for the file, while the grant lasts."""
    if by.user_id != export.requested_by:
        raise NotAllowed(_("A file is taken by the officer who asked for it, and nobody else."))
    check_may_export(by)


def check_state(export: PeopleExport, target: State) -> None:
    """A request moves only along the state table."""
    if target not in STATES[State(export.state)]:
        raise NotNow(
            _("This request is “%(state)s” and cannot become “%(target)s”.")
            % {"state": export.get_state_display(), "target": target.label}
        )


def check_in_time(export: PeopleExport, at: datetime) -> None:
    if export.state == State.EXPIRED or export.expires_at <= at:
        raise Expired


def check_ready(export: PeopleExport, at: datetime) -> None:
    """A file can be taken from when it is agreed to until it expires."""
    check_in_time(export, at)
    if export.state != State.APPROVED:
        raise NotNow(_("Nobody has agreed to this file."), code="not_approved")
