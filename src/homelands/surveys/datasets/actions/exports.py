"""A data file is asked for, agreed to by a second officer, made, taken, deleted."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from homelands.forms.datafiles.exporting import Options, Written
from homelands.forms.datafiles.exporting.columns import NotWritable
from homelands.forms.datafiles.exporting.formats import DDI, FORMATS
from homelands.foundation import jobs
from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.locking import locked
from homelands.foundation.models import User
from homelands.foundation.queries import actors
from homelands.foundation.rules import check_system
from homelands.surveys.datasets.models import ExportRequest
from homelands.surveys.datasets.queries import export_files, exports
from homelands.surveys.datasets.rules.exports import (
    AT_ONCE,
    LASTS,
    LASTS_NAMED,
    State,
    check_may_decide,
    check_may_describe,
    check_may_export,
    check_ready,
    check_requested,
    check_state,
    check_wish,
    needs_second,
)
from homelands.surveys.questionnaires.models import Study

#: So many rare answers are named; where there are more, the file needs a closer look anyway.
MOST_RARE = 200

_A_DAY = 86_400


class UnknownFormat(Refusal):
    code = "unknown_format"
    sentence = _("Choose one of the formats of the list.")


@dataclass(frozen=True)
class Wish:
    """What the officer wants."""

    format: str
    language: str
    labels: bool = False
    text: bool = False
    hxl: bool = False
    anonymous: bool = True


@action(who=check_may_describe)
def request(study: Study, *, wish: Wish, at: datetime, by: Actor, why: str = "") -> ExportRequest:
    """Asks for a study's answers as a file."""
    if wish.format not in (*FORMATS, DDI):
        raise UnknownFormat(field="format")
    check_may_export(by, study, wish.format)
    assert by.user_id is not None, "check_may_describe wants an officer who is signed in"
    rows = exports.completed(study).count()
    check_wish(wish.anonymous, why, rows)
    waits = needs_second(wish.anonymous, rows)
    made = ExportRequest.objects.create(
        study=study,
        format=wish.format,
        language=wish.language,
        labels=wish.labels,
        text=wish.text,
        hxl=wish.hxl,
        anonymous=wish.anonymous,
        why=why.strip(),
        state=State.WAITING if waits else State.APPROVED,
        rows=rows,
        requested_by=by.user_id,
        requested_name=by.name,
        requested_at=at,
    )
    if not waits and rows > AT_ONCE:
        _enqueue(made)
    return made


@action(who=check_may_decide)
def approve(export: ExportRequest, *, at: datetime, by: Actor) -> ExportRequest:
    """Agrees that a file that is not anonymised is made."""
    decided = _decided(export, State.APPROVED, at, by)
    _enqueue(decided)
    return decided


@action(who=check_may_decide)
def refuse(export: ExportRequest, *, why: str, at: datetime, by: Actor) -> ExportRequest:
    """Refuses a file, with the reason that the officer reads."""
    export.decided_why = why
    return _decided(export, State.REFUSED, at, by)


def _decided(export: ExportRequest, state: State, at: datetime, by: Actor) -> ExportRequest:
    _lock(export)
    check_state(export, state)
    export.state, export.decided_by, export.decided_at = state, by.user_id, at
    export.save(update_fields=["state", "decided_by", "decided_at", "decided_why"])
    return export


def _lock(export: ExportRequest) -> None:
    """Reads the state again, and lets nobody else change it until this is done."""
    export.state = locked(export).state


def _enqueue(export: ExportRequest) -> None:
    jobs.later("datasets.tasks.exports.make_export", export=str(export.pk))


@action(who=check_system)
def make(export: ExportRequest, *, at: datetime, by: Actor) -> ExportRequest:
    """Makes the file with what the officer who asked may see now, and notes what became of it."""
    try:
        written = _write(export, at)
    except NotWritable as refused:
        return _finish(export, State.FAILED, at, fault=export_files.words_of(refused))
    return _finish(export, State.READY, at, written=written)


def _write(export: ExportRequest, at: datetime) -> Written:
    reader = actors.of(User.objects.get(pk=export.requested_by), at)
    key = export_files.progress_key(export)
    with acting(reader):
        return exports.write(
            export.study,
            _wanted(export, at),
            export_files.path_of(export),
            lambda rows: cache.set(key, rows, _A_DAY),
        )


def _wanted(export: ExportRequest, at: datetime) -> exports.Wanted:
    marked = not export.anonymous or export.format != "csv"
    return exports.Wanted(
        format=export.format,
        language=export.language,
        key=export_files.shuffle_key(str(export.pk)),
        options=Options(export.labels, export.text, export.hxl, export.anonymous),
        mark=export_files.mark_of(export) if marked else "",
        at=at,
    )


def _finish(
    export: ExportRequest,
    state: State,
    at: datetime,
    *,
    written: Written | None = None,
    fault: str = "",
) -> ExportRequest:
    """Notes that a file was made, and from when it counts; or why it could not be."""
    check_state(export, state)
    export.state, export.fault = state, fault[:300]
    if written is not None:
        export.names, export.cut = dict(written.names), list(written.cut)
        export.rare = list(written.rare)[:MOST_RARE]
    export.made_at = at
    export.expires_at = at + (LASTS if export.anonymous else LASTS_NAMED)
    export.save(update_fields=["state", "fault", "names", "rare", "cut", "made_at", "expires_at"])
    return export


@action(who=check_requested)
def download(export: ExportRequest, *, at: datetime, by: Actor) -> ExportRequest:
    """Takes a file that is ready; each time is recorded."""
    check_ready(export, at)
    export.downloads += 1
    export.save(update_fields=["downloads"])
    return export


@action(who=check_may_export)
def serve(study: Study, *, by: Actor) -> Study:
    """Puts on record that anonymised answers were given to an analyst's program."""
    return study


@action(who=check_system)
def expire(export: ExportRequest, *, by: Actor) -> ExportRequest:
    """Deletes a file whose time is over."""
    check_state(export, State.EXPIRED)
    export_files.path_of(export).unlink(missing_ok=True)
    export.state = State.EXPIRED
    export.save(update_fields=["state"])
    return export
