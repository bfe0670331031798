"""Reads documents of forms: their paths, their leaves, a part of them as one of its own."""

import re
from collections.abc import Iterator

from lxml import etree

from homelands.forms.xforms import safe_xml
from homelands.forms.xforms.safe_xml import Element, local

from ..errors import XFormError

MAX_BYTES = 10_000_000
XFORMS = "http://www.w3.org/2002/xforms"
JAVAROSA = "http://openrosa.org/javarosa"
TEMPLATE = f"{{{JAVAROSA}}}template"
"""Marks an empty round, from which a repeat makes others."""
_PREFIX = re.compile(r"(?<![^/])[^/:]+:(?=[^/:])")


def read_document(xml: bytes, what: str, error: type[XFormError]) -> Element:
    """Parses XML of a bounded size and gives its outermost element; `what` names it."""
    if len(xml) > MAX_BYTES:
        raise error(f"{what} is larger than {MAX_BYTES // 1_000_000} MB.")
    return safe_xml.read_document(xml, what, error)


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
