"""Examines an uploaded form and converts it to an XForm, in a process capped in time and memory."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.forms import tables
from homelands.forms.odk.doctor.problems import NotAForm, Problem
from homelands.forms.odk.doctor.sentences import refusal, sentence
from homelands.forms.tables import child_process
from homelands.forms.tables.archives import check_archive
from homelands.foundation.errors import Refusal

MOST_BYTES = 5 * 2**20
#: What a form may be called; what is in it is looked at later.
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".csv", ".md")
XFORMS = (".xml", ".xhtml")


class FormRefused(Refusal):
    """The file cannot become a questionnaire."""

    code = "form_refused"

    def __init__(self, sentence: object, problems: tuple[Problem, ...] = ()):
        super().__init__(sentence, field="file")
        self.problems = problems


class NoForm(FormRefused):
    """The file is no form at all, or none that can be opened."""

    code = "no_form"


@dataclass(frozen=True)
class Examination:
    """What an upload is: the XForm made of it, if any, and all that was found."""

    xform: bytes
    problems: tuple[Problem, ...] = ()
    changes: tuple[Problem, ...] = ()
    """The problems that were mended, when that was asked for; the others are what is left."""
    workbook: bytes = b""
    """The mended workbook, as .xlsx."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files made of the workbook that the XForm needs beside it."""


_TOO_HEAVY = _(
    "The questionnaire is too heavy to be converted. Take out unused rows, sheets and choices."
)


def convert(source: bytes, filename: str) -> bytes:
    """Returns the XForm of a form; a FormRefused says in words what is wrong, and where."""
    return converted(source, filename).xform


def converted(source: bytes, filename: str) -> Examination:
    """Returns a form that converts; a FormRefused says in words what is wrong, and where."""
    examined = examine(source, filename)
    if examined.xform:
        return examined
    stopping = [problem for problem in examined.problems if problem.stops]
    raise FormRefused(_first(stopping or list(examined.problems)), examined.problems)


def examine(source: bytes, filename: str, *, repair: bool = False) -> Examination:
    """Returns all that is wrong with a form, and its XForm where one could be made.

    With `repair`, what can be mended is mended first. A NoForm is raised for what is no form.
    """
    kind = PurePath(filename).suffix.lower()
    _check_file(source, kind)
    if kind in XFORMS:
        return Examination(source)
    try:
        if source.startswith(b"PK\x03\x04"):
            check_archive(source)
    except tables.Unreadable as fault:
        raise NoForm(tables.sentence(fault)) from fault
    task = "repair" if repair else "examine"
    answer = child_process.answer("homelands.forms.odk.converter", kind, task, source=source)
    if answer is None:  # it was ended by a cap, in the middle of its work
        raise NoForm(_TOO_HEAVY)
    if "refused" in answer:
        raise NoForm(_refused(answer))
    return Examination(
        xform=str(answer["xform"]).encode(),
        problems=tuple(Problem(**problem) for problem in answer["problems"]),
        changes=tuple(Problem(**problem) for problem in answer.get("changes", ())),
        workbook=base64.b64decode(answer.get("workbook", "")),
        files={name: text.encode() for name, text in answer["files"].items()},
    )


def _first(problems: list[Problem]) -> str:
    """Says the first problem with its place, and how many there are besides."""
    if not problems:
        return str(_("The questionnaire cannot be converted."))
    said = placed(problems[0])
    if len(problems) == 1:
        return said
    more = _("%(said)s (%(more)s more problems)") % {"said": said, "more": len(problems) - 1}
    return str(more)


def placed(problem: Problem) -> str:
    """Returns a problem in words, after the sheet and the row in which it stands."""
    facts = {"sheet": problem.sheet, "row": problem.row, "fault": sentence(problem)}
    if not problem.sheet:
        return str(facts["fault"])
    if not problem.row:
        return str(_("Sheet “%(sheet)s”: %(fault)s") % facts)
    return str(_("Sheet “%(sheet)s”, row %(row)s: %(fault)s") % facts)


def _refused(answer: dict[str, Any]) -> object:
    code, facts = answer["refused"], answer.get("facts", {})
    if code == "too_heavy":
        return _TOO_HEAVY
    if code == "too_deep":
        return _("The questionnaire’s groups or expressions stand too deep in one another.")
    if code == "unreadable":
        fault = " ".join(str(facts["reason"]).split())[:300]
        return _(
            "The file cannot be read as a questionnaire (%(fault)s). Open it and save it again."
        ) % {"fault": fault}
    return refusal(NotAForm(code, **facts))


def _check_file(source: bytes, kind: str) -> None:
    if kind not in SPREADSHEETS + XFORMS:
        raise NoForm(
            _(
                "Upload the questionnaire as an XLSForm (.xlsx, .xls, .csv or .md) or as an XForm "
                "(.xml)."
            )
        )
    if not source:
        raise NoForm(_("The file is empty."))
    if len(source) > MOST_BYTES:
        raise NoForm(
            _("The file has %(size)s MB; a questionnaire may have at most %(most)s MB.")
            % {"size": round(len(source) / 2**20, 1), "most": MOST_BYTES // 2**20}
        )
