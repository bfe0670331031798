"""Reads the rows of a file as answers, and writes each as the submission that an app would send."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lxml import etree

from homelands.forms.datafiles.incoming.columns import ID, LANGUAGE, PARTS, PLACE
from homelands.forms.datafiles.incoming.rounds import bare, numbers
from homelands.forms.tables import MISSING, Table
from homelands.ui.formulas import plain

_YES = frozenset({"1", "true", "yes", "oui", "sí", "si", "نعم", "x"})
_NO = frozenset({"0", "false", "no", "non", "لا"})
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:.*")


@dataclass(frozen=True)
class Question:
    """A question of the form: where its answer stands, and its codes by every word for them."""

    path: str
    kind: str
    codes: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    repeats: tuple[str, ...] = ()

    def at(self, rounds: Sequence[int]) -> str:
        """Returns the path of the answer in some rounds; what is not said is the first."""
        path = self.path
        for place, repeat in reversed([*enumerate(self.repeats)]):
            number = rounds[place] if place < len(rounds) else 1
            path = f"{repeat}[{number}]{path[len(repeat) :]}"
        return path


@dataclass(frozen=True)
class Asked:
    """A form as rows answer it: its identity, its root, and its questions by name."""

    form_id: str
    version: str
    root: str
    questions: Mapping[str, Question]


@dataclass(frozen=True)
class Read:
    """One row: its number in the file, its id, where and in which language, and its answers."""

    number: int
    instance: str
    place: str
    language: str
    values: dict[str, str]


def read(asked: Asked, table: Table, meaning: Mapping[str, str]) -> Iterator[Read]:
    """Reads every row by the meaning of its columns.

    A row without an id gets one from its content, so that the same file does not come in twice;
    rows that are alike are told apart by their order.
    """
    seen: dict[str, int] = {}
    missing = {name: _missing(asked, said) for name, said in meaning.items()}
    for number, row in zip(table.numbers, table.rows, strict=True):
        cells = {
            name: plain(text)
            for name, text in zip(table.header, row, strict=True)
            if text not in missing.get(name, MISSING)
        }
        said = {meaning.get(name, ""): text for name, text in cells.items()}
        words = said.get(ID) or _content(cells, seen)
        yield Read(
            number=number,
            instance=_instance(words),
            place=said.get(PLACE, ""),
            language=said.get(LANGUAGE, ""),
            values=dict(_answers(asked, table, meaning, cells)),
        )


def _missing(asked: Asked, meaning: str) -> frozenset[str]:
    """Returns what is no answer in a column: NA is one where it is the code of a choice."""
    question, _code = _meant(asked, meaning)
    return MISSING - set(question.codes) if question else MISSING


def _content(cells: Mapping[str, str], seen: dict[str, int]) -> str:
    digest = hashlib.sha256(repr(sorted(cells.items())).encode()).hexdigest()[:40]
    seen[digest] = seen.get(digest, 0) + 1
    return f"{digest}-{seen[digest]}"


def _instance(words: str) -> str:
    """Writes an id as apps do, so that answers that came from an app are known again."""
    bare = words.removeprefix("uuid:")
    try:
        return f"uuid:{UUID(bare)}"
    except ValueError:
        return f"file:{bare}"[:200]


def _answers(
    asked: Asked, table: Table, meaning: Mapping[str, str], cells: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    ticked: dict[str, list[str]] = {}
    places: dict[str, dict[str, str]] = {}
    for column, name in meaning.items():
        question, code = _meant(asked, name)
        if question is None or column not in cells:
            continue
        path = question.at(numbers(column))
        text = cells[column]
        if code and question.kind == "geopoint":
            places.setdefault(path, {})[code] = text
        elif code and _is_ticked(text, code):
            ticked.setdefault(path, []).append(code)
        elif not code:
            places[path] = {}
            labelled = table.labels.get(column, {}).get(text, text)
            yield path, _written(question, text, labelled)
    for path, codes in ticked.items():
        yield path, " ".join(codes)
    for path, parts in places.items():
        if "latitude" in parts and "longitude" in parts:
            yield path, " ".join(parts.get(part, "0") for part in PARTS)


def _meant(asked: Asked, name: str) -> tuple[Question | None, str]:
    """Returns the question of a meaning, and the choice or the part of a place behind it."""
    if name in asked.questions:
        return asked.questions[name], ""
    signs = (at for at in range(len(name) - 1, 0, -1) if name[at] == "/")
    at = next((at for at in signs if name[:at] in asked.questions), 0)
    return asked.questions.get(name[:at]), name[at + 1 :]


def _is_ticked(text: str, code: str) -> bool:
    """Tells whether the column of one choice says that it was chosen."""
    plain = text.casefold()
    return plain in _YES or plain == code.casefold() or (plain not in _NO and plain != "")


def _written(question: Question, text: str, label: str) -> str:
    """Writes a cell as the answer to its question; what cannot be read stays as it is."""
    if question.kind == "select_one":
        return _code(question, text) or _code(question, label) or text
    if question.kind in {"select_multiple", "rank"}:
        return _codes(question, text)
    if question.kind == "date" and (found := _DAY.fullmatch(text)):
        return found.group(1)
    if question.kind == "trigger":
        return "OK" if text.casefold() in _YES | {"ok"} else ""
    return text


def _code(question: Question, text: str) -> str:
    return text if text in question.codes else question.words.get(text.casefold(), "")


def _codes(question: Question, text: str) -> str:
    """Reads several choices: codes with spaces between them, else words with commas between."""
    for parts in (text.split(), re.split(r"[;,|\n]+", text)):
        codes = [_code(question, part.strip()) for part in parts if part.strip()]
        if codes and all(codes):
            return " ".join(codes)
    return text


def submission(asked: Asked, row: Read) -> bytes:
    """Writes a row as a submission: the same bytes for the same row."""
    root = etree.Element(asked.root.strip("/"), {"id": asked.form_id, "version": asked.version})
    for path, text in row.values.items():
        node = root
        for name in _inside(asked, path):
            node = _child(node, bare(name), (*numbers(name), 1)[0])
        node.text = _writable(text)
    meta = root.find("meta")
    meta = etree.SubElement(root, "meta") if meta is None else meta
    etree.SubElement(meta, "instanceID").text = row.instance
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _child(node: Any, name: str, number: int) -> Any:
    """Returns a round of a repeated group, or the only node of its name, made if need be."""
    there = node.findall(name)
    there += [etree.SubElement(node, name) for _ in range(number - len(there))]
    return there[number - 1]


def _inside(asked: Asked, path: str) -> Sequence[str]:
    return path.removeprefix(asked.root).strip("/").split("/")


def _writable(text: str) -> str:
    """Takes out what XML cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and sign != "\ufffe"))
