"""Expressions: brackets that do not close, functions nobody knows, signs of word processors."""

import re
from collections.abc import Iterator

from homelands.forms.xforms.capabilities import COLLECT_FUNCTIONS
from homelands.forms.xforms.errors import ExpressionError, UnknownFunctionError
from homelands.forms.xforms.nodes import Call, Chain, Expression, Filter, Literal, Path
from homelands.forms.xforms.parser import parse_expression

from ..edits import Write
from ..outline import Entry, Outline
from ..problems import Finding, found
from ..vocabulary import EXPRESSIONS, SURVEYCTO

_QUOTES = str.maketrans("‘’‚“”„«»′″", '\'\'\'"""""\'"')
_REFERENCE = re.compile(r"\$\{(?:last-saved#)?([^{}\s]++)\}")
_LITERAL = re.compile(r"(\"[^\"]*\"|'[^']*')")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T.*)?$")
_BY_SIZE = frozenset({"<", "<=", ">", ">=", "+", "-", "*", "div", "mod"})
_YES_NO = frozenset({"yes", "no", "true", "false"})
_SIGNS = (
    (re.compile(r"\bAND\b"), "and"),
    (re.compile(r"\bOR\b"), "or"),
    (re.compile(r"\bNOT\s*(?=\()"), "not"),
    (re.compile(r"\bDIV\b"), "div"),
    (re.compile(r"\bMOD\b"), "mod"),
    (re.compile(r"&&"), " and "),
    (re.compile(r"\|\|"), " or "),
    (re.compile(r"=="), "="),
    (re.compile(r"<>|≠"), "!="),
    (re.compile(r"=<|≤"), "<="),
    (re.compile(r"=>|≥"), ">="),
    (re.compile(r"[–—−]"), "-"),
    (re.compile(r"×"), "*"),
    (re.compile(r"÷"), " div "),
    (re.compile(r"[\u200b\u200e\u200f\ufeff]"), ""),
)


def check_expressions(form: Outline) -> Iterator[Finding]:
    """Parses every expression of the survey sheet."""
    for entry in form.entries:
        for at, column, _, text in form.survey.cells(entry.row):
            computed = column == "default" and "${" in text
            if (column in EXPRESSIONS or computed) and text.lower() not in _YES_NO:
                yield from _one(form, entry, at, text)


def _one(form: Outline, entry: Entry, at: int, text: str) -> Iterator[Finding]:
    place = (form.survey.name, entry.row.number)
    facts = {"column": form.survey.header[at], "text": text[:120]}
    straight = text.translate(_QUOTES)
    if straight != text:
        yield found(place, "smart_quotes", Write(*place, at, straight), **facts)
    fault = fault_of(straight)
    if fault is None:
        yield from _filters(form, entry, at, straight)
        for name in sorted(parsed(straight).calls() - COLLECT_FUNCTIONS):
            yield found(place, "function_collect", name=name, **facts)
        for day in dict.fromkeys(_days(parsed(straight))):
            yield found(place, "day_as_text", day=day, **facts)
    elif isinstance(fault, UnknownFunctionError):
        code = "function_dialect" if fault.name in SURVEYCTO else "function_unknown"
        yield found(place, code, name=fault.name, **facts)
    else:
        plain = respelt(straight)
        if plain != straight and fault_of(plain) is None:
            edit = Write(*place, at, plain)
            yield found(place, "operator_spelling", edit, new=plain[:120], **facts)
        else:
            yield found(place, "expression_broken", reason=fault.reason, **facts)


def _days(expression: Expression) -> Iterator[str]:
    """Names days in quotes that are compared by size or reckoned with, as if they were dates."""
    for part in expression.parts():
        match part:
            case Chain(first, rest) if rest[0][0] in _BY_SIZE:
                operands = (first, *(operand for _, operand in rest))
            case Call("number" | "int" | "round", operands):
                pass
            case _:
                continue
        texts = (one.text for one in operands if isinstance(one, Literal))
        yield from (text for text in texts if _DAY.match(text.strip()))


def fault_of(text: str) -> ExpressionError | None:
    """Returns what is wrong with an expression of a spreadsheet; None when nothing is."""
    try:
        parsed(text)
    except ExpressionError as fault:
        return fault
    return None


def parsed(text: str) -> Expression:
    """Parses an expression in which ${name} stands for the path of a question."""
    return parse_expression(_REFERENCE.sub(_path, text))


def _path(match: re.Match[str]) -> str:
    """Writes a path as long as the reference, so that faults keep their place."""
    return f"/{match[1]}".ljust(len(match[0]))


def respelt(text: str) -> str:
    """Writes the operators of other languages as XPath has them, outside of quoted texts."""
    parts = _LITERAL.split(text)
    for at in range(0, len(parts), 2):
        for sign, ours in _SIGNS:
            parts[at] = sign.sub(ours, parts[at])
    return "".join(parts)


def _filters(form: Outline, entry: Entry, at: int, text: str) -> Iterator[Finding]:
    """Finds columns that a choice filter names and the choices sheet does not have."""
    column = form.survey.columns[at][0]
    if column != "choice_filter" or not entry.list_name or form.choices is None:
        return
    held = {header for header in form.choices.header if header}
    held |= {name for name, _ in form.choices.columns}
    for name in sorted(_columns(parsed(text)) - held):
        place = (form.survey.name, entry.row.number)
        yield found(place, "filter_column", name=name, known=", ".join(sorted(held)))


def _columns(expression: Expression) -> set[str]:
    """Names the columns that an expression takes from the choice at hand."""
    inner = {id(part.start) for part in expression.parts() if isinstance(part, Path)}
    return {
        part.steps[0].test
        for part in expression.parts()
        if isinstance(part, Path)
        and part.start is None
        and part.steps
        and part.steps[0].axis == "child"
        and part.steps[0].test not in ("*", "node()", "text()")
        and id(part) not in inner
        and not isinstance(part, Call | Filter)
    }
