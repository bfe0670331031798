"""Plain functions that make spreadsheets of questions: `make_forms.workbook(survey=…)`."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]

SETTINGS: Rows = (("form_title", "form_id", "version"), ("Small survey", "small", "1"))
SURVEY: Rows = (("type", "name", "label"), ("text", "job", "What is your job?"))
CHOICES: Rows = (
    ("list_name", "name", "label"),
    ("yes_no", "yes", "Yes"),
    ("yes_no", "no", "No"),
)


def workbook(
    survey: Rows = SURVEY, choices: Rows = CHOICES, settings: Rows = SETTINGS, **sheets: Rows
) -> bytes:
    """A workbook with the given rows; a sheet without rows is left out."""
    named = {"survey": survey, "choices": choices, "settings": settings, **sheets}
    return of_sheets((name, rows) for name, rows in named.items() if rows)


def of_sheets(sheets: Iterable[tuple[str, Rows]]) -> bytes:
    """A workbook of sheets by any name."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def questions(*rows: Sequence[Any], header: Sequence[str] = ()) -> Rows:
    """Rows of a survey sheet under the usual header, or another one."""
    return (tuple(header) or ("type", "name", "label", "relevant"), *rows)


def options(*rows: Sequence[Any], header: Sequence[str] = ()) -> Rows:
    """Rows of a choices sheet under the usual header, or another one."""
    return (tuple(header) or ("list_name", "name", "label"), *rows)
