"""Who may take answers out as a file, how many, and who has to agree."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.forms.datafiles.exporting.formats import DDI, FORMATS
from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.roles import ANSWER_READERS, Role
from homelands.foundation.rules import check_reason, check_signed_in
from homelands.surveys.datasets.models import ExportRequest

State = ExportRequest.State

#: Who may take out which format: the data as whoever reads answers, the description as well.
READERS = dict.fromkeys(FORMATS, ANSWER_READERS) | {
    DDI: ANSWER_READERS | {Role.MINISTRY_OFFICER, Role.DATA_PROTECTION_OFFICER}
}
APPROVERS = (Role.SURVEY_MANAGER, Role.ME_OFFICER, Role.DATA_PROTECTION_OFFICER)

#: A file that is not anonymised has at most so many rows, and above fewer a second officer agrees.
MOST_ROWS = 50_000
ALONE = 100

#: Above so many rows a file is made by a worker.
AT_ONCE = 5_000

LASTS = timedelta(days=7)
LASTS_NAMED = timedelta(days=2)

#: From which state a file may go to which.
STATES = {
    State.WAITING: {State.APPROVED, State.REFUSED},
    State.APPROVED: {State.READY, State.FAILED},
    State.READY: {State.EXPIRED},
    State.REFUSED: set(),
    State.FAILED: set(),
    State.EXPIRED: set(),
}


class TooManyRows(Refusal):
    code = "too_many_rows"


class Expired(NotNow):
    code = "expired"
    sentence = _("This file has expired and was deleted. Ask for a new one.")


def check_may_export(by: Actor, study: Any = None, format_: str = "csv") -> None:
    """Survey managers and monitoring officers of a country of the study.

    Its description (DDI) is for ministry officers and data protection officers too.
    """
    roles = READERS[format_]
    reached = by.countries(roles)
    places = set(study.destinations) if study is not None else set()
    if not reached or not (EVERYWHERE in reached or not places or reached & places):
        raise NotAllowed(
            _(
                "Data are taken out by survey managers and monitoring officers of the countries of "
                "the study."
            )
        )


def check_may_describe(by: Actor, study: Any = None) -> None:
    """Survey managers, monitoring, ministry and data protection officers of a country of it."""
    check_signed_in(by)
    check_may_export(by, study, DDI)


def check_wish(anonymous: bool, why: str, rows: int) -> None:
    """A file that is not anonymised has a reason and a limit."""
    if anonymous:
        return
    check_reason(
        why, _("Say why the data are needed as they are: a file without names needs no reason.")
    )
    if rows > MOST_ROWS:
        raise TooManyRows(
            _("This study has %(rows)s responses; without anonymising at most %(most)s are given.")
            % {"rows": rows, "most": MOST_ROWS}
        )


def needs_second(anonymous: bool, rows: int) -> bool:
    return not anonymous and rows > ALONE


def check_may_decide(by: Actor, export: ExportRequest) -> None:
    """A second officer, whose grant has no limits."""
    if by.user_id == export.requested_by:
        raise NotAllowed(_("Whoever asks for a file does not approve it: ask a colleague."))
    if not by.holds(*APPROVERS):
        raise NotAllowed(
            _(
                "This needs a survey manager, monitoring officer or data protection officer whose "
                "grant has no limits."
            )
        )


def check_requested(by: Actor, export: ExportRequest) -> None:
    """The officer who asked for the file, while the grant lasts."""
    if by.user_id != export.requested_by:
        raise NotAllowed(
            _("A file is downloaded by the officer who asked for it, and nobody else.")
        )
    # A grant may have ended since the file was asked for.
    check_may_export(by, export.study, export.format)


def check_state(export: ExportRequest, target: State) -> None:
    """A file moves only along the state table."""
    if target not in STATES[State(export.state)]:
        raise NotNow(
            _("This file is “%(state)s” and cannot become “%(target)s”.")
            % {"state": export.get_state_display(), "target": target.label}
        )


def check_ready(export: ExportRequest, at: datetime) -> None:
    """A file can be downloaded from when it is made until it expires."""
    if export.state == State.EXPIRED or (export.expires_at and export.expires_at <= at):
        raise Expired
    if export.state != State.READY:
        raise NotNow(_("This file is not ready."))
