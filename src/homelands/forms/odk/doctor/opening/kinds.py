"""Tells what a file is by its first bytes."""

import zipfile
from io import BytesIO

from ..problems import NotAForm

_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"{\\rtf": "RTF",
    b"\x1f\x8b": "GZIP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7Z",
}
_TEXTS = (".csv", ".md")


def kind_of(source: bytes, named: str) -> str:
    """Returns .xlsx, .xls, .csv or .md; anything else is refused with what it seems to be."""
    if source.startswith(b"PK\x03\x04"):
        return _zipped(source)
    if source.startswith(_OLE):
        return _compound(source)
    for mark, name in _OTHERS.items():
        if source.startswith(mark):
            raise NotAForm("other_content", kind=named, found=name)
    if source[:4] in (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00") or source[:2] == b"\x09\x04":
        return ".xls"
    return _text(source, named)


def _zipped(source: bytes) -> str:
    try:
        names = zipfile.ZipFile(BytesIO(source)).namelist()
    except Exception as error:  # whatever it is that a stranger's archive breaks
        raise NotAForm("broken") from error
    if any(name.startswith("xl/") for name in names):
        return ".xlsx"
    if "content.xml" in names:
        raise NotAForm("open_document")
    raise NotAForm("other_content", kind=".xlsx", found="ZIP")


def _compound(source: bytes) -> str:
    """Looks for the streams of an old Office file, whose names stand in it as UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in source

    if holds("EncryptedPackage"):
        raise NotAForm("protected")
    if not holds("Workbook") and not holds("Book"):
        if holds("WordDocument"):
            raise NotAForm("other_content", kind=".xls", found="Word")
        raise NotAForm("broken")
    return ".xls"


def _text(source: bytes, named: str) -> str:
    start = source[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise NotAForm("xml_spreadsheet")
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise NotAForm("web_page")
    if start.startswith(b"<"):
        raise NotAForm("other_content", kind=named, found="XML")
    wide = source[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not wide and b"\0" in source[:100_000]:
        raise NotAForm("broken" if named not in _TEXTS else "other_content", kind=named, found="?")
    if named in _TEXTS:
        return named
    if start.startswith(b"|"):
        return ".md"
    if b"," in start or b";" in start or b"\t" in start:
        return ".csv"
    raise NotAForm("broken")
