"""Tells what a form is written in by what the file holds."""

from homelands.forms.tables import Unreadable
from homelands.forms.tables.kinds import ODS, TEXT, XLS, XLSX, kind_of

from ..problems import NotAForm

_TEXTS = (".csv", ".md")


def form_kind(source: bytes, named: str) -> str:
    """Returns .xlsx, .xls, .csv or .md; anything else is refused with what it seems to be."""
    kind = kind_of(source)
    if kind in (XLSX, XLS):
        return kind
    if kind == ODS:
        raise NotAForm("open_document")
    if kind != TEXT:
        raise Unreadable("other_content", found=kind)
    wide = source[:2] in (b"\xff\xfe", b"\xfe\xff")
    if named in _TEXTS:
        return named
    if not wide and b"\0" in source[:100_000]:
        raise NotAForm("broken")
    start = source[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"|"):
        return ".md"
    if b"," in start or b";" in start or b"\t" in start:
        return ".csv"
    raise NotAForm("broken")
