"""Opens a file as a workbook, by what it holds and not by what it is called."""

from homelands.forms.tables import Unreadable, decoded

from ..problems import Finding, NotAForm, mended
from ..workbook import Sheet, Workbook, with_roles
from .kinds import form_kind
from .spreadsheets import read_xls, read_xlsx
from .texts import read_csv, read_markdown

__all__ = ["MOST_CELLS", "MOST_COLUMNS", "open_workbook"]

#: A form may have so many cells with something in them, and no more.
MOST_CELLS = 2_000_000
#: And a sheet so many columns: dozens of languages, each with all its texts and media.
MOST_COLUMNS = 1_000


def open_workbook(source: bytes, named: str) -> tuple[Workbook, list[Finding]]:
    """Reads a file; a NotAForm says why it cannot be read at all.

    `named` is the ending of its name. What had to be guessed comes back as findings.
    """
    try:
        kind = form_kind(source, named)
        book, findings = _read(source, kind)
    except Unreadable as fault:
        code = "other_content" if fault.code == "no_text" else fault.code
        raise NotAForm(code, **{"kind": named, "found": "?", **fault.facts}) from fault
    if kind != named and (kind, named) != (".xlsx", ".xlsm"):
        findings.append(mended(("", 0), "other_kind", named=named, kind=kind))
    if not book.sheets:
        raise NotAForm("no_survey_sheet", sheets="")
    if sum(len(row.cells) for sheet in book.sheets for row in sheet.rows) > MOST_CELLS:
        raise NotAForm("too_many_cells", most=f"{MOST_CELLS:,}")
    for sheet in book.sheets:
        _check_columns(sheet)
    return Workbook(book.kind, with_roles(book.sheets), book.notes), findings


def _check_columns(sheet: Sheet) -> None:
    widest = max(map(len, (sheet.header, *(row.cells for row in sheet.rows))))
    if widest > MOST_COLUMNS:
        facts = {"columns": f"{widest:,}", "most": f"{MOST_COLUMNS:,}"}
        raise NotAForm("too_many_columns", sheet=sheet.name[:100], **facts)


def _read(source: bytes, kind: str) -> tuple[Workbook, list[Finding]]:
    if kind == ".xlsx":
        return read_xlsx(source, MOST_CELLS)
    if kind == ".xls":
        return read_xls(source)
    text = decoded(source)
    book, findings = (read_markdown if kind == ".md" else read_csv)(text)
    if text.encoding:
        findings.insert(0, mended(("", 0), "byte_encoding", encoding=text.encoding))
    return book, findings
