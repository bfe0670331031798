"""Reads the XML that devices send, and writes what they are sent."""

from lxml import etree

from homelands.forms.odk.openrosa.faults import BadDocument, TooLarge
from homelands.forms.xforms.safe_xml import Element, first, read_document

#: Answers without their files are small: 2 MB is more than thirty thousand of them.
MOST_BYTES = 2 * 2**20


class _Unread(Exception):
    """It is no XML that is read; its cause says what is wrong with it, if it is not a DTD."""


def read(xml: bytes) -> Element:
    """Returns the outermost element of a document."""
    if len(xml) > MOST_BYTES:
        raise TooLarge("answers_too_large", most=MOST_BYTES // 2**20)
    try:
        return read_document(xml, "The submission", _Unread)
    except _Unread as fault:
        if fault.__cause__ is None:
            raise BadDocument("dtd") from fault
        raise BadDocument("not_xml", reason=fault.__cause__) from fault


def write(root: Element) -> bytes:
    """Writes a document in UTF-8."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def child(parent: Element | None, name: str) -> Element | None:
    """Gives the first child of a name, whatever its namespace: apps use two of them."""
    return None if parent is None else first(parent, name)


def text(parent: Element | None, name: str) -> str:
    """Gives what the first child of a name says; "" where there is none."""
    found = child(parent, name)
    return "" if found is None else (found.text or "").strip()
