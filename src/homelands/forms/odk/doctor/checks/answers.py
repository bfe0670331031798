"""What expressions make of answers: codes that no list has, and repeats seen from outside."""

from collections.abc import Iterator

from homelands.forms.xforms.errors import ExpressionError
from homelands.forms.xforms.nodes import (
    Call,
    Chain,
    Expression,
    Filter,
    Literal,
    Negation,
    Path,
    Tree,
)

from ..outline import Entry, Outline
from ..problems import Finding, found
from ..vocabulary import EXPRESSIONS, nearest
from .expressions import parsed

#: Functions that take all answers of a repeat at once.
_OF_MANY = frozenset(
    "count count-non-empty sum min max join concat indexed-repeat position checklist "
    "weighted-checklist randomize area enclosed-area distance".split()
)
_SHOWN = 12


def check_answers(form: Outline) -> Iterator[Finding]:
    """Looks at every expression that can be parsed."""
    lists = {entry.name: entry for entry in form.entries if entry.list_name in form.lists}
    repeats = _repeats(form)
    for entry in form.entries:
        for at, column, _, text in form.survey.cells(entry.row):
            if column not in EXPRESSIONS or "${" not in text:
                continue
            try:
                tree = parsed(text).tree
            except ExpressionError:
                continue  # said elsewhere
            header = form.survey.header[at]
            yield from _codes(form, (entry, header), tree, lists)
            if column != "repeat_count" and column != "choice_filter":
                yield from _from_outside(form, (entry, header), tree, repeats)


def _codes(
    form: Outline, where: tuple[Entry, str], tree: Tree, lists: dict[str, Entry]
) -> Iterator[Finding]:
    """Finds what answers are compared with and no choice of their list has."""
    entry, column = where
    place = (form.survey.name, entry.row.number)
    for name, other in _compared(tree):
        asked = lists.get(name)
        if asked is None or form.choices is None or form.names[name] > 1:
            continue
        rows = form.lists[asked.list_name]
        codes = [form.choices.text(row, "name") for row in rows]
        code = other.text if isinstance(other, Literal) else _bare(other)
        if asked.select.get("other") or not code or "${" in "".join(codes):
            continue
        facts = {"column": column, "name": name, "code": code, "list": asked.list_name}
        if not isinstance(other, Literal):
            if column != "choice_filter":  # there a bare name is a column of the list
                yield found(place, "code_unquoted", **facts)
        elif code.strip() not in codes and not _holds(code, codes):
            same = [known for known in codes if known.lower() == code.strip().lower()]
            near = same[0] if same else nearest(code, tuple(codes))
            known = ", ".join([*dict.fromkeys(filter(None, (near, *codes)))][:_SHOWN])
            yield found(place, "code_unknown", known=known, **facts)


def _holds(code: str, codes: list[str]) -> bool:
    """Tells whether a text is several codes of the list, as answers of several choices are."""
    parts = code.split()
    return len(parts) > 1 and all(part in codes for part in parts)


def _compared(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """Lists answers with what they are compared with, by = and != and by selected()."""
    for part in Expression("", tree).parts():
        match part:
            case Chain(left, ((("=" | "!="), right),)):
                for one, other in ((left, right), (right, left)):
                    if name := _named(one):
                        yield name, other
            case Call("selected", (answer, code)) if name := _named(answer):
                yield name, code


def _named(tree: Tree) -> str:
    """Names the question that ${name} alone stands for."""
    match tree:
        case Path("/", (step,)) if step.axis == "child" and not step.predicates:
            return step.test
    return ""


def _bare(tree: Tree) -> str:
    """Gives a word that stands without quotes and without ${…}, and so leads to nothing."""
    match tree:
        case Path(None, (step,)) if step.axis == "child" and not step.predicates:
            return "" if "*" in step.test or "(" in step.test else step.test
    return ""


def _repeats(form: Outline) -> dict[str, tuple[Entry, ...]]:
    """Tells of each question in which repeats it stands."""
    opened = {one.row.number: one for one in form.entries if one.opens == "repeat"}
    return {
        entry.name: around
        for entry in form.entries
        if entry.name
        and form.names[entry.name] == 1
        and (around := tuple(opened[at] for at in entry.parents if at in opened))
    }


def _from_outside(
    form: Outline, where: tuple[Entry, str], tree: Tree, repeats: dict[str, tuple[Entry, ...]]
) -> Iterator[Finding]:
    """Finds answers in a repeat that are asked for from outside of it, as if there were one."""
    entry, column = where
    place = (form.survey.name, entry.row.number)
    own = {*entry.parents, entry.row.number}
    for name in dict.fromkeys(_alone(tree)):
        outside = [one for one in repeats.get(name, ()) if one.row.number not in own]
        if outside:
            facts = {"column": column, "name": name, "repeat": outside[0].name}
            yield found(place, "repeat_outside", at=outside[0].row.number, **facts)


def _alone(tree: Tree) -> Iterator[str]:
    """Names the questions whose one answer an expression asks for."""
    match tree:
        case Path():
            if name := _named(tree):
                yield name
        case Call(name, arguments):
            for argument in arguments if name not in _OF_MANY else ():
                yield from _alone(argument)
        case Chain(first, rest):
            for part in (first, *(operand for _, operand in rest)):
                yield from _alone(part)
        case Negation(operand):
            yield from _alone(operand)
        case Filter():
            return
