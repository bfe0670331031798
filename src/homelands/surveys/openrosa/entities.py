"""Reads what a submission says of list entries, and writes a list as the file that forms use."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from lxml import etree

from homelands.surveys.openrosa.documents import Element, child, local, read, text

_SAVETO = "saveto"
_SOURCE = re.compile(r"^jr://file-csv/(?P<name>[^/]{1,100})\.csv$")
_SPACE = re.compile(r"[^/:]+:(?=[^/:])")


@dataclass(frozen=True)
class Declared:
    """What a form does with lists: which it fills, which it uses, which answers it saves."""

    fills: frozenset[str]
    uses: tuple[str, ...]
    #: The path of a question → the property under which its answer is saved.
    saves: Mapping[str, str]
    #: Names of files that the form needs beside it, lists among them.
    files: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What a submission wants of one entry."""

    dataset: str
    key: str
    create: bool
    update: bool
    base: int | None
    label: str
    values: dict[str, str] = field(default_factory=dict)


def declared(xform: bytes) -> Declared:
    """Reads what a form does with lists. The form was read once already: it is sound."""
    # A form may be larger than a submission.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(xform, parser)
    saves, fills, sources = {}, set(), []
    for element in root.iter("{*}bind", "{*}entity", "{*}instance"):
        name = local(element)
        if name == "bind":
            kept = {_plain(str(k)): str(v) for k, v in element.attrib.items()}.get(_SAVETO)
            if kept:
                saves[_SPACE.sub("", element.get("nodeset", "").strip())] = kept
        elif name == "entity" and element.get("dataset"):
            fills.add(str(element.get("dataset")))
        elif name == "instance" and element.get("src"):
            sources.append(str(element.get("src")))
    uses = [found.group("name") for one in sources if (found := _SOURCE.match(one))]
    files = [one.rpartition("/")[2] for one in sources if one.startswith("jr://")]
    return Declared(frozenset(fills), tuple(uses), saves, tuple(files))


def _plain(key: str) -> str:
    return key.rpartition("}")[2]


def changes(xml: bytes, saves: Mapping[str, str]) -> list[Change]:
    """Reads what a submission wants of entries: one, or one for each round of a repeat."""
    root = read(xml)
    return [
        _change(holder, entity, path, saves)
        for path, holder in _holders(root, "/" + local(root))
        if (entity := child(child(holder, "meta"), "entity")) is not None
        if _asks(entity)
    ]


def _holders(element: Element, path: str) -> Iterator[tuple[str, Element]]:
    """Walks through what may hold an entry, with its path."""
    yield path, element
    for one in element:
        if len(one) and local(one) != "meta":
            yield from _holders(one, f"{path}/{local(one)}")


def _asks(entity: Element) -> bool:
    wanted = _true(entity.get("create")) or _true(entity.get("update"))
    return wanted and bool(entity.get("dataset")) and bool(entity.get("id"))


def _true(value: str | None) -> bool:
    return (value or "").strip().lower() in {"1", "true"}


def _change(holder: Element, entity: Element, path: str, saves: Mapping[str, str]) -> Change:
    base = (entity.get("baseVersion") or "").strip()
    values = {
        name: found
        for where, name in saves.items()
        if where.startswith(path + "/")
        for found in [_value(holder, where.removeprefix(path + "/"))]
        if found is not None
    }
    return Change(
        dataset=str(entity.get("dataset"))[:100],
        key=str(entity.get("id")).strip()[:100],
        create=_true(entity.get("create")),
        update=_true(entity.get("update")),
        base=int(base) if base.isascii() and base.isdecimal() and len(base) < 9 else None,
        label=text(entity, "label")[:300],
        values=values,
    )


def _value(holder: Element, where: str) -> str | None:
    found: Element | None = holder
    for step in where.split("/"):
        found = child(found, step)
    return None if found is None else (found.text or "").strip()


def sheet(rows: Iterable[tuple[str, str, int, Mapping[str, str]]], names: Sequence[str]) -> bytes:
    """Writes a list as CSV: key, label and version of each entry, then its properties."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "label", "__version", *names])
    for key, label, version, values in rows:
        writer.writerow([key, label, version, *(values.get(name, "") for name in names)])
    return out.getvalue().encode()
