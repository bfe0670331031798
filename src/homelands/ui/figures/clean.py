"""Strips a drawn SVG to shapes, texts and classes, and names it for screen readers."""

import re
from unicodedata import bidirectional
from xml.etree import ElementTree as Xml  # nosec B405 - reads only what our own renderer wrote

from .palette import MISSING, NAMES

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = {"g", "path", "rect", "line", "circle", "text", "tspan", "defs", "clipPath"}
_KEPT = {
    "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "width",
    "height", "points", "transform", "text-anchor", "font-size", "font-weight", "stroke-width",
    "fill-opacity", "stroke-opacity", "stroke-dasharray", "stroke-miterlimit", "stroke-linecap",
    "clip-path", "id",
}  # fmt: skip
_LONG = re.compile(r"(\d+\.\d)\d+")
_EMPTY = re.compile(r"^(M0,0h0v0h0Z)?$")


def clean(drawn: str, label: str, mark: str) -> str:
    """Returns the drawing fit for a page; ``mark`` keeps its ids apart from other drawings."""
    root = Xml.fromstring(drawn)  # noqa: S314  # nosec B314 - see the import
    box = root.get("viewBox", "0 0 0 0")
    _strip(root, mark)
    root.attrib.clear()
    root.attrib.update({"class": "chart__svg", "viewBox": box, "role": "img", "direction": "ltr"})
    root.set("aria-label", label)
    if any(node.get("fill") == f"url(#hatch-{mark})" for node in root.iter()):
        root.insert(0, _hatch(mark))
    Xml.register_namespace("", _SVG)
    return Xml.tostring(root, encoding="unicode")


def _strip(node: Xml.Element, mark: str) -> None:
    for child in list(node):
        name = child.tag.removeprefix(f"{{{_SVG}}}")
        if name not in _SHAPES or _invisible(child, name):
            node.remove(child)
            continue
        _strip(child, mark)
        if name == "g" and len(child) == 0:
            node.remove(child)
            continue
        _paint(child, mark)


def _invisible(node: Xml.Element, name: str) -> bool:
    """Says whether nothing would be seen: hidden labels, empty paths, the white background."""
    if node.get("opacity") == "0" or node.get("display") == "none":
        return True
    if name == "path" and (_EMPTY.match(node.get("d", "")) or node.get("class") == "background"):
        return True
    return name == "rect" and node.get("fill") in ("white", "none")


def _paint(node: Xml.Element, mark: str) -> None:
    """Replaces colours by classes and drops every attribute that is not plain geometry."""
    classes = []
    fill, stroke = node.get("fill"), node.get("stroke")
    kept = {key: _LONG.sub(r"\1", value) for key, value in node.attrib.items() if key in _KEPT}
    for ids in ("id", "clip-path"):
        if ids in kept:
            kept[ids] = re.sub(r"(clip\d+)", rf"\1-{mark}", kept[ids])
    for paint, prefix in ((fill, "f"), (stroke, "s")):
        if paint in NAMES:
            classes.append(f"{prefix}-{NAMES[paint]}")
    if fill == MISSING:
        kept["fill"] = f"url(#hatch-{mark})"
    elif fill in (None, "none", "transparent") and node.tag != f"{{{_SVG}}}g":
        kept["fill"] = "none" if not node.tag.endswith(("text", "tspan")) else "currentColor"
    node.attrib.clear()
    node.attrib.update(kept)
    if classes:
        node.set("class", " ".join(classes))
    if node.text and _begins_from_the_right(node.text):
        _turn(node)


def _begins_from_the_right(text: str) -> bool:
    """Says whether the first letter of a text is written from right to left."""
    directions = (bidirectional(letter) for letter in text)
    return (
        next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"
    )


def _turn(node: Xml.Element) -> None:
    """Gives a text its own direction; the anchor is named from where its reading starts."""
    turned = {"start": "end", "end": "start"}
    anchor = node.get("text-anchor", "start")
    node.set("text-anchor", turned.get(anchor, anchor))
    node.set("direction", "rtl")
    node.set("unicode-bidi", "embed")


def _hatch(mark: str) -> Xml.Element:
    """A grey hatching: what is missing must not look like a value."""
    defs = Xml.Element(f"{{{_SVG}}}defs")
    pattern = Xml.SubElement(defs, f"{{{_SVG}}}pattern", {
        "id": f"hatch-{mark}", "width": "6", "height": "6",
        "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)",
    })  # fmt: skip
    Xml.SubElement(pattern, f"{{{_SVG}}}rect", {"width": "2", "height": "6", "class": "f-soft"})
    return defs
