"""Opens a file of answers as a table of texts: CSV, Excel, SPSS or Stata."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import PurePath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from homelands.forms.odk.conversion import (
    LONGEST,
    MOST_MEMORY,
    MOST_SECONDS,
    check_archive,
    surroundings,
)
from homelands.forms.tables import BadTable

MOST_BYTES = 25 * 2**20
MOST_ROWS, MOST_COLUMNS = 20_000, 3_000

_READER = "homelands.forms.datafiles.incoming.reading"

_SEPARATORS = ",;\t|"


@dataclass(frozen=True)
class Sheet:
    """A table as the file has it; `labels` are the words for codes, where the file has them."""

    header: list[str]
    rows: list[list[str]]
    labels: dict[str, dict[str, str]] = field(default_factory=dict)


def opened(content: bytes, name: str) -> Sheet:
    """Returns the table in a file; a BadTable says in words why there is none."""
    kind = PurePath(name).suffix.lower()
    if kind not in _READERS:
        raise BadTable(_("Add the answers as .csv, .xlsx, .sav or .dta."), field="file")
    if len(content) > MOST_BYTES:
        raise BadTable(
            _("The file has more than %(most)s MB. Cut it into parts.")
            % {"most": MOST_BYTES // 2**20},
            field="file",
        )
    return _checked(_READERS[kind](content))


def _checked(sheet: Sheet) -> Sheet:
    rows = [row for row in sheet.rows if any(cell.strip() for cell in row)]
    if not any(sheet.header) or not rows:
        raise BadTable(_("The file has no rows below its header."), field="file")
    if len(rows) > MOST_ROWS or len(sheet.header) > MOST_COLUMNS:
        raise BadTable(
            _(
                "The file has %(rows)s rows and %(columns)s columns; at most %(most)s rows and"
                " %(widest)s columns are taken at once."
            )
            % {
                "rows": len(rows),
                "columns": len(sheet.header),
                "most": MOST_ROWS,
                "widest": MOST_COLUMNS,
            },
            field="file",
        )
    twice = sorted({name for name in sheet.header if name and sheet.header.count(name) > 1})
    if twice:
        raise BadTable(
            _("These columns stand in the header more than once: %(names)s.")
            % {"names": ", ".join(twice[:10])},
            field="file",
        )
    return Sheet(sheet.header, rows, sheet.labels)


def _table(lines: Sequence[Sequence[str]]) -> Sheet:
    header = [cell.strip() for cell in lines[0]] if lines else []
    width = len(header)
    rows = [[cell.strip() for cell in [*line[:width], *[""] * width][:width]] for line in lines[1:]]
    return Sheet(header, rows)


def _csv(content: bytes) -> Sheet:
    marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    try:
        text = content.decode(marks.get(content[:2], "utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadTable(
            _("The file is not text in UTF-8. Save it as CSV in UTF-8."), field="file"
        ) from error
    if "\0" in text:
        raise BadTable(_("The file is no text: its name says CSV, its content does not."))
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise BadTable(_("The file is no CSV: %(fault)s.") % {"fault": error}) from error
    return _table(lines)


def _xlsx(content: bytes) -> Sheet:
    check_archive(content)
    return _read_apart(content, ".xlsx", _("The workbook is broken: it cannot be opened."))


def _statistics(suffix: str) -> Callable[[bytes], Sheet]:
    def read(content: bytes) -> Sheet:
        sentence = _("The file cannot be opened as %(kind)s.") % {"kind": suffix}
        return _read_apart(content, suffix, sentence)

    return read


def _read_apart(content: bytes, kind: str, sentence: str | Promise) -> Sheet:
    """Reads a file in a process capped in time and memory; the sentence says that it cannot be."""
    limits = [str(number) for number in (2 * MOST_ROWS, MOST_SECONDS, MOST_MEMORY)]
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", _READER, kind, *limits],
            input=content,
            capture_output=True,
            timeout=LONGEST,
            env=surroundings(),
            check=False,
        )
        found = json.loads(done.stdout)
        table = _table(found["lines"])
    except (subprocess.TimeoutExpired, ValueError, KeyError) as error:  # ended by a cap, or broken
        raise BadTable(sentence, field="file") from error
    return Sheet(table.header, table.rows, found["labels"])


_READERS: dict[str, Callable[[bytes], Sheet]] = {
    ".csv": _csv,
    ".txt": _csv,
    ".tsv": _csv,
    ".xlsx": _xlsx,
    ".sav": _statistics(".sav"),
    ".dta": _statistics(".dta"),
}
