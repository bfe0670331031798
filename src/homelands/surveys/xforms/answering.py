"""Keeps the state of one respondent's answers: what is asked, what is offered, what is wrong."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime

from .answers.checking import Problem, check_question
from .answers.choosing import choices_of, label_of
from .answers.kinds import tidy, written
from .answers.submission import write_submission
from .context import Context
from .errors import FormError
from .evaluator import evaluate
from .form import Form
from .functions import UNSTABLE
from .nodes import Expression
from .reading.document import leaves, plain_path
from .reading.questions import Bind, Choice, Page, Question
from .reading.text import Text
from .values import Element, Value, to_boolean, to_text

MAX_PASSES = 25
"""How often calculations may wake one another up before they count as a circle."""
_AT_START = frozenset({("timestamp", "start"), ("date", "today")})
_END = ("timestamp", "end")


class Answers:
    """The answers of one respondent to one form, at a time that is passed in.

    Answers to questions that are not asked stay at hand (the respondent may change an earlier
    answer back), but no expression sees them and neither clean() nor to_xml() gives them out.
    """

    def __init__(
        self, form: Form, values: Mapping[str, str], now: datetime, language: str = ""
    ) -> None:
        self.form = form
        self.now = now
        self.language = form.language(language)
        self._document: Element = deepcopy(form.model)
        self._nodes: dict[str, Element] = {}
        for path, node in leaves(self._document[0]):
            self._nodes.setdefault(path, node)
        self._relevant: dict[str, bool] = dict.fromkeys(self._nodes, True)
        self._context = Context(
            root=self._document,
            node=self._document[0],
            now=now,
            instances=form.instances,
            language=self.language,
            lookup=self,
        )
        self._defaults = {path: node.text or "" for path, node in self._fields()}
        self._given = {path: tidy(self._kind(path), text) for path, text in values.items()}
        self._start()
        self.recalculate()

    def _kind(self, path: str) -> str:
        question = self.form.questions.get(path)
        return question.kind if question else "text"

    def _fields(self) -> list[tuple[str, Element]]:
        """Lists the nodes that hold an answer, not others."""
        return [(path, node) for path, node in self._nodes.items() if len(node) == 0]

    def _start(self) -> None:
        """Fills in what was given, else the default, so that conditions see it."""
        for path, node in self._fields():
            bind = self.form.binds[path]
            if path not in self._given and bind.initial is not None:
                node.text = written(self.evaluate(bind.initial, path), bind.type) or None
                self._defaults[path] = node.text or ""
            elif path not in self._given and bind.preload in _AT_START:
                node.text = written(self._clock(bind), bind.type)
                self._defaults[path] = node.text
            else:
                node.text = self._given.get(path, self._defaults[path]) or None

    def _clock(self, bind: Bind) -> Value:
        return self.now.date() if bind.preload[0] == "date" else self.now

    def recalculate(self) -> None:
        """Works out relevance and calculated answers until nothing changes any more."""
        for _ in range(MAX_PASSES):
            changes = [self._settle(path, node) for path, node in self._nodes.items()]
            if not any(changes):
                return
        raise FormError(
            "The calculations or conditions of the form depend on each other in a circle."
        )

    def _settle(self, path: str, node: Element) -> bool:
        """Brings one node up to date and tells whether it changed."""
        bind = self.form.binds[path]
        before = self._relevant[path], node.text
        above = self._relevant.get(path.rpartition("/")[0], True)
        self._relevant[path] = above and (
            bind.relevant is None or to_boolean(self.evaluate(bind.relevant, path))
        )
        if len(node) == 0:
            # An empty text is kept as None, or each reading would look like a change.
            node.text = (self._due(bind, node) if self._relevant[path] else "") or None
        return before != (self._relevant[path], node.text)

    def _due(self, bind: Bind, node: Element) -> str:
        """Gives the answer that a relevant node holds now."""
        path = bind.path
        if bind.calculate is not None:
            if bind.calculate.calls() & UNSTABLE and (held := node.text or self._given.get(path)):
                return held
            return written(self.evaluate(bind.calculate, path), bind.type)
        if path in self._given and not self._fixed(bind):
            return self._given[path]
        return self._defaults[path]

    def _fixed(self, bind: Bind) -> bool:
        """Tells whether the respondent may only look at the answer."""
        if bind.read_only is None or bind.preload[0]:
            return False
        return to_boolean(self.evaluate(bind.read_only, bind.path))

    def evaluate(self, expression: Expression, path: str) -> Value:
        """Evaluates an expression of the form at one of its nodes."""
        return evaluate(expression, self.context_at(path))

    def context_at(self, path: str) -> Context:
        """Gives the surroundings for an expression at a node."""
        return replace(self._context, node=self._nodes[path])

    def value(self, path: str) -> str:
        """Gives the answer at a path as it counts now; "" when it is not asked."""
        return to_text([self._nodes[path]]) if path in self._nodes else ""

    def relevant(self, question: Question) -> bool:
        """Tells whether a question is asked, given the other answers."""
        return self._relevant[question.path]

    def read_only(self, question: Question) -> bool:
        """Tells whether an answer may only be looked at."""
        return (
            question.kind == "note" or question.calculate is not None or self._fixed(question.bind)
        )

    def required(self, question: Question) -> bool:
        """Tells whether a question must be answered."""
        rule = question.required
        return rule is not None and to_boolean(self.evaluate(rule, question.path))

    def page_relevant(self, page: Page) -> bool:
        """Tells whether any question of a page is asked."""
        return any(self._relevant[question.path] for question in page.questions)

    def pages(self) -> tuple[Page, ...]:
        """Lists the pages to be shown, in order."""
        return tuple(page for page in self.form.pages if self.page_relevant(page))

    def choices(self, question: Question, *, every: bool = False) -> tuple[Choice, ...]:
        """Lists the choices on offer now, or `every` one, in the respondent's language."""
        return choices_of(self, question, every=every)

    def text(self, text: Text, path: str) -> str:
        """Reads a text in the respondent's language, with answers filled in."""
        return "".join(
            piece if isinstance(piece, str) else to_text(self.evaluate(piece, path))
            for piece in text.pieces(self.language)
        ).strip()

    def label(self, question: Question) -> str:
        """Reads a question's label with answers filled in."""
        return self.text(question.label, question.path)

    def hint(self, question: Question) -> str:
        """Reads a question's hint with answers filled in."""
        return self.text(question.hint, question.path)

    def itext(self, identifier: str) -> str:
        """Gives a translated text by its identifier; "" when the form has none."""
        found = self.form.itext.get(identifier)
        return self.text(found, self.form.root) if found else ""

    def choice_name(self, path: str, value: str) -> str:
        """Gives the label of a choice of the question at this path, else the code itself."""
        question = self.form.questions.get(plain_path(path))
        label = label_of(self, question, value) if question and value else None
        return value if label is None else label

    def check(self, page: Page) -> list[Problem]:
        """Lists what is wrong with the answers of a page, in order, once for each question."""
        found = (check_question(self, question) for question in page.questions)
        return [problem for problem in found if problem is not None]

    def check_all(self) -> list[Problem]:
        """Lists what is wrong with all answers that are asked for."""
        return [problem for page in self.pages() for problem in self.check(page)]

    def clean(self) -> dict[str, str]:
        """Gives the answers that count: asked, not empty, calculated ones included.

        The submission's own id is not an answer.
        """
        identity = f"{self.form.root}/meta/instanceID"
        held = {path: node.text for path, node in self._fields() if path != identity}
        return {path: text for path, text in held.items() if text}

    def dropped(self) -> tuple[str, ...]:
        """Lists the paths of given answers that do not count: not asked, not known, not open."""
        return tuple(
            path for path, text in self._given.items() if text and not self._counts(path, text)
        )

    def _counts(self, path: str, text: str) -> bool:
        node = self._nodes.get(path)
        if node is None or len(node):
            return False
        return node.text == text or (
            self._relevant[path] and self.form.binds[path].calculate is not None
        )

    def to_xml(self, instance_id: str) -> bytes:
        """Writes the submission, without what was not asked; an open end is now."""
        for path, bind in self.form.binds.items():
            if bind.preload == _END and self._relevant[path] and not self._nodes[path].text:
                self._nodes[path].text = written(self.now, bind.type)
        hidden = [self._nodes[path] for path, shown in self._relevant.items() if not shown]
        return write_submission(self._document[0], hidden, instance_id)
