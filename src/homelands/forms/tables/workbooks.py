"""Reads workbooks of every spreadsheet program: their sheets, and the text of their cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from .problems import Unreadable

#: Whole numbers above this are no longer exact in a spreadsheet.
_EXACT = 2**53


@dataclass(frozen=True)
class Page:
    """One sheet with the values of its cells, from its first row and column."""

    name: str
    rows: list[list[Any]]


def pages(content: bytes, most: int | None = None) -> Iterator[Page]:
    """Yields the sheets, each with at most so many rows; a chart is no sheet.

    What a formula came to is its value, and what failed is blank. A workbook may ask for all
    memory, and then ends its process: read a stranger's in one of its own (`forms.apart`).
    """
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            for about in book.sheets_metadata:
                if about.typ == SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_name(about.name)
                    yield Page(about.name, sheet.to_python(skip_empty_area=False, nrows=most))
    except PasswordError as error:
        raise Unreadable("protected") from error
    except Exception as error:  # whatever it is that a stranger's workbook breaks
        raise Unreadable("broken") from error


def written(value: Any) -> str:
    """Writes a value as an answer is written: whole numbers without a point, dates by ISO."""
    if isinstance(value, str):
        return value.strip()
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return str(value).strip()


def letters(column: int) -> str:
    """Returns how spreadsheets call a column, counted from 0: A, B … Z, AA."""
    left, last = divmod(column, 26)
    return (letters(left - 1) if left else "") + chr(ord("A") + last)
