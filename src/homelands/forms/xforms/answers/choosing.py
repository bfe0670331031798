"""Works out which choices a question offers now."""

from typing import TYPE_CHECKING, Protocol

from ..context import Context
from ..evaluator import evaluate
from ..lists import Index, column_of, matching, rows_by, texts_of
from ..nodes import Call, Expression
from ..reading.questions import Choice, Item, Itemset, Question
from ..reading.text import Text
from ..values import Leaf, Node, Value, node_text, to_text

if TYPE_CHECKING:
    from ..form import Form


class Respondent(Protocol):
    """What choices depend on: the answers so far, and the language."""

    form: "Form"
    language: str

    def itext(self, identifier: str) -> str:
        """Gives a translated text by its identifier."""

    def evaluate(self, expression: Expression, path: str) -> Value:
        """Evaluates an expression at a node."""

    @property
    def context(self) -> Context:
        """Gives the surroundings for all expressions."""

    def text(self, text: Text, path: str) -> str:
        """Reads a text in the respondent's language."""


def choices_of(
    respondent: Respondent, question: Question, *, every: bool = False
) -> tuple[Choice, ...]:
    """Lists the choices on offer, or `every` one that other answers could bring up."""
    if not isinstance(question.choices, Itemset):
        return _items(respondent, question, question.choices)
    itemset = question.choices
    nodes = _every(respondent, question) if every else _nodes(respondent, question, itemset)
    before = _items(respondent, question, itemset.before)
    pointer = _pointer(itemset.label)
    return (*before, *(_choice(respondent, itemset, pointer, node) for node in nodes))


def _nodes(respondent: Respondent, question: Question, itemset: Itemset) -> list[Node]:
    """Lists the items on offer; where only columns are compared, by way of an index."""
    index = itemset.index
    if index is not None and index.equal:
        holder = index.items_in(respondent.form.instances)
        texts = _wanted(respondent, question, index)
        if holder is not None and texts is not None:
            return matching(holder, index.item, texts)
    nodes = respondent.evaluate(itemset.nodes, question.path)
    return nodes if isinstance(nodes, list) else []


def _wanted(
    respondent: Respondent, question: Question, index: Index
) -> list[tuple[str, list[str]]] | None:
    """Gives the texts that each column may hold; None where one is compared as a number."""
    found = []
    for column, value in index.equal:
        texts = texts_of(respondent.evaluate(value, question.path))
        if texts is None:
            return None
        found.append((column, texts))
    return found


def _every(respondent: Respondent, question: Question) -> list[Node]:
    assert isinstance(question.choices, Itemset)
    nodes = respondent.evaluate(question.choices.every, question.path)
    return nodes if isinstance(nodes, list) else []


def _items(
    respondent: Respondent, question: Question, items: tuple[Item, ...]
) -> tuple[Choice, ...]:
    respondent.context.budget.spend(len(items))
    return tuple(
        _with_files(item.name, respondent.text(item.label, question.path), item.label, respondent)
        for item in items
    )


def _pointer(label: Expression) -> Expression | None:
    """Gives what names the text of a translated label; None for any other label."""
    match label.tree:
        case Call("jr:itext", (pointer,)):
            return Expression(label.text, pointer)
    return None


def _choice(
    respondent: Respondent, itemset: Itemset, pointer: Expression | None, node: Node
) -> Choice:
    """Reads one item of a list; only a translated label has files beside it."""
    name = _read(respondent, itemset.name, node)
    if pointer is None:
        return Choice(name, _read(respondent, itemset.label, node))
    identifier = _read(respondent, pointer, node)
    text = respondent.form.itext.get(identifier, Text())
    return _with_files(name, respondent.itext(identifier), text, respondent)


def _with_files(name: str, label: str, text: Text, respondent: Respondent) -> Choice:
    if not text.media:
        return Choice(name, label)
    files = {kind: text.medium(kind, respondent.language) for kind in ("image", "audio", "video")}
    return Choice(name, label, **files)


def _read(respondent: Respondent, expression: Expression, node: Node) -> str:
    """Reads a column of an item; most are named plainly and need no evaluation."""
    respondent.context.budget.spend(1)
    column = column_of(expression.tree)
    if column and not isinstance(node, Leaf):
        hidden = respondent.context.hidden
        cells = node.iterchildren("{*}" + column)
        cell = next((one for one in cells if one not in hidden), None)
        return "" if cell is None else node_text(cell).strip()
    return to_text(evaluate(expression, respondent.context, node)).strip()


def label_of(respondent: Respondent, question: Question, name: str) -> str | None:
    """Finds the label of a code among all choices; None when there is no such choice."""
    itemset = question.choices
    if not isinstance(itemset, Itemset):
        offered = _items(respondent, question, itemset)
        return next((choice.label for choice in offered if choice.name == name), None)
    fixed = _items(respondent, question, itemset.before)
    if found := [choice.label for choice in fixed if choice.name == name]:
        return found[0]
    for node in _named(respondent, itemset, name) or _every(respondent, question):
        if _read(respondent, itemset.name, node) == name:
            return _read(respondent, itemset.label, node)
    return None


def _named(respondent: Respondent, itemset: Itemset, name: str) -> list[Node]:
    """Lists the items with a code, where an index tells them; [] where it does not."""
    column, index = column_of(itemset.name.tree), itemset.index
    holder = index.items_in(respondent.form.instances) if index and column else None
    if holder is None or index is None:
        return []
    return [*rows_by(holder, index.item, column).get(name, ())]


def names_of(respondent: Respondent, question: Question) -> frozenset[str]:
    """Gives the codes that are accepted now, without spending time on their labels."""
    known = respondent.form.codes.get(id(question.choices))
    if known is not None:
        return known
    assert isinstance(question.choices, Itemset)
    name, before = question.choices.name, question.choices.before
    nodes = _nodes(respondent, question, question.choices)
    codes = (_read(respondent, name, node) for node in nodes)
    return frozenset(codes).union(item.name for item in before)
