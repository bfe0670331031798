"""Compiles our small program against the JavaRosa that pyxform brings along, and runs it."""

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyxform

SOURCE = Path(__file__).parent / "Respondent.java"
VALIDATE = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"


class AbsentToolError(Exception):
    """Says which tool is missing, so that the comparison cannot run."""


@cache
def classes() -> Path:
    """Compiles the program once, into a folder outside the tree."""
    if shutil.which("javac") is None or shutil.which("java") is None:
        raise AbsentToolError("NO JAVA COMPILER ON THIS MACHINE: JAVAROSA IS NOT COMPARED")
    if not VALIDATE.is_file():
        raise AbsentToolError("PYXFORM BROUGHT NO ODK_Validate.jar: JAVAROSA IS NOT COMPARED")
    mark = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"homelands-javarosa-{mark}"
    if not (folder / "Respondent.class").is_file():
        folder.mkdir(exist_ok=True)
        command = ["javac", "-encoding", "UTF-8", "-cp", VALIDATE, "-d", folder, SOURCE]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(done.stderr)
    return folder


def answered(
    forms: Sequence[Path], seeds: range, zone: str = "UTC", *, language: str = "en"
) -> Iterator[dict[str, Any]]:
    """Answers each form once for each seed, on a device in a time zone."""
    command = [
        *("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", f"-Duser.timezone={zone}"),
        *(f"-Duser.language={language}", "-Dfile.encoding=UTF-8"),
        *("-cp", f"{VALIDATE}:{classes()}", "Respondent", str(seeds.start), str(len(seeds))),
        *map(str, forms),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    ) as running:
        assert running.stdout is not None
        # JavaRosa writes what it notes down to the same place.
        yield from (json.loads(line) for line in running.stdout if line.startswith("{"))
    assert running.returncode == 0
