"""Writes a mended workbook as .xlsx, every cell as text: nothing in it is calculated."""

from io import BytesIO

from .workbook import Sheet, Workbook

_WIDE = {"label": 40, "hint": 40, "relevant": 30, "constraint": 30, "calculation": 30}


def write(book: Workbook) -> bytes:
    """Returns the workbook's bytes; rows follow one another without gaps."""
    from xlsxwriter import Workbook as Writer

    target = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with Writer(target, options) as writer:
        # Spreadsheet programs keep a cell with this mark as text, even when it is edited.
        text = writer.add_format({"quote_prefix": True})
        head = writer.add_format({"bold": True, "quote_prefix": True})
        for sheet, name in zip(book.sheets, _names(book), strict=True):
            page = writer.add_worksheet(name)
            page.freeze_panes(1, 0)
            for at, header in enumerate(sheet.header):
                page.write_string(0, at, header, head)
                page.set_column(at, at, _WIDE.get(sheet.columns[at][0], 16))
            for number, row in enumerate(sheet.rows, 1):
                for at, cell in enumerate(row.cells):
                    if cell:
                        page.write_string(number, at, cell[:32767], text)
    return target.getvalue()


def _names(book: Workbook) -> list[str]:
    """Gives each sheet the name of its role, or its own, shortened to what a program allows."""
    names: list[str] = []
    for sheet in book.sheets:
        wanted = _name(sheet)
        number = 2
        while wanted.lower() in (name.lower() for name in names):
            wanted = f"{_name(sheet)[:27]}_{number}"
            number += 1
        names.append(wanted)
    return names


def _name(sheet: Sheet) -> str:
    own = "".join(" " if sign in "[]:*?/\\" else sign for sign in sheet.name)
    return sheet.role or own.strip(" '")[:31] or "sheet"
