"""Reads the XML that devices send, and writes what they are sent."""

from lxml import etree

from homelands.forms.xforms.safe_xml import Element, first, read_document

#: Answers without their files are small: 2 MB is more than thirty thousand of them.
MOST_BYTES = 2 * 2**20


class BadDocument(ValueError):
    """Says in one sentence what is wrong with what came."""


class TooLarge(BadDocument):
    """It is more than is taken at once."""


def read(xml: bytes) -> Element:
    """Returns the outermost element of a document."""
    if len(xml) > MOST_BYTES:
        raise TooLarge("The answers are larger than 2 MB. Send pictures and sounds beside them.")
    return read_document(xml, "The submission", BadDocument)


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
