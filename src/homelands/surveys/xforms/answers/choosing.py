"""Works out which choices a question offers now."""

from dataclasses import replace
from typing import Protocol

from ..context import Context
from ..evaluator import evaluate
from ..nodes import Expression
from ..reading.questions import Choice, Itemset, Question
from ..reading.text import Text
from ..values import Value, to_text


class Respondent(Protocol):
    """What choices depend on: the answers so far, and the language."""

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
        return tuple(
            Choice(item.name, respondent.text(item.label, question.path))
            for item in question.choices
        )
    context = respondent.context_at(question.path)
    itemset = question.choices
    nodes = respondent.evaluate(itemset.every if every else itemset.nodes, question.path)
    places = [replace(context, node=node) for node in nodes] if isinstance(nodes, list) else []
    return tuple(Choice(_read(itemset.name, at), _read(itemset.label, at)) for at in places)


def _read(expression: Expression, context: Context) -> str:
    return to_text(evaluate(expression, context)).strip()


def label_of(respondent: Respondent, question: Question, name: str) -> str | None:
    """Finds the label of a code among all choices; None when there is no such choice."""
    if not isinstance(question.choices, Itemset):
        offered = choices_of(respondent, question)
        return next((choice.label for choice in offered if choice.name == name), None)
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
    return frozenset(_read(question.choices.name, replace(context, node=node)) for node in places)
