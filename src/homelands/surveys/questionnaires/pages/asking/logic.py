"""What a page tells the script: which answers bring up, accept or narrow which others at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from homelands.forms.xforms import Answers, Bind, Itemset, Page, Problem, Question, markup
from homelands.forms.xforms.functions import UNSTABLE
from homelands.forms.xforms.messages import MESSAGES, message_key
from homelands.forms.xforms.nodes import Call, Expression, Filter, Path, Tree
from homelands.forms.xforms.paths import ancestors, template_of
from homelands.forms.xforms.scripting import Unwritable, Writer, Written, reads
from homelands.forms.xforms.values import Leaf, Node, to_boolean, to_text
from homelands.surveys.questionnaires.pages.asking.questions import words_of
from homelands.surveys.questionnaires.pages.asking.wording import TEXTS, VALUE, pieces
from homelands.surveys.questionnaires.queries.drafts import heads

#: The kinds whose answers the script can read on the page.
_READ = frozenset("text integer decimal range select_one select_multiple trigger date".split())
#: Those whose answers are shown as they are kept.
_AS_IT_IS = frozenset("text integer decimal range date".split())
#: A longer list is narrowed by the server, lest every phone loads all of it.
_MOST_ITEMS = 400


@dataclass
class Logic:
    """The rules of one page that the script can follow, worked out from where answers are now."""

    answers: Answers
    page: Page
    _numbers: dict[str, int] = field(default_factory=dict)
    _unwritable: set[str] = field(default_factory=set)
    _worked_out: list[dict[str, Written]] = field(default_factory=list)

    @cached_property
    def _heads(self) -> frozenset[str]:
        return heads(self.page)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each question stands on the page, by its path."""
        return {question.path: place for place, question in enumerate(self.page.questions)}

    @cached_property
    def waiting(self) -> frozenset[str]:
        """Questions that are not asked now, and that the script can bring up."""
        return frozenset(
            question.path
            for question in self.page.questions
            if not self.answers.relevant(question)
            and self.conditions(question)
            and question.path in self.followed
            and question.path not in self._heads
        )

    @cached_property
    def listed(self) -> frozenset[str]:
        """Questions whose list the script narrows by other answers on the page."""
        return frozenset(q.path for q in self.page.questions if self.narrowed(q) is not None)

    @cached_property
    def told(self) -> dict[str, dict[str, Written]]:
        """What the script fills into the words of each question, by path and by mark."""
        return {question.path: self._told(question) for question in self.page.questions}

    @cached_property
    def followed(self) -> frozenset[str]:
        """Questions all of whose words the script can keep up to date."""
        return frozenset(
            question.path for question in self.page.questions if self._follows(question)
        )

    def data(self) -> dict[str, Any]:
        """Returns all rules in the form in which the script reads them."""
        rules = [self._rules(question) for question in self.page.questions]
        return {
            "today": self.answers.now.date().isoformat(),
            "questions": rules,
            "worked": self._worked_out,
        }

    def _rules(self, question: Question) -> dict[str, Any]:
        rules: dict[str, Any] = {"kind": question.kind}
        if told := self.told[question.path]:
            rules["told"] = told
        if conditions := self.conditions(question):
            rules["shown"] = conditions
        elif not self.answers.relevant(question):
            rules["shown"] = [["f", "false"]]
        if self.answers.read_only(question):
            return rules
        if (required := self._required(question)) is not None:
            rules["required"] = required
            rules["missing"] = self._words(question, "required")
        if question.constraint is not None:
            placed = self._placed(question.constraint, question.path)
            if (rule := self._written(placed, question.path)) is not None:
                rules |= {"accepted": rule, "wrong": self._words(question, "constraint")}
        if (items := self.narrowed(question)) is not None:
            rules["items"] = items
        return rules

    def _told(self, question: Question) -> dict[str, Written]:
        found = {mark: self._changing(piece, question) for mark, piece in self._moving(question)}
        return {mark: rule for mark, rule in found.items() if rule is not None}

    def _follows(self, question: Question) -> bool:
        """Tells whether nothing changes within a question's words but what the script changes."""
        moving = {mark for mark, _ in self._moving(question)}
        heading = question.section.pieces(self.answers.language)
        return moving == set(self.told[question.path]) and all(
            isinstance(piece, str) for piece in heading
        )

    def _moving(self, question: Question) -> Iterator[tuple[str, Expression | None]]:
        """Walks through what depends on this page within a question's words, with its marks."""
        for name in TEXTS:
            for mark, piece in pieces(self.answers, question, name):
                if isinstance(piece, Expression) and self._moves(piece, question):
                    yield mark, piece
        if question.calculate is not None and self._moves(question.calculate, question):
            yield VALUE, None

    def _moves(self, expression: Expression, question: Question) -> bool:
        placed = self._placed(expression, question.path)
        return not placed.calls() & UNSTABLE and self._touched(placed, question.path)

    def _changing(self, piece: Expression | None, question: Question) -> Written | None:
        """Writes a piece of the words; None stands for the answer that is worked out itself."""
        if piece is not None:
            return self._written(self._placed(piece, question.path), question.path)
        try:
            return self._answer(question.path) if question.kind in _AS_IT_IS else None
        except Unwritable:
            return None

    def _words(self, question: Question, code: str) -> str:
        text = question.bind.required_message if code == "required" else question.constraint_message
        own = self.answers.text(text, question.path)
        template = MESSAGES[message_key(code, question.kind)]
        return own or words_of(Problem(question.path, code, template, template))

    def _required(self, question: Question) -> Written | None:
        if question.required is None:
            return None
        rule = self._placed(question.required, question.path)
        if not self._touched(rule, question.path):
            return ["f", "true"] if self.answers.required(question) else None
        return self._written(rule, question.path)

    def conditions(self, question: Question) -> list[Written]:
        """Returns when a question is asked, as far as that depends on this page; else nothing."""
        found = []
        for path, condition in self._relevances(question.path):
            if not self._touched(condition, path):
                if not to_boolean(self.answers.evaluate(condition, path)):
                    return []
                continue
            rule = self._written(condition, path)
            if rule is None:
                return []
            found.append(rule)
        return found

    def _relevances(self, path: str) -> Iterator[tuple[str, Expression]]:
        """Walks from a node upwards through everything that decides whether it is asked."""
        while path:
            bind = self._bind(path)
            if bind is not None and bind.relevant is not None:
                yield path, self._placed(bind.relevant, path)
            path = path.rpartition("/")[0]

    def _bind(self, path: str) -> Bind | None:
        return self.answers.form.binds.get(template_of(path))

    def _placed(self, expression: Expression, path: str) -> Expression:
        return self.answers.form.placed(expression, template_of(path))

    def _is_single(self, path: str) -> bool:
        """Tells whether a path names one answer, in one round of every repeat around it."""
        template, shape = template_of(path), self.answers.form.shape
        if template not in shape.children or not shape.is_field(template):
            return False
        return path.count("[") == sum(
            ancestor in shape.blueprints for ancestor in ancestors(template)
        )

    def _touched(self, expression: Expression, at: str, seen: frozenset[str] = frozenset()) -> bool:
        """Tells whether an expression depends on this page, or may do so."""
        paths = reads(expression, at)
        if paths is None:
            return True
        return any(self._depends(path, seen) for path in paths)

    def _depends(self, path: str, seen: frozenset[str] = frozenset()) -> bool:
        if path in self.places:
            return True
        bind = self._bind(path)
        if bind is None or path in seen:
            return bind is None
        rules = [(path, self._placed(bind.calculate, path))] if bind.calculate else []
        rules += list(self._relevances(path))
        return any(self._touched(rule, where, seen | {path}) for where, rule in rules)

    def _written(self, expression: Expression, at: str) -> Written | None:
        try:
            return Writer(at, self._answer).write(expression.tree)
        except Unwritable:
            return None

    def _answer(self, path: str) -> Written:
        """Writes what a path holds: a place on the page, something worked out, or a text."""
        place = self.places.get(path)
        if place is not None:
            if self.page.questions[place].kind not in _READ:
                raise Unwritable
            if not self.answers.read_only(self.page.questions[place]):
                return ["p", place]
        if not self._is_single(path):
            raise Unwritable
        if not self._depends(path):
            return ["v", self.answers.value(path)]
        return ["p", self._number(path)]

    def _number(self, path: str) -> int:
        """Numbers something that is worked out on the page, after the questions."""
        if path in self._unwritable:
            raise Unwritable
        if path not in self._numbers:
            number = self._numbers[path] = len(self.page.questions) + len(self._numbers)
            try:
                self._work_out(path, number)
            except Unwritable:
                self._unwritable.add(path)
                raise
        return self._numbers[path]

    def _work_out(self, path: str, number: int) -> None:
        bind = self._bind(path)
        if bind is None or bind.calculate is None or bind.type not in {"string", "int", "decimal"}:
            raise Unwritable
        rule = Writer(path, self._answer).write(self._placed(bind.calculate, path).tree)
        shown = [
            Writer(at, self._answer).write(expression.tree)
            for at, expression in self._relevances(path)
        ]
        self._worked_out.append({"number": number, "rule": rule, "type": bind.type, "shown": shown})

    def narrowed(self, question: Question) -> dict[str, Any] | None:
        """Returns the whole list of a question and the condition that narrows it on this page."""
        choices = question.choices
        if question.kind != "select_one" or not isinstance(choices, Itemset) or choices.before:
            return None
        condition = _condition(self._placed(choices.nodes, question.path).tree)
        if condition is None or not self._touches(condition, question.path):
            return None
        columns: list[str] = []
        try:
            rule = Writer(question.path, self._answer, _gathered(columns)).write(condition)
        except Unwritable:
            return None
        rows = self._rows(question, choices, columns)
        return {"rule": rule, "rows": rows} if len(rows) <= _MOST_ITEMS else None

    def _touches(self, condition: Tree, at: str) -> bool:
        parts = Expression("", condition).parts()
        paths = [part for part in parts if isinstance(part, Path) and part.start is not None]
        return any(self._touched(Expression("", path), at) for path in paths)

    def _rows(self, question: Question, choices: Itemset, columns: list[str]) -> list[list[str]]:
        nodes = self.answers.evaluate(choices.every, question.path)
        offered = self.answers.choices(question, every=True)
        held = nodes if isinstance(nodes, list) else []
        return [
            [choice.name, markup.words_of(choice.label), *(_column(node, name) for name in columns)]
            for node, choice in zip(held, offered, strict=True)
        ]


def _column(node: Node, name: str) -> str:
    found = None if isinstance(node, Leaf) else node.find("{*}" + name)
    return "" if found is None else to_text([found])


def _gathered(columns: list[str]) -> Any:
    """Writes the columns of a list by their places behind code and label."""

    def column(name: str) -> Written:
        if name not in columns:
            columns.append(name)
        return ["i", columns.index(name) + 2]

    return column


def _condition(tree: Tree) -> Tree | None:
    """Finds the one condition by which a path narrows the items of a list of the form."""
    if isinstance(tree, Filter) and len(tree.predicates) == 1:
        return tree.predicates[0] if isinstance(tree.base, Path) else None
    if not isinstance(tree, Path) or not tree.steps:
        return None
    *before, last = tree.steps
    plain = isinstance(tree.start, Call) and not any(step.predicates for step in before)
    return last.predicates[0] if plain and len(last.predicates) == 1 else None
