"""Reads a workbook or a statistical file on the standard input, and writes its table as JSON.

It runs as a process of its own (`python -m homelands.forms.incoming.reading .sav ROWS SECONDS
BYTES`), because the file is a stranger's: it may ask for all memory, or break its reader, which is
written in C. The answer is {} where there is no table.
"""

import json
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

Table = dict[str, Any]


def main() -> None:
    """Sets the caps, reads, and answers with the lines and with the words for codes."""
    kind, rows, seconds, memory = sys.argv[1], *map(int, sys.argv[2:5])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**25, 2**25))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The answer alone goes to the standard output: a reader may print to it.
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        found = _READERS[kind](sys.stdin.buffer.read(), rows)
    except Exception:  # readers raise bare errors of many kinds, or run out of memory
        found = {}
    json.dump(found, out)


def _workbook(content: bytes, rows: int) -> Table:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0].iter_rows(values_only=True, max_row=rows)
    return {"lines": [_line(line) for line in sheet], "labels": {}}


def _statistics(reader: str, suffix: str) -> Callable[[bytes, int], Table]:
    def read(content: bytes, rows: int) -> Table:
        import pyreadstat

        with tempfile.NamedTemporaryFile(suffix=suffix) as file:
            file.write(content)
            file.flush()
            wanted = {"output_format": "dict", "row_limit": rows}
            columns, about = getattr(pyreadstat, reader)(file.name, **wanted)
        labels = {
            name: {text(code): str(label) for code, label in words.items()}
            for name, words in about.variable_value_labels.items()
        }
        lines = [list(columns), *zip(*columns.values(), strict=True)]
        return {"lines": [_line(line) for line in lines], "labels": labels}

    return read


def _line(cells: Sequence[Any]) -> list[str]:
    return [text(cell) for cell in cells]


def text(cell: Any) -> str:
    """Writes a cell as an answer is written: whole numbers without a point, dates by ISO."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip()


_READERS: dict[str, Callable[[bytes, int], Table]] = {
    ".xlsx": _workbook,
    ".sav": _statistics("read_sav", ".sav"),
    ".dta": _statistics("read_dta", ".dta"),
}


if __name__ == "__main__":
    main()
