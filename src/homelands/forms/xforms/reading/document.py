"""Reads XML that strangers sent: no DTD, no entities, no network, no giant trees."""

import re
from collections.abc import Iterator

from lxml import etree

from ..errors import XFormError
from ..values import Element

MAX_BYTES = 10_000_000
XFORMS = "http://www.w3.org/2002/xforms"
JAVAROSA = "http://openrosa.org/javarosa"
TEMPLATE = f"{{{JAVAROSA}}}template"
"""Marks an empty round, from which a repeat makes others."""
_PREFIX = re.compile(r"[^/:]+:(?=[^/:])")


def read_document(xml: bytes, what: str, error: type[XFormError]) -> Element:
    """Parses XML and gives its outermost element; `what` names it in complaints."""
    if len(xml) > MAX_BYTES:
        raise error(f"{what} is larger than {MAX_BYTES // 1_000_000} MB.")
    # Entities can only be declared in a DTD, and even where they are not resolved the
    # library expands them inside attributes: so the file is refused before it is parsed.
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise error(f"{what} contains a document type declaration (DTD); remove it.")
    try:
        root = etree.fromstring(xml, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        raise error(f"{what} is not well-formed XML in UTF-8: {fault}.") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise error(f"{what} contains a document type declaration (DTD); remove it.")
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


def plain_path(path: str) -> str:
    """Gives a path without prefixes and spaces: "/data/orx:meta" becomes "/data/meta"."""
    return _PREFIX.sub("", path.strip())


def leaves(root: Element) -> Iterator[tuple[str, Element]]:
    """Walks through all elements under a root with their paths, in order."""
    waiting = [("/" + local(root), root)]
    while waiting:
        path, element = waiting.pop()
        yield path, element
        waiting.extend((f"{path}/{local(child)}", child) for child in reversed(element))


def detached(root: Element) -> Element:
    """Copies a tree into a document of its own, without what belongs to the form around it.

    Names lose the XForms namespace, which they only inherit; of JavaRosa's attributes only
    the mark of a template stays.
    """
    spaces = {prefix: uri for prefix, uri in root.nsmap.items() if uri != XFORMS}
    document = etree.Element("document")
    waiting = [(root, etree.SubElement(document, _name(root), nsmap=spaces))]
    while waiting:
        source, target = waiting.pop()
        target.text = source.text if len(source) == 0 else None
        for key, value in source.attrib.items():
            if key == TEMPLATE or not str(key).startswith(f"{{{JAVAROSA}}}"):
                target.set(key, value)
        waiting.extend((child, etree.SubElement(target, _name(child))) for child in source)
    return document


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(f"{{{XFORMS}}}")
