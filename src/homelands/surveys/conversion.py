"""Converts an uploaded XLSForm to an XForm, in a process capped in time and memory."""

import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import Refusal

MOST_BYTES = 5 * 2**20
MOST_SECONDS = 60
MOST_MEMORY = 2**30
#: A workbook may unpack to this much, and to this many times its own size, and no more.
MOST_UNPACKED = 100 * 2**20
MOST_RATIO = 200
MOST_PARTS = 2000

#: The first bytes of a file of each kind; texts have none.
_MARKS = {".xlsx": b"PK\x03\x04", ".xls": b"\xd0\xcf\x11\xe0", ".csv": b"", ".md": b""}


class FormRefused(Refusal):
    """The file cannot become a questionnaire."""

    code = "form_refused"

    def __init__(self, sentence: object):
        super().__init__(sentence, field="file")


def convert(source: bytes, filename: str) -> bytes:
    """Returns the XForm of an XLSForm; a FormRefused says in words what is wrong, and where."""
    kind = PurePath(filename).suffix.lower()
    _check_file(source, kind)
    if kind == ".xlsx":
        _check_archive(source)
    answer = _run(source, kind)
    if "xform" in answer:
        return str(answer["xform"]).encode()
    sentence = " ".join(str(answer.get("sentence", "")).split())[:600]
    if answer["fault"] == "form":
        raise FormRefused(_("The questionnaire has a fault: %(fault)s") % {"fault": sentence})
    if answer["fault"] == "memory":
        raise FormRefused(_TOO_HEAVY)
    raise FormRefused(
        _("The file cannot be read as a questionnaire (%(fault)s). Open it and save it again.")
        % {"fault": sentence}
    )


_TOO_HEAVY = _(
    "The questionnaire is too heavy to be converted. Take out unused rows, sheets and choices."
)


def _check_file(source: bytes, kind: str) -> None:
    if kind not in _MARKS:
        raise FormRefused(_("Upload the questionnaire as an XLSForm: .xlsx, .xls, .csv or .md."))
    if not source:
        raise FormRefused(_("The file is empty."))
    if len(source) > MOST_BYTES:
        raise FormRefused(
            _("The file has %(size)s MB; a questionnaire may have at most %(most)s MB.")
            % {"size": round(len(source) / 2**20, 1), "most": MOST_BYTES // 2**20}
        )
    if not source.startswith(_MARKS[kind]) or (not _MARKS[kind] and b"\0" in source):
        raise FormRefused(
            _("The file is not what its name says: its content is no %(kind)s file.")
            % {"kind": kind}
        )


def _check_archive(source: bytes) -> None:
    """Refuses a workbook that would unpack to far more than it is, before anything is unpacked."""
    try:
        parts = zipfile.ZipFile(BytesIO(source)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FormRefused(_("The workbook is broken: it cannot be opened.")) from error
    unpacked = sum(part.file_size for part in parts)
    # A reader stops at the size that the archive declares, so the declared sizes are enough.
    if unpacked > min(MOST_UNPACKED, MOST_RATIO * len(source) + 2**20) or len(parts) > MOST_PARTS:
        raise FormRefused(
            _("The workbook would unpack to %(size)s MB. It was not opened.")
            % {"size": round(unpacked / 2**20)}
        )


def _run(source: bytes, kind: str) -> dict[str, object]:
    command = [sys.executable, "-W", "ignore", "-m", "homelands.surveys.converter"]
    limits = [str(MOST_SECONDS), str(MOST_MEMORY)]
    try:
        done = subprocess.run(
            [*command, kind, *limits],
            input=source,
            capture_output=True,
            timeout=MOST_SECONDS,
            env=_surroundings(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FormRefused(_TOO_HEAVY) from error
    try:
        answer: dict[str, object] = json.loads(done.stdout)
    except ValueError as error:  # it was ended by a cap, in the middle of its work
        raise FormRefused(_TOO_HEAVY) from error
    return answer


def _surroundings() -> dict[str, str]:
    """Returns an environment without the deployment's secrets and addresses."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    # Threads of a number library would count against the memory cap, one stack each.
    return {**kept, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
