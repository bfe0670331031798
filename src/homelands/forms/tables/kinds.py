"""Tells what a file is by its content, whatever it is called."""

from .archives import check_archive
from .problems import Unreadable

XLSX, XLS, ODS, SAV, DTA, TEXT = ".xlsx", ".xls", ".ods", ".sav", ".dta", "text"

WORKBOOKS = frozenset({XLSX, XLS, ODS})
STATISTICS = frozenset({SAV, DTA})

_OLE = b"\xd0\xcf\x11\xe0"
_OLD = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04")
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
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")


def kind_of(content: bytes) -> str:
    """Returns what a table is kept in; an Unreadable says what else the file seems to be."""
    if not content:
        raise Unreadable("empty")
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if content.startswith(_OLE):
        return _compound(content)
    if content.startswith(_OLD):
        return XLS
    if content.startswith((b"$FL2", b"$FL3")):
        return SAV
    if content.startswith(b"<stata_dta>") or _is_old_stata(content):
        return DTA
    for mark, name in _OTHERS.items():
        if content.startswith(mark):
            raise Unreadable("other_content", found=name)
    return _text(content)


def _zipped(content: bytes) -> str:
    names = check_archive(content)
    if any(name.startswith("xl/") for name in names):
        return XLSX
    if "content.xml" in names:
        return ODS
    raise Unreadable("other_content", found="ZIP")


def _compound(content: bytes) -> str:
    """Looks for the streams of an old Office file, whose names stand in it as UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise Unreadable("protected")
    if holds("Workbook") or holds("Book"):
        return XLS
    if holds("WordDocument"):
        raise Unreadable("other_content", found="Word")
    raise Unreadable("broken")


def _is_old_stata(content: bytes) -> bool:
    """Tells a file of Stata 8 to 12 by its release, its byte order and its type."""
    return len(content) > 2 and 113 <= content[0] <= 115 and content[1:3] in (b"\1\1", b"\2\1")


def _text(content: bytes) -> str:
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise Unreadable("xml_spreadsheet")
    if start.startswith(_WEB_PAGE):
        raise Unreadable("web_page")
    if start.startswith(b"<"):
        raise Unreadable("other_content", found="XML")
    return TEXT
