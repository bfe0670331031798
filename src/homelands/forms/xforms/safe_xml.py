"""Reads XML that strangers sent: no DTD, no entities, no network, no giant trees."""

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element


def read_document(xml: bytes, what: str, error: type[Exception]) -> Element:
    """Parses XML and gives its outermost element; `what` names it in complaints."""
    # Entities can only be declared in a DTD, and even where they are not resolved the
    # library expands them inside attributes: so the file is refused before it is parsed.
    declared = error(f"{what} contains a document type declaration (DTD); remove it.")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise declared
    try:
        root = etree.fromstring(xml, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        raise error(f"{what} is not well-formed XML in UTF-8: {fault}.") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise declared
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
        attribute_defaults=False,
        remove_comments=True,
        remove_pis=True,
    )


def local(element: Element) -> str:
    """Gives an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def first(parent: Element, name: str) -> Element | None:
    """Gives the first child with this name, whatever its namespace."""
    return next(parent.iterchildren("{*}" + name), None)
