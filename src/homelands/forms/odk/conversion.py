"""Examines an uploaded form and converts it to an XForm, in a process capped in time and memory."""

import base64
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.forms.odk.doctor.problems import NotAForm, Problem
from homelands.forms.odk.doctor.sentences import refusal, sentence
from homelands.foundation.errors import Refusal

MOST_BYTES = 5 * 2**20
#: Of processor time.
MOST_SECONDS = 60
#: By the clock, for a process that waits: a busy machine takes longer for the same work.
LONGEST = 4 * MOST_SECONDS
MOST_MEMORY = 2**30
#: A workbook may unpack to this much, and to this many times its own size, and no more.
MOST_UNPACKED = 100 * 2**20
MOST_RATIO = 200
MOST_PARTS = 2000

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
    if source.startswith(b"PK\x03\x04"):
        check_archive(source)
    answer = _run(source, kind, "repair" if repair else "examine")
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


def check_archive(source: bytes) -> None:
    """Refuses a workbook that would unpack to far more than it is, before anything is unpacked."""
    try:
        parts = zipfile.ZipFile(BytesIO(source)).infolist()
    except Exception as error:  # whatever it is that a stranger's archive breaks
        raise NoForm(refusal(NotAForm("broken"))) from error
    unpacked = sum(part.file_size for part in parts)
    # A reader stops at the size that the archive declares, so the declared sizes are enough.
    if unpacked > min(MOST_UNPACKED, MOST_RATIO * len(source) + 2**20) or len(parts) > MOST_PARTS:
        raise NoForm(
            _("The workbook would unpack to %(size)s MB. It was not opened.")
            % {"size": round(unpacked / 2**20)}
        )


def _run(source: bytes, kind: str, task: str) -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", "-m", "homelands.forms.odk.converter"]
    limits = [str(MOST_SECONDS), str(MOST_MEMORY)]
    try:
        done = subprocess.run(
            [*command, kind, task, *limits],
            input=source,
            capture_output=True,
            timeout=LONGEST,
            env=surroundings(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NoForm(_TOO_HEAVY) from error
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:  # it was ended by a cap, in the middle of its work
        raise NoForm(_TOO_HEAVY) from error
    return answer


def surroundings() -> dict[str, str]:
    """Returns an environment without the deployment's secrets and addresses."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    # Threads of a number library would count against the memory cap, one stack each.
    return {**kept, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
