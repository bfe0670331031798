"""Examines one spreadsheet on the standard input and turns it into an XForm, as JSON.

It runs in a process of its own (`forms.tables.child_process`): the file is a stranger's.
"""

import base64
import csv
import re
from io import StringIO
from typing import Any

from homelands.forms.odk.doctor.problems import NotAForm, Problem
from homelands.forms.odk.doctor.workbook import Workbook
from homelands.forms.tables import child_process

_ROW = re.compile(r"^\s*\[row : (\d+)\]\s*")
#: What pyxform's own reading does not get over: such a file converts only once it is mended. And
#: circles, which pyxform converts and no field app opens.
_HOPELESS = {"other_kind", "byte_encoding", "separator", "sheets_unmarked", "header_twice"}
_HOPELESS |= {"circle"}
_SHEET = re.compile(r"On the '(\w+)' sheet")


def answer(source: bytes, kind: str, task: str = "examine") -> dict[str, Any]:
    """Says what a file is; whatever it does to its readers, the answer is plain data.

    With `repair` in place of `examine` the answer holds a mended workbook too.
    """
    try:
        return _examined(source, kind, repair=task == "repair")
    except NotAForm as fault:
        return {"refused": fault.code, "facts": fault.facts}
    except MemoryError:
        return {"refused": "too_heavy"}
    except RecursionError:
        return {"refused": "too_deep"}
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        return {"refused": "unreadable", "facts": {"reason": reason}}


def _examined(source: bytes, kind: str, *, repair: bool) -> dict[str, Any]:
    # Read late: under the caps.
    from homelands.forms.odk.doctor.examining import examine
    from homelands.forms.odk.doctor.opening import open_workbook
    from homelands.forms.odk.doctor.writing import write

    book, opening = open_workbook(source, kind)
    examined = examine(book, opening)
    if not repair:
        return _converted(book, [finding.problem for finding in examined.findings])
    # What is handed out is what was tried: the mended file is opened and converted as any other.
    written = write(examined.mended)
    mended, rest = open_workbook(written, ".xlsx")
    again = examine(mended, rest)
    done = [finding.problem for finding in examined.findings if finding.problem.repairable]
    return {
        **_converted(mended, [finding.problem for finding in again.findings]),
        "changes": [_plain(problem) for problem in done],
        "workbook": base64.b64encode(written).decode(),
    }


def _converted(book: Workbook, problems: list[Problem]) -> dict[str, Any]:
    xform, fault = "", None
    if not any(problem.code in _HOPELESS for problem in problems):
        xform, fault = _convert(book)
    if fault and not any(problem.stops for problem in problems):
        problems = [fault, *problems]
    return {
        "xform": xform,
        "problems": [_plain(problem) for problem in problems],
        "files": _outside_choices(book) if xform else {},
    }


def _outside_choices(book: Workbook) -> dict[str, str]:
    """Writes the sheet of outside choices as the file in which field apps look them up."""
    sheet = book.sheet("external_choices")
    if sheet is None:
        return {}
    target = StringIO(newline="")
    writer = csv.writer(target)
    names = [
        column if column == "list_name" else header
        for header, (column, _) in zip(sheet.header, sheet.columns, strict=True)
    ]
    writer.writerow(names)
    writer.writerows([*row.cells, *[""] * (len(names) - len(row.cells))] for row in sheet.rows)
    return {"itemsets.csv": target.getvalue()}


def _convert(book: Workbook) -> tuple[str, Problem | None]:
    """Converts a workbook; what pyxform says of a row is told of the row in the file.

    These are the steps of pyxform's own convert(), without its search for outside choices, which
    walks through all choices once for each question.
    """
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import DefinitionData

    from homelands.forms.odk.doctor.workbook import definition

    try:
        made = workbook_to_json(DefinitionData(**definition(book)), warnings=[])
        return create_survey_element_from_dict(made).to_xml(
            validate=False, pretty_print=False, warnings=[]
        ), None
    except PyXFormError as error:
        return "", _fault(book, str(error))
    except RecursionError:
        raise
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        # A form that pyxform did not foresee; it has no sentence of its own for it.
        return "", _fault(book, f"{type(error).__name__}: {error}")


def _fault(book: Workbook, sentence: str) -> Problem:
    from homelands.forms.odk.doctor.workbook import shown

    row, sheet = _ROW.match(sentence), _SHEET.search(sentence)
    said = " ".join(_ROW.sub("", sentence).split())[:600]
    named = book.sheet(sheet[1] if sheet else "survey") if row or sheet else None
    if named is None:
        return Problem("", 0, "conversion", {"reason": said})
    rows = list(shown(named, padded=book.kind in (".xlsx", ".xls")))
    at = int(row[1]) - 2 if row else -1
    number = rows[at].number if 0 <= at < len(rows) else named.head if at == -1 and row else 0
    return Problem(named.name, number, "conversion", {"reason": said})


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "row": max(problem.row, 0),
        "code": problem.code,
        "facts": dict(problem.facts),
        "repairable": problem.repairable,
    }


if __name__ == "__main__":
    child_process.serve(answer)
