"""Writes a DDI Codebook 2.5: what a data archive needs to know of a study and its variables.

The order of the elements is that of the standard, which its schema demands.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from .columns import Written
from .variable import NUMBERS, Variable

NAMESPACE = "ddi:codebook:2_5"
_DDI = f"{{{NAMESPACE}}}"
_XML = "http://www.w3.org/XML/1998/namespace"
_LANGUAGE = f"{{{_XML}}}lang"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Counted:
    """What is known of one variable's answers; None where it may not be shown."""

    valid: int | None = None
    missing: int | None = None
    codes: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Study:
    """What the archive needs to know of the study, in words."""

    title: str
    identity: str
    abstract: str = ""
    population: str = ""
    countries: Sequence[str] = ()
    sampling: str = ""
    dates: Sequence[str] = ()
    producer: str = ""
    produced: str = ""
    cases: int | None = None


@dataclass(frozen=True)
class Description:
    """A study, its variables and their counts, ready to be written."""

    study: Study
    variables: Sequence[Variable]
    counts: Mapping[str, Counted]
    concepts: Mapping[str, str]
    language: str


def write(path: Path, description: Description) -> Written:
    """Writes the description, variable after variable."""
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        attributes = {"version": "2.5", _LANGUAGE: description.language}
        with file.element(f"{_DDI}codeBook", attributes, nsmap={None: NAMESPACE, "xml": _XML}):
            file.write(_study(description.study))
            file.write(_file(description))
            with file.element(f"{_DDI}dataDscr"):
                for number, variable in enumerate(description.variables, start=1):
                    file.write(_variable(number, variable, description))
    return Written(len(description.variables))


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    element = etree.SubElement(parent, _DDI + name, attrib=attributes)
    if text:
        element.text = _UNWRITABLE.sub("", text)
    return element


def _study(study: Study) -> Any:
    root = etree.Element(f"{_DDI}stdyDscr", nsmap={None: NAMESPACE})
    citation = _add(root, "citation")
    titles = _add(citation, "titlStmt")
    _add(titles, "titl", study.title)
    _add(titles, "IDNo", study.identity)
    if study.producer or study.produced:
        production = _add(citation, "prodStmt")
        if study.producer:
            _add(production, "producer", study.producer)
        if study.produced:
            _add(production, "prodDate", study.produced, date=study.produced)
    about = _add(root, "stdyInfo")
    if study.abstract:
        _add(about, "abstract", study.abstract)
    summary = _add(about, "sumDscr")
    for event, date in zip(("start", "end"), study.dates, strict=False):
        _add(summary, "collDate", date, date=date, event=event)
    for country in study.countries:
        _add(summary, "nation", country)
    _add(summary, "anlyUnit", "Individual")
    if study.population:
        _add(summary, "universe", study.population)
    _add(summary, "dataKind", "survey data")
    _add(_add(_add(root, "method"), "dataColl"), "sampProc", study.sampling)
    return root


def _file(description: Description) -> Any:
    root = etree.Element(f"{_DDI}fileDscr", ID="F1", nsmap={None: NAMESPACE})
    text = _add(root, "fileTxt")
    _add(text, "fileName", description.study.identity)
    sizes = _add(text, "dimensns")
    if description.study.cases is not None:
        _add(sizes, "caseQnty", str(description.study.cases))
    _add(sizes, "varQnty", str(len(description.variables)))
    return root


def _variable(number: int, variable: Variable, description: Description) -> Any:
    counted = description.counts.get(variable.id, Counted())
    root = etree.Element(
        f"{_DDI}var",
        ID=f"V{number}",
        name=_UNWRITABLE.sub("", variable.id),
        files="F1",
        intrvl="contin" if variable.kind in NUMBERS else "discrete",
        nsmap={None: NAMESPACE},
    )
    _add(root, "labl", variable.label or variable.id)
    if variable.wordings:
        question = _add(root, "qstn")
        _add(question, "qstnLit", variable.wordings[-1].label or variable.label)
    if variable.wordings and (rule := variable.wordings[-1].relevant):
        _add(root, "universe", rule)
    for kind, value in (("vald", counted.valid), ("invd", counted.missing)):
        if value is not None:
            _add(root, "sumStat", str(value), type=kind)
    if len(variable.wordings) > 1:
        lines = (f"{wording.version}: {wording.label}" for wording in variable.wordings)
        _add(root, "txt", "\n".join(lines))
    for code, label in variable.codes:
        category = _add(root, "catgry")
        _add(category, "catValu", code)
        _add(category, "labl", label or code)
        if (count := counted.codes.get(code)) is not None:
            _add(category, "catStat", str(count), type="freq")
    if concept := description.concepts.get(variable.id):
        _add(root, "concept", concept)
    _add(root, "varFormat", "", type=_type(variable))
    return root


def _type(variable: Variable) -> str:
    numeric = variable.kind in NUMBERS
    return "numeric" if numeric else "character"
