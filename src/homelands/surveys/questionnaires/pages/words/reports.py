"""The report on a questionnaire as the page shows it: what is wrong, and who can ask what."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.forms.odk import form_attachments
from homelands.forms.odk.doctor.changes import change
from homelands.forms.odk.doctor.problems import Problem
from homelands.forms.odk.doctor.sentences import sentence
from homelands.forms.xforms import Capability
from homelands.surveys.questionnaires.queries.checkup import Checkup
from homelands.surveys.questionnaires.queries.uploads import Upload
from homelands.surveys.questionnaires.rules.questionnaires import collect_only

#: What each kind of part is called.
WHATS = {
    "question": _("Question"),
    "appearance": _("Appearance"),
    "function": _("Function"),
    "action": _("Action"),
    "background": _("In the background"),
}
TONES = ("bad", "warn", "good")


@dataclass(frozen=True)
class Row:
    """One problem: where it stands, what it is, and what a repair would do."""

    sheet: str
    row: int
    stops: bool
    said: str
    repair: str


@dataclass(frozen=True)
class Part:
    """One thing that the form asks for, in how many places, and who can do it."""

    name: str
    what: Any
    places: tuple[str, ...]
    who: Any
    tone: str


@dataclass(frozen=True)
class Report:
    """All that the page shows of an upload."""

    filename: str
    found: Checkup
    rows: tuple[Row, ...]
    changes: tuple[Row, ...]
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    collect_only: bool

    @property
    def by_hand(self) -> bool:
        """Tells whether something stops the form that no repair can mend."""
        return any(row.stops and not row.repair for row in self.rows)


def report(checkup: Checkup, upload: Upload) -> Report:
    """Puts what was found in the words of the page."""
    parts = _parts(checkup)
    return Report(
        upload.filename,
        checkup,
        tuple(_row(problem, stopped=not checkup.converts) for problem in checkup.problems),
        tuple(_row(problem) for problem in checkup.changes),
        parts,
        _missing(checkup),
        bool(checkup.form and collect_only(checkup.form)),
    )


def _row(problem: Problem, *, stopped: bool = True) -> Row:
    """Words a problem; it stops a form only where the form does not convert."""
    repair = change(problem) if problem.repairable else ""
    return Row(problem.sheet, problem.row, stopped and problem.stops, sentence(problem), repair)


def _parts(checkup: Checkup) -> tuple[Part, ...]:
    """Lists the parts of the form, those that nobody can ask first."""
    parts = [
        Part(
            capability.name,
            WHATS.get(capability.what, capability.what),
            _names(capability.where),
            *_who(capability),
        )
        for capability in checkup.capabilities
    ]
    return tuple(sorted(parts, key=lambda part: TONES.index(part.tone)))


def _names(paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(path.rpartition("/")[2] for path in paths)


def _who(capability: Capability) -> tuple[Any, str]:
    if capability.web and capability.collect:
        return _("Web and Collect"), "good"
    if capability.collect:
        return _("Collect only"), "warn"
    if capability.web:
        return _("Web only"), "warn"
    return _("Nobody"), "bad" if capability.asked else "warn"


def _missing(checkup: Checkup) -> tuple[str, ...]:
    if not checkup.form:
        return ()
    return tuple(
        name for name in form_attachments.named_files(checkup.xform) if name not in checkup.files
    )
