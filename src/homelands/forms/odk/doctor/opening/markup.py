"""Finds what a reader of values does not tell of an .xlsx: formulas, errors, blank cells."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath

from lxml import etree

from homelands.forms.xforms.safe_xml import Element, first

Place = tuple[int, int]

#: Some programs write plain TRUE and FALSE as formulas.
_TRUTHS = ("TRUE()", "FALSE()", "TRUE", "FALSE")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass
class Marks:
    """What stands in a sheet, by row and column from 0; a blank row is a blank cell too."""

    formulas: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    filled: int = 0
    blank: int = 0


def marks(source: bytes) -> Iterator[tuple[str, Marks]]:
    """Yields each sheet's name and its marks."""
    with zipfile.ZipFile(BytesIO(source)) as archive:
        for name, part in _parts(archive):
            with archive.open(part) as stream:
                yield name, _marks(stream)


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yields the names of the sheets with the parts that hold them."""
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    book = etree.fromstring(archive.read("xl/workbook.xml"))
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION), "")
        if "worksheets" in target:
            yield str(sheet.get("name")), normpath(join("xl", target)).lstrip("/")


def _marks(stream: object) -> Marks:
    found = Marks()
    shared: dict[str | None, str] = {}
    number = 0
    for _event, row in etree.iterparse(stream, tag="{*}row", resolve_entities=False):
        number = int(row.get("r") or number + 1)
        if not len(row):
            found.blank += 1
        for at, cell in enumerate(row):
            _mark(found, shared, (number - 1, _column(cell, at)), cell)
        row.clear()
        while row.getprevious() is not None:
            del row.getparent()[0]
    return found


def _mark(found: Marks, shared: dict[str | None, str], place: Place, cell: Element) -> None:
    formula, value = first(cell, "f"), first(cell, "v")
    if formula is None and value is None and first(cell, "is") is None:
        found.blank += 1
        return
    found.filled += 1
    if cell.get("t") == "e" and value is not None:
        found.errors[place] = value.text or ""
    if formula is not None:
        # A formula that is copied down is written once, where it begins.
        text = formula.text or shared.get(formula.get("si"), "")
        shared.setdefault(formula.get("si"), text)
        if text not in _TRUTHS:
            found.formulas[place] = f"={text}"


def _column(cell: Element, at: int) -> int:
    """Returns the column, counted from 0, that a cell's reference names; where none, its place."""
    column = 0
    for sign in (cell.get("r") or "").rstrip("0123456789"):
        column = column * 26 + ord(sign) - ord("A") + 1
    return column - 1 if column else at
