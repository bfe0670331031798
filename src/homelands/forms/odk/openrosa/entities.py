"""Reads what a submission says of list entries, and writes a list as the file that forms use."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from homelands.forms.odk.openrosa.documents import child, read, text
from homelands.forms.xforms.safe_xml import Element, local


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


#: The path of a declared entity → the paths of the answers that are saved → their properties.
Declared = Mapping[str, Mapping[str, str]]


def changes(xml: bytes, declared: Declared) -> list[Change]:
    """Reads what a submission wants of entries: one, or one for each round of a repeat."""
    root = read(xml)
    return [
        _change(holder, entity, path, declared.get(f"{path}/meta/entity", {}))
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
