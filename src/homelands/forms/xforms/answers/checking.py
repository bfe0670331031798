"""Finds what is wrong with an answer: missing, unreadable, not on offer, not accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ..messages import MESSAGES, message_key
from ..nodes import Expression
from ..reading.questions import CHOICE_KINDS, MAX_ROUNDS, Question
from ..values import Value, to_boolean
from .choosing import Respondent, names_of
from .kinds import fits


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer.

    `template` and `values` are there when the words are built in, so that they can be
    translated; it is empty when the form's author wrote the message.
    """

    path: str
    code: str
    message: str
    template: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


class Examined(Respondent, Protocol):
    """What a check looks at: one respondent's answers and the rules they are under."""

    def value(self, path: str) -> str:
        """Gives an answer."""

    def relevant(self, question: Question) -> bool:
        """Tells whether a question is asked."""

    def required(self, question: Question) -> bool:
        """Tells whether a question must be answered."""

    def read_only(self, question: Question) -> bool:
        """Tells whether an answer may only be looked at."""

    def evaluate(self, expression: Expression, path: str) -> Value:
        """Evaluates an expression at a node."""


def check_question(answers: Examined, question: Question) -> Problem | None:
    """Gives the first thing that is wrong with an answer; None when all is well."""
    if not answers.relevant(question) or answers.read_only(question):
        return None
    answer = answers.value(question.path)
    if not answer.strip():
        if not answers.required(question):
            return None
        own = answers.text(question.bind.required_message, question.path)
        return _problem(question, "required", own=own)
    if not fits(question.kind, answer):
        return _problem(question, "type")
    listed = question.kind in CHOICE_KINDS and not answers.form.lacks_list(question)
    if listed and not _offered(answers, question, answer):
        return _problem(question, "choice")
    if question.kind == "range" and (fault := _out_of_range(question, float(answer))):
        return fault
    return _accepted(answers, question)


def overfull_problem(question: Question) -> Problem:
    """Says that an answer asks for more rounds of a repeat than there may be."""
    return _problem(question, "rounds", values={"most": str(MAX_ROUNDS)})


def _accepted(answers: Examined, question: Question) -> Problem | None:
    rule = question.constraint
    if rule is None or to_boolean(answers.evaluate(rule, question.path)):
        return None
    own = answers.text(question.constraint_message, question.path)
    return _problem(question, "constraint", own=own)


def _offered(answers: Examined, question: Question, answer: str) -> bool:
    """Checks codes against those on offer now; of a ranking all must be there."""
    names = names_of(answers, question)
    if question.kind == "select_one":
        return answer in names
    codes = answer.split()
    complete = question.kind != "rank" or len(codes) == len(names)
    return complete and len(set(codes)) == len(codes) and names.issuperset(codes)


def _out_of_range(question: Question, number: float) -> Problem | None:
    """Checks a number against start, end and step, where the form gives them as numbers."""
    bounds = {name: question.parameters.get(name, "") for name in ("start", "end", "step")}
    if not all(fits("decimal", bounds[name]) for name in ("start", "end")):
        return None
    start, end = float(bounds["start"]), float(bounds["end"])
    if not min(start, end) <= number <= max(start, end):
        return _problem(question, "constraint", "constraint.range", bounds)
    step = abs(float(bounds["step"])) if fits("decimal", bounds["step"]) else 0.0
    steps = (number - start) / step if step else 0.0
    if abs(steps - round(steps)) > 1e-6:
        return _problem(question, "constraint", "constraint.step", bounds)
    return None


def _problem(
    question: Question,
    code: str,
    key: str = "",
    values: Mapping[str, str] | None = None,
    own: str = "",
) -> Problem:
    """Words a fault: in the author's own words, or else in the built-in ones."""
    if own:
        return Problem(question.path, code, own)
    template = MESSAGES[key or message_key(code, question.kind)]
    filled = dict(values or {})
    return Problem(question.path, code, template.format(**filled), template, filled)
