"""Reads a workbook or a statistical file on the standard input, and answers with its texts.

It runs in a process of its own (`forms.tables.child_process`): the file is a stranger's.
"""

import tempfile
from typing import Any

from homelands.forms.tables import child_process
from homelands.forms.tables.kinds import WORKBOOKS
from homelands.forms.tables.problems import Unreadable
from homelands.forms.tables.workbooks import pages, written

_READERS = {".sav": "read_sav", ".dta": "read_dta"}


def read(content: bytes, kind: str, most: str, wanted: str) -> dict[str, Any]:
    """Returns the wanted sheets, or what the file is refused for.

    `wanted` is "*" for all sheets, "" for the first, else the name of one.
    """
    try:
        if kind in WORKBOOKS:
            return {"sheets": _sheets(content, int(most), wanted), "labels": {}}
        return _statistics(content, kind, int(most))
    except Unreadable as fault:
        return {"refused": fault.code}
    except Exception:  # readers of statistical files raise bare errors of many kinds
        return {"refused": "statistics"}


def _sheets(content: bytes, most: int, wanted: str) -> list[tuple[str, list[list[str]]]]:
    found = []
    for page in pages(content, most):
        if wanted in ("*", "", page.name):
            found.append((page.name, [_trimmed(row) for row in page.rows]))
        if wanted == "":
            break
    return found


def _statistics(content: bytes, kind: str, most: int) -> dict[str, Any]:
    import pyreadstat

    with tempfile.NamedTemporaryFile(suffix=kind) as file:
        file.write(content)
        file.flush()
        reader = getattr(pyreadstat, _READERS[kind])
        columns, about = reader(file.name, output_format="dict", row_limit=most)
    labels = {
        name: {written(code): str(label) for code, label in words.items()}
        for name, words in about.variable_value_labels.items()
    }
    lines = [list(columns), *zip(*columns.values(), strict=True)]
    return {"sheets": [("", [list(map(written, line)) for line in lines])], "labels": labels}


def _trimmed(row: list[Any]) -> list[str]:
    cells = list(map(written, row))
    while cells and not cells[-1]:
        cells.pop()
    return cells


if __name__ == "__main__":
    child_process.serve(read)
