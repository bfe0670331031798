"""Opens a file as a workbook, by what it holds and not by what it is called."""

from ..problems import Finding, NotAForm, mended
from ..workbook import Workbook, with_roles
from .kinds import kind_of
from .spreadsheets import read_xls, read_xlsx
from .texts import read_csv, read_markdown, read_text

__all__ = ["MOST_CELLS", "open_workbook"]

#: A form may have so many cells with something in them, and no more.
MOST_CELLS = 2_000_000


def open_workbook(source: bytes, named: str) -> tuple[Workbook, list[Finding]]:
    """Reads a file; a NotAForm says why it cannot be read at all.

    `named` is the ending of its name. What had to be guessed comes back as findings.
    """
    kind = kind_of(source, named)
    if kind == ".xlsx":
        book, found = read_xlsx(source, MOST_CELLS)
    elif kind == ".xls":
        book, found = read_xls(source)
    else:
        text, found = read_text(source)
        read = read_markdown if kind == ".md" else read_csv
        book, more = read(text)
        found += more
    if kind != named and (kind, named) != (".xlsx", ".xlsm"):
        found.append(mended(("", 0), "other_kind", named=named, kind=kind))
    if not book.sheets:
        raise NotAForm("no_survey_sheet", sheets="")
    if sum(len(row.cells) for sheet in book.sheets for row in sheet.rows) > MOST_CELLS:
        raise NotAForm("too_many_cells", most=f"{MOST_CELLS:,}")
    return Workbook(book.kind, with_roles(book.sheets), book.notes), found
