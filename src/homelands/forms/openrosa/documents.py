"""Reads XML that devices send, without entities and network, and writes what they are sent."""

from typing import TypeAlias

from lxml import etree

#: Answers without their files are small: 2 MB is more than thirty thousand of them.
MOST_BYTES = 2 * 2**20

Element: TypeAlias = etree._Element


class BadDocument(ValueError):
    """Says in one sentence what is wrong with what came."""


class TooLarge(BadDocument):
    """It is more than is taken at once."""


def read(xml: bytes) -> Element:
    """Returns the outermost element of a document."""
    if len(xml) > MOST_BYTES:
        raise TooLarge("The answers are larger than 2 MB. Send pictures and sounds beside them.")
    # Entities can only be declared in a DTD, which no submission needs.
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise BadDocument("The answers contain a document type declaration (DTD); remove it.")
    try:
        root = etree.fromstring(xml, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        raise BadDocument(f"The answers are not well-formed XML in UTF-8: {fault}.") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadDocument("The answers contain a document type declaration (DTD); remove it.")
    return root


def _parser() -> etree.XMLParser:
    # The encoding is fixed, so that a DTD cannot hide in another one.
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )


def write(root: Element) -> bytes:
    """Writes a document in UTF-8."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def local(element: Element) -> str:
    """Gives an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(parent: Element | None, name: str) -> Element | None:
    """Gives the first child of a name, whatever its namespace: apps use two of them."""
    return None if parent is None else next(parent.iterchildren("{*}" + name), None)


def text(parent: Element | None, name: str) -> str:
    """Gives what the first child of a name says; "" where there is none."""
    found = child(parent, name)
    return "" if found is None else (found.text or "").strip()
