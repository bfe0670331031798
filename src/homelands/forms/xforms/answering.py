"""Keeps the state of one respondent's answers: what is asked, what is offered, what is wrong."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from .answers.attributes import fill_attributes
from .answers.changing import apply_changes
from .answers.checking import Problem, check_question, overfull_problem
from .answers.choosing import choices_of, label_of
from .answers.kinds import tidy, written
from .answers.paging import pages_of
from .answers.rounds import highest_rounds, without_round
from .answers.settling import Settling
from .answers.submission import write_submission
from .budget import check_length
from .context import Context
from .form import Form
from .nodes import Expression
from .paths import parent_of, template_of
from .reading.document import plain_path
from .reading.questions import MAX_ROUNDS, Choice, Page, Question
from .reading.text import Text
from .values import Value, node_text, to_boolean, to_text

_END = ("timestamp", "end")


class Answers:
    """The answers of one respondent to one form, at a time that is passed in.

    Values go by concrete path: inside a repeat with the number of the round, as in
    "/data/member[2]/name". How many rounds a respondent wants stands under the repeat's own
    path: {"/data/member": "2"}.

    Answers to questions that are not asked stay at hand (the respondent may change an earlier
    answer back), but no expression sees them and neither clean() nor to_xml() gives them out.
    """

    def __init__(
        self,
        form: Form,
        values: Mapping[str, str],
        now: datetime,
        language: str = "",
        *,
        before: Mapping[str, str] | None = None,
        sent: bool = False,
    ) -> None:
        """Opens answers; of `before` those that now differ fill in what the author wants.

        Answers that were `sent` by a field app keep what was typed over a calculation there.
        """
        self.form = form
        self.now = now
        self.language = form.language(language)
        given = {path: tidy(self._kind(path), text) for path, text in values.items()}
        self._settling = Settling(form, given, now, self.language, self)
        self._settling.sent = sent
        self._instance = self._settling.instance
        self._settling.settle()
        if before is not None and form.changing:
            apply_changes(self._settling, before)
        self._pages = tuple(pages_of(form.parts, self.rounds))

    @property
    def given(self) -> Mapping[str, str]:
        """Gives what was given, asked or not, and what answers filled in on the way."""
        return self._settling.given

    def _kind(self, path: str) -> str:
        question = self.form.question(path)
        return question.kind if question else "text"

    def recalculate(self) -> None:
        """Works out rounds, relevance and calculated answers until nothing changes any more."""
        self._settling.settle()
        self._pages = tuple(pages_of(self.form.parts, self.rounds))

    def evaluate(self, expression: Expression, path: str) -> Value:
        """Evaluates an expression of the form at one of its nodes."""
        return self._settling.evaluate(expression, path)

    @property
    def context(self) -> Context:
        """Gives the surroundings for all expressions."""
        return self._settling.context

    def value(self, path: str) -> str:
        """Gives the answer at a path as it counts now; "" when it is not asked."""
        place = self._instance.places.get(path)
        if place is None:
            return ""
        return place.text if place.field else node_text(place.element)

    def rounds(self, path: str) -> int:
        """Says how many rounds the repeat at a concrete path has."""
        return len(self._instance.rounds.get(path, ()))

    def may_add(self, path: str) -> bool:
        """Tells whether the respondent may add a round to the repeat at a concrete path."""
        return self._chosen(path) and self.rounds(path) < MAX_ROUNDS and not self._instance.full

    def may_remove(self, path: str) -> bool:
        """Tells whether the respondent may take a round out of the repeat at a concrete path."""
        return self._chosen(path) and self.rounds(path) > 0

    def without_round(self, path: str, number: int) -> dict[str, str]:
        """Gives the values without one round of the repeat at a concrete path."""
        return without_round({**self.given, path: str(self.rounds(path))}, path, number)

    def _chosen(self, path: str) -> bool:
        """Tells whether a repeat is asked and its number of rounds is the respondent's choice."""
        repeat = self.form.repeats.get(template_of(path))
        if repeat is None or repeat.fixed or repeat.count is not None:
            return False
        if rounds := self._instance.rounds.get(path):
            return any(place.relevant for place in rounds)
        above = self._instance.places.get(parent_of(path))
        return above is not None and above.relevant and path not in self._settling.closed

    def relevant(self, question: Question) -> bool:
        """Tells whether a question is asked, given the other answers."""
        place = self._instance.places.get(question.path)
        if place is None:
            return any(one.relevant for one in self._instance.all_of(question.bind.path))
        return place.relevant

    def read_only(self, question: Question) -> bool:
        """Tells whether an answer may only be looked at."""
        if question.kind == "note" or question.calculate is not None:
            return True
        place = self._instance.places.get(question.path)
        return place is not None and self._settling.fixed(place)

    def required(self, question: Question) -> bool:
        """Tells whether a question must be answered."""
        rule = question.required
        return rule is not None and to_boolean(self.evaluate(rule, question.path))

    def page_relevant(self, page: Page) -> bool:
        """Tells whether a page asks anything, or lets the respondent add a first round."""
        if not page.questions:
            return self.may_add(page.repeat)
        return any(map(self.relevant, page.questions))

    def pages(self, *, every: bool = False) -> tuple[Page, ...]:
        """Lists the pages to be shown in order, or `every` one; each round has its own."""
        return self._pages if every else tuple(filter(self.page_relevant, self._pages))

    def choices(self, question: Question, *, every: bool = False) -> tuple[Choice, ...]:
        """Lists the choices on offer now, or `every` one, in the respondent's language."""
        return choices_of(self, question, every=every)

    def text(self, text: Text, path: str) -> str:
        """Reads a text in the respondent's language, with answers filled in."""
        pieces = text.pieces(self.language)
        if all(isinstance(piece, str) for piece in pieces):
            return "".join(map(str, pieces)).strip()
        return self._filled(pieces, path).strip()

    def _filled(self, pieces: Iterable[str | Expression], path: str) -> str:
        """Fills answers into a text, unless it gets too long on the way."""
        filled: list[str] = []
        size = 0
        for piece in pieces:
            words = piece if isinstance(piece, str) else to_text(self.evaluate(piece, path))
            size += len(words)
            check_length(size)
            filled.append(words)
        return self.context.budget.write("".join(filled))

    def label(self, question: Question) -> str:
        """Reads a question's label with answers filled in."""
        return self.text(question.label, question.path)

    def hint(self, question: Question) -> str:
        """Reads a question's hint with answers filled in."""
        return self.text(question.hint, question.path)

    def itext(self, identifier: str) -> str:
        """Gives a translated text by its identifier; "" when the form has none."""
        text = self.form.itext.get(identifier)
        return self.text(text, self.form.root) if text else ""

    def choice_name(self, path: str, value: str) -> str:
        """Gives the label of a choice of the question at this path, else the code itself."""
        path = plain_path(path)
        question = self.form.question(path)
        if question is not None and "[" in path:
            question = question.at(path)
        label = label_of(self, question, value) if question and value else None
        return value if label is None else label

    def check(self, page: Page) -> list[Problem]:
        """Lists what is wrong with the answers of a page, in order, once for each question."""
        problems = (self._check(question) for question in page.questions)
        return [problem for problem in problems if problem is not None]

    def _check(self, question: Question) -> Problem | None:
        fault = check_question(self, question)
        if fault is None and self._settling.overfull:
            counted = self.form.counted.get(question.bind.path, frozenset())
            if any(template_of(repeat) in counted for repeat in self._settling.overfull):
                return overfull_problem(question)
        return fault

    def check_all(self) -> list[Problem]:
        """Lists what is wrong with all answers that are asked for."""
        return [problem for page in self.pages() for problem in self.check(page)]

    def clean(self) -> dict[str, str]:
        """Gives the answers that count: asked, not empty, calculated ones included.

        Where they do not tell how many rounds a repeat has, its path and number are there too.
        The submission's own id is not an answer.
        """
        identity = f"{self.form.root}/meta/instanceID"
        found = {
            place.path: place.text
            for place in self._instance.walk()
            if place.text and place.relevant and place.path != identity
        }
        return found | self._untold(highest_rounds(found))

    def _untold(self, named: Mapping[str, int]) -> dict[str, str]:
        """Gives the number of rounds where the answers name fewer, or none would start afresh."""
        start = self._instance.start
        return {
            path: str(len(rounds))
            for path, rounds in self._instance.rounds.items()
            if self._chosen(path) and len(rounds) != named.get(path, start(path))
        }

    def dropped(self) -> tuple[str, ...]:
        """Lists the paths of given answers that do not count: not asked, not known, not open."""
        return tuple(
            path
            for path, text in self._settling.given.items()
            if text and not self._counts(path, text)
        )

    def _counts(self, path: str, text: str) -> bool:
        if path in self._instance.rounds:
            none = text == "0" and path in self._settling.closed  # as a device leaves them out
            return none or (self._chosen(path) and text == str(self.rounds(path)))
        place = self._instance.places.get(path)
        if place is None or not place.field:
            return False
        return place.text == text or (place.relevant and place.bind.calculate is not None)

    def to_xml(self, instance_id: str) -> bytes:
        """Writes the submission, without what was not asked; an open end is now."""
        for place in self._instance.places.values():
            if place.bind.preload == _END and place.relevant and not place.text:
                place.put(written(self.now, place.bind.type))
        root = self._instance.document[0]
        fill_attributes(self._settling, instance_id)
        return write_submission(root, self._settling.hidden, instance_id)
