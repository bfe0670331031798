"""References to other questions: to nothing, or not written as they should be."""

import re
from collections.abc import Iterator

from ..edits import Write
from ..outline import REFERRING, Outline
from ..problems import Finding, found
from ..vocabulary import nearest
from ..workbook import Sheet

_OUTER = re.compile(r"\$\{([^}]*)\}|\$\{[^}]*$")
_INNER = re.compile(r"(?:last-saved#)?[^\W\d][\w.\-]*")
_SPACED = re.compile(r"\$\s*+\{\s*+((?:last-saved#)?\s*+)([^{}\s]++)\s*+\}")
_CHOICES = frozenset({"label", "image", "big-image", "audio", "video"})


def check_references(form: Outline) -> Iterator[Finding]:
    """Finds references that lead nowhere, on all sheets that have any."""
    yield from _sheet(form, form.survey, REFERRING)
    if form.choices:
        yield from _sheet(form, form.choices, _CHOICES)
    if form.settings:
        yield from _sheet(form, form.settings, frozenset({"instance_name"}))


def _sheet(form: Outline, sheet: Sheet, columns: frozenset[str]) -> Iterator[Finding]:
    for row in sheet.rows:
        for at, column, _, text in sheet.cells(row):
            if column in columns and "$" in text:
                yield from _cell(form, sheet, (row.number, at), text)


def _cell(form: Outline, sheet: Sheet, cell: tuple[int, int], text: str) -> Iterator[Finding]:
    place = (sheet.name, cell[0])
    column = sheet.header[cell[1]]
    tidy = _SPACED.sub(lambda m: f"${{{m[1].strip()}{m[2]}}}", text)
    if tidy != text:
        edit = Write(sheet.name, *cell, tidy)
        yield found(place, "reference_spaces", edit, column=column, text=text[:80], new=tidy[:80])
        text = tidy
    for match in _OUTER.finditer(text):
        inner = match[1]
        if inner is None or not _INNER.fullmatch(inner):
            if inner not in form.names:  # a name that is not allowed has its own finding
                yield found(place, "reference_broken", column=column, text=match[0][:80])
            continue
        name = inner.removeprefix("last-saved#")
        if name not in form.names:
            yield _unknown(form, sheet, cell, (text, name))


def _unknown(form: Outline, sheet: Sheet, cell: tuple[int, int], told: tuple[str, str]) -> Finding:
    text, name = told
    same = [known for known in form.names if known.lower() == name.lower()]
    near = "" if same else nearest(name, tuple(form.names))
    facts = {"name": name, "column": sheet.header[cell[1]], "near": near}
    place = (sheet.name, cell[0])
    if len(same) != 1:
        return found(place, "reference_unknown", new="", **facts)
    new = re.sub(rf"\$\{{((?:last-saved#)?){re.escape(name)}\}}", rf"${{\g<1>{same[0]}}}", text)
    return found(place, "reference_unknown", Write(sheet.name, *cell, new), new=same[0], **facts)
