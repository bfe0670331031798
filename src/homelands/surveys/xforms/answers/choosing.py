"""Works out which choices a question offers now."""

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from ..context import Context
from ..evaluator import evaluate
from ..nodes import Call, Expression
from ..reading.questions import Choice, Item, Itemset, Question
from ..reading.text import Text
from ..values import Value, to_text

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

    def context_at(self, path: str) -> Context:
        """Gives the surroundings for an expression at a node."""

    def text(self, text: Text, path: str) -> str:
        """Reads a text in the respondent's language."""


def choices_of(
    respondent: Respondent, question: Question, *, every: bool = False
) -> tuple[Choice, ...]:
    """Lists the choices on offer, or `every` one that other answers could bring up."""
    if not isinstance(question.choices, Itemset):
        return _items(respondent, question, question.choices)
    context = respondent.context_at(question.path)
    itemset = question.choices
    nodes = respondent.evaluate(itemset.every if every else itemset.nodes, question.path)
    places = [replace(context, node=node) for node in nodes] if isinstance(nodes, list) else []
    before = _items(respondent, question, itemset.before)
    return (*before, *(_choice(respondent, itemset, at) for at in places))


def _items(
    respondent: Respondent, question: Question, items: tuple[Item, ...]
) -> tuple[Choice, ...]:
    return tuple(
        _with_files(item.name, respondent.text(item.label, question.path), item.label, respondent)
        for item in items
    )


def _choice(respondent: Respondent, itemset: Itemset, at: Context) -> Choice:
    """Reads one item of a list; only a translated label has files beside it."""
    name = _read(itemset.name, at)
    match itemset.label.tree:
        case Call("jr:itext", (pointer,)):
            identifier = _read(Expression(itemset.label.text, pointer), at)
            text = respondent.form.itext.get(identifier, Text())
            return _with_files(name, respondent.itext(identifier), text, respondent)
    return Choice(name, _read(itemset.label, at))


def _with_files(name: str, label: str, text: Text, respondent: Respondent) -> Choice:
    if not text.media:
        return Choice(name, label)
    files = {kind: text.medium(kind, respondent.language) for kind in ("image", "audio", "video")}
    return Choice(name, label, **files)


def _read(expression: Expression, context: Context) -> str:
    return to_text(evaluate(expression, context)).strip()


def label_of(respondent: Respondent, question: Question, name: str) -> str | None:
    """Finds the label of a code among all choices; None when there is no such choice."""
    if not isinstance(question.choices, Itemset):
        offered = choices_of(respondent, question)
        return next((choice.label for choice in offered if choice.name == name), None)
    fixed = _items(respondent, question, question.choices.before)
    if found := [choice.label for choice in fixed if choice.name == name]:
        return found[0]
    context = respondent.context_at(question.path)
    nodes = respondent.evaluate(question.choices.every, question.path)
    for node in nodes if isinstance(nodes, list) else []:
        place = replace(context, node=node)
        if _read(question.choices.name, place) == name:
            return _read(question.choices.label, place)
    return None


def names_of(respondent: Respondent, question: Question) -> frozenset[str]:
    """Gives the codes that are accepted now, without spending time on their labels."""
    if not isinstance(question.choices, Itemset):
        return frozenset(item.name for item in question.choices)
    context = respondent.context_at(question.path)
    nodes = respondent.evaluate(question.choices.nodes, question.path)
    places = nodes if isinstance(nodes, list) else []
    fixed = frozenset(item.name for item in question.choices.before)
    return fixed.union(_read(question.choices.name, replace(context, node=node)) for node in places)
