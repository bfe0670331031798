"""What anybody may do, as data files: `python -m tests.attack.matrix --write` makes them anew.

tests/attack compares them to what is so, line by line: whoever changes a right changes them, and
whoever reviews that sees which.
"""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).parent
_WRITE = "HOMELANDS_WRITE_MATRIX"

Line = tuple[str, ...]


def difference(name: str, lines: list[Line]) -> tuple[list[str], list[str]]:
    """Returns the lines of a data file that are so no longer, and those that it lacks."""
    path, text = HERE / name, _written(lines)
    if os.environ.get(_WRITE):
        path.write_text(text, encoding="utf-8")
    held, so = path.read_text("utf-8").splitlines(), text.splitlines()
    return [line for line in held if line not in so], [line for line in so if line not in held]


def _written(lines: Iterable[Line]) -> str:
    """Writes those who may do the same with the same in one line, under a head."""
    head, *rest = lines
    by_rights = sorted(rest, key=lambda line: (line[0], line[2:]))
    grouped = [
        (subject, " ".join(sorted(line[1] for line in same)), *rights)
        for (subject, *rights), same in groupby(by_rights, lambda line: (line[0], *line[2:]))
    ]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *sorted(grouped)])
    return text.getvalue()


if __name__ == "__main__":
    environment = os.environ | ({_WRITE: "1"} if "--write" in sys.argv else {})
    command = [sys.executable, "-m", "pytest", str(HERE / "test_matrix.py")]
    sys.exit(subprocess.run(command, env=environment, check=False).returncode)
