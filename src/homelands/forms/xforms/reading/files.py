"""Reads the files that belong to a form (CSV, XML, GeoJSON) into lists of items."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from homelands.forms.tables import Line, Unreadable, decoded, lines
from homelands.forms.xforms.safe_xml import Element

from ..errors import FormError
from ..values import number_text
from .document import MAX_BYTES, detached, read_document

MAX_CELLS = 500_000
_NOT_IN_NAMES = re.compile(r"[^\w.\-]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_file(name: str, content: bytes) -> Element:
    """Reads a file by the end of its name, as a document that holds a root with items."""
    if len(content) > MAX_BYTES:
        raise FormError(f"The file {name} is larger than {MAX_BYTES // 1_000_000} MB.")
    kind = name.rpartition(".")[2].lower()
    if kind == "csv":
        return _document(_rows(name, content), name)
    if kind in ("geojson", "json"):
        return _document(_features(name, content), name)
    if kind == "xml":
        return detached(read_document(content, f"The file {name}", FormError))
    raise FormError(f"The file {name} is neither CSV, XML nor GeoJSON.")


def element_name(column: str) -> str:
    """Makes a name that XML accepts out of the heading of a column."""
    name = _NOT_IN_NAMES.sub("_", column.strip())
    return name if name[:1].isalpha() or name[:1] == "_" else f"_{name}"


def _document(items: Iterable[Mapping[str, str]], name: str) -> Element:
    document = etree.Element("document")
    root = etree.SubElement(document, "root")
    cells = 0
    for item in items:
        cells += len(item)
        if cells > MAX_CELLS:
            raise FormError(f"The file {name} has more than {MAX_CELLS} cells.")
        element = etree.SubElement(root, "item")
        for column, text in item.items():
            etree.SubElement(element, column).text = _UNWRITABLE.sub("", text) or None
    return document


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormError(f"The file {name} is not written in UTF-8.") from error


def _rows(name: str, content: bytes) -> Iterator[dict[str, str]]:
    try:
        rows = lines(decoded(content))
        headings = [element_name(cell) for cell in next(rows, Line(1, ())).cells]
        for _number, row in rows:
            filled = [*row, *[""] * (len(headings) - len(row))]
            yield dict(zip(headings, filled, strict=False))
    except Unreadable as error:
        raise FormError(f"{name}: {error}") from error


def _features(name: str, content: bytes) -> Iterator[dict[str, str]]:
    try:
        collection = json.loads(_text(name, content))
        features = collection["features"]
        items = [_feature(feature) for feature in features]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FormError(f"The file {name} is no GeoJSON collection of features.") from error
    yield from items


def _feature(feature: Mapping[str, Any]) -> dict[str, str]:
    """Turns a feature into an item: its place as ODK writes places, its id, its properties."""
    item = {"geometry": _geometry(feature.get("geometry") or {})}
    if feature.get("id") is not None:
        item["id"] = _cell(feature["id"])
    properties = feature.get("properties") or {}
    return item | {element_name(str(key)): _cell(value) for key, value in properties.items()}


def _geometry(geometry: Mapping[str, Any]) -> str:
    points = geometry.get("coordinates") or []
    match geometry.get("type"):
        case "Point":
            return _point(points)
        case "LineString":
            return ";".join(map(_point, points))
        case "Polygon":
            return ";".join(map(_point, points[0]))
    return ""


def _point(pair: list[float]) -> str:
    longitude, latitude = (number_text(float(one)) for one in pair[:2])
    return f"{latitude} {longitude} 0 0"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
