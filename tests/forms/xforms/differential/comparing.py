"""Puts every expression to both evaluators and lists where they disagree."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from homelands.forms.xforms.context import Context
from homelands.forms.xforms.errors import ExpressionError
from homelands.forms.xforms.evaluator import evaluate
from homelands.forms.xforms.parser import parse_expression
from homelands.forms.xforms.values import node_text, number_text, to_boolean, to_number, to_text

from .documents import Record
from .peer import ask
from .translation import MODEL, for_peer

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
PLACES = ("/data/person/age", "/data/kin[1]/name", "/data/home/arrived", "/data/gifts/amount")
"""Where expressions stand, one after the other."""
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_CLOSE = 1e-11


@dataclass(frozen=True)
class Case:
    """An expression, the record it is evaluated over, and the node it stands at."""

    expression: str
    use: str
    record: int
    place: str


@dataclass(frozen=True)
class Difference:
    """A case in which the evaluators give different values, both written in short."""

    case: Case
    peer: str
    ours: str


def cases(expressions: Mapping[str, str], records: int) -> list[Case]:
    """Evaluates each expression over all records, at nodes that take turns."""
    return [
        Case(expression, use, record, PLACES[(number + record) % len(PLACES)])
        for number, (expression, use) in enumerate(expressions.items())
        for record in range(records)
    ]


def differences(
    page: Any, records: Sequence[Record], asked: Sequence[Case], language: str = ""
) -> list[Difference]:
    """Lists the cases in which the two evaluators do not agree."""
    page.evaluate("name => { window.enketoFormLocale = name || undefined }", language)
    models = [record.model for record in records]
    found = ask(page, models, [_question(case) for case in asked])
    own = [ours(records[case.record], case, language) for case in asked]
    return [
        Difference(case, short(theirs, mine), short(mine, theirs))
        for case, theirs, mine in zip(asked, found, own, strict=True)
        if not agree(case.use, theirs, mine)
    ]


def _question(case: Case) -> tuple[int, str, str]:
    here = MODEL + case.place
    return case.record, here, for_peer(case.expression, here)


def ours(record: Record, case: Case, language: str = "") -> dict[str, Any]:
    """Evaluates a case with our evaluator: as a text, a truth and a number, and as nodes."""
    node = record.document.xpath(f"/document{case.place}")[0]  # the first round, as the peer
    context = Context(record.document, node, NOW, record.instances, language)
    try:
        value = evaluate(parse_expression(case.expression), context)
    except ExpressionError as fault:
        return {"fault": str(fault)}
    return {
        "nodes": [node_text(one) for one in value] if isinstance(value, list) else None,
        "text": to_text(value),
        "truth": to_boolean(value),
        "number": number_text(to_number(value)),
    }


def agree(use: str, theirs: dict[str, Any], mine: dict[str, Any]) -> bool:
    """Tells whether two values are the same for whoever uses them.

    Of a condition the truth counts, of a value the text that is kept, of a path its nodes.
    """
    if "fault" in theirs or "fault" in mine:
        return "fault" in theirs and "fault" in mine
    if use != "condition" and theirs["nodes"] is not None and mine["nodes"] is not None:
        return bool(theirs["nodes"] == mine["nodes"])
    if use != "value" and theirs["truth"] != mine["truth"]:
        return False
    keys = {"condition": (), "value": ("text",)}.get(use, ("text", "number"))
    return all(_same(theirs[key], mine[key]) for key in keys)


def _same(theirs: str, mine: str) -> bool:
    if theirs == mine:
        return True
    if not (_PLAIN.fullmatch(theirs) and _PLAIN.fullmatch(mine)):
        return False
    return math.isclose(float(theirs), float(mine), rel_tol=_CLOSE, abs_tol=_CLOSE)


def short(value: dict[str, Any], other: dict[str, Any]) -> str:
    """Writes a value in one line: its nodes or its text, else what sets it apart from another."""
    if "fault" in value:
        return "refused"
    if value["nodes"] is not None:
        count = len(value["nodes"])
        nodes = f"{count} node{'' if count == 1 else 's'}"
        return f"{nodes}: {', '.join(value['nodes'])}".strip(" :")
    for key in ("text", "number", "truth"):
        if value.get(key) != other.get(key):
            break
    shown = str(value[key]).encode(errors="replace").decode() or "empty"
    return shown if key == "text" else f"as a {key} {shown.lower() if key == 'truth' else shown}"


def distinct(found: Iterable[Difference]) -> dict[str, Difference]:
    """Gives the first difference of each expression."""
    first: dict[str, Difference] = {}
    for one in found:
        first.setdefault(one.case.expression, one)
    return first
