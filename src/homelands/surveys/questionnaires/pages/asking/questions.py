"""A page of a questionnaire as a form: an input for each question that is asked now."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from homelands.forms.xforms import Answers, Page, Problem, Question, markup
from homelands.surveys.questionnaires.pages.asking.parts import in_order
from homelands.surveys.questionnaires.pages.asking.widgets import Asking, remark, widget
from homelands.surveys.questionnaires.pages.asking.wording import (
    VALUE,
    drawn,
    label_of,
    marked,
    plain,
    worded,
)
from homelands.surveys.questionnaires.queries.drafts import heads
from homelands.surveys.questionnaires.rules import MOST_CHARACTERS
from homelands.ui.forms import Form, input_id

#: The field that lists the questions, by their place, whose inputs were there when it was sent.
SHOWN = "on"
#: The kinds of files that can stand beside a label.
MEDIA = ("image", "audio", "video")
Address = Callable[[str], str]
_TAKEN = frozenset(
    {SHOWN, "narrowed", "live", "go", "sheet", "carried", "held", "csrfmiddlewaretoken"}
)


def nowhere(name: str) -> str:
    """Gives no address: files are not shown."""
    return ""


class Said(forms.Field):
    """Something that is said and not asked: a note, a heading, or a worked-out answer."""

    template_name = "questionnaires/responses/said.html"

    def __init__(self, text: str, *, place: int | None = None, waiting: bool = False) -> None:
        super().__init__(label=text, required=False, template_name=self.template_name)
        self.place = place  # none for a heading
        self.waiting = waiting  # only the script brings it up
        self.media: dict[str, str] = {}


class Head(forms.Field):
    """The words above the columns of a matrix."""

    def __init__(self, label: str, columns: Sequence[str]) -> None:
        template = "questionnaires/responses/head.html"
        super().__init__(label=label, required=False, template_name=template)
        self.columns = columns


class Asked(forms.Field):
    """The answer to a question as the text that is stored; the questionnaire itself judges it."""

    template_name = "questionnaires/responses/asked.html"

    def __init__(self, question: Question, place: int, **options: Any) -> None:
        super().__init__(template_name=self.template_name, **options)
        self.question = question
        self.place = place
        self.row = "list-nolabel" in question.appearance.split()
        self.media: dict[str, str] = {}
        self.guidance = ""
        self.waiting = False  # only the script brings it up
        self.sent = True  # whether its input was there when the page was sent
        self.doubt: Doubt | None = None

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Shows what is held where the page that was sent did not ask for it."""
        return data if self.sent else initial

    def clean(self, value: Any) -> str:
        """Returns the answer whatever it is: nothing that was typed may get lost."""
        return as_text(self.question.kind, value)


def as_text(kind: str, value: Any) -> str:
    """Writes what an input holds as the text that is stored for its kind of question."""
    if kind == "trigger":
        return "OK" if value else ""
    if kind == "rank":
        return in_order(value or [])
    if kind in {"date", "datetime"}:
        day, mark, time = str(value or "").partition("T")
        return f"{_padded(day)}{mark}{time}"
    return " ".join(value) if isinstance(value, list) else str(value or "")


class Doubt:
    """Two answers to one question: the one that is held and the one that a stale page brings."""

    def __init__(self, held: str, typed: str, name: str) -> None:
        self.held = held
        self.typed = typed
        self.name = name


def _padded(day: str) -> str:
    """Writes "2026-3-5" as "2026-03-05"; what is no date stays as it was typed."""
    parts = day.split("-")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        return f"{int(parts[0]):04}-{int(parts[1]):02}-{int(parts[2]):02}"
    return day


class QuestionsForm(Form):
    """One page of a questionnaire, with the answers so far or with those just typed.

    `waiting` are questions that only the script brings up, `listed` those whose choices it
    changes, `told` marks the words that it keeps up to date; `address` gives where a file that is
    kept can be looked at, and `beside` where one of the form's own files can.
    """

    def __init__(
        self,
        answers: Answers,
        page: Page,
        data: Any = None,
        *,
        every: bool = False,
        waiting: frozenset[str] = frozenset(),
        listed: frozenset[str] = frozenset(),
        told: Mapping[str, Collection[str]] | None = None,
        address: Address = nowhere,
        beside: Address = nowhere,
    ) -> None:
        super().__init__(data)
        self._names: dict[str, str] = {}
        self._answers, self._page, self._every = answers, page, every
        self._waiting, self._listed, self._told = waiting, listed, told or {}
        self._address, self._beside = address, beside
        section = ""
        for place, question in enumerate(page.questions):
            shown = every or answers.relevant(question)
            if not (shown or question.path in waiting):
                continue
            heading = drawn(answers, question.section, question.path)
            if heading and heading != section and shown:
                self.fields[f"section {len(self.fields)}"] = Said(heading)
                section = heading
            self._add(question, place)

    def summary(self) -> list[tuple[str, str]]:
        """Names the question with each sentence: many of them are alike."""
        fields = self.fields.items()
        labels = {input_id(self[name]): plain(str(field.label)) for name, field in fields}
        return [
            (place, f"{labels[place]} – {said}" if labels.get(place) else said)
            for place, said in super().summary()
        ]

    def _add(self, question: Question, place: int) -> None:
        name = input_name(question, self._page)
        if question.path in heads(self._page):
            columns = [
                label_of(choice) for choice in self._answers.choices(question, every=self._every)
            ]
            self.fields[name] = Head(self._worded(question, "label"), columns)
        elif self._answers.read_only(question):
            waits = not (self._every or self._answers.relevant(question))
            said = Said(self._shown(question), place=place, waiting=waits)
            said.media = self._media(question)
            self.fields[name] = said
        else:
            field = self._field(question, place)
            self._names[question.path] = name
            self.fields[name] = field
            self.initial[name] = _initial(self._answers, question)

    def _field(self, question: Question, place: int) -> Asked:
        answers = self._answers
        choices = answers.choices(question, every=self._every)
        asking = Asking(
            question,
            [(choice.name, label_of(choice)) for choice in choices],
            images={choice.name: url for choice in choices if (url := self._beside(choice.image))},
            kept=self._kept(question),
            listed=question.path in self._listed,
        )
        words = filter(None, [self._worded(question, "hint"), remark(question)])
        field = Asked(
            question,
            place,
            label=self._worded(question, "label"),
            # A form's author writes hints; the page draws help texts as they are.
            help_text=format_html_join(mark_safe("<br>"), "{}", ((word,) for word in words)),
            required=answers.required(question),
            widget=widget(asking),
        )
        field.media = self._media(question)
        field.guidance = drawn(answers, question.guidance, question.path)
        field.waiting = question.path in self._waiting and not answers.relevant(question)
        field.sent = self._was_there(field)
        return field

    def _kept(self, question: Question) -> str:
        """Returns where the file that was added can be looked at; "" for all that is no file."""
        if question.kind != "upload":
            return ""
        return self._address(self._answers.value(question.path))

    def _worded(self, question: Question, name: str) -> str:
        return worded(self._answers, question, name, self._told.get(question.path, ()))

    def _shown(self, question: Question) -> SafeString:
        """Writes what is said and not asked: words, and an answer that was worked out."""
        value = "" if question.kind == "note" else readable(self._answers, question)
        if VALUE in self._told.get(question.path, ()):
            value = marked(VALUE, value)
        lines = [self._worded(question, "label"), self._worded(question, "hint"), value]
        return format_html_join("\n", "{}", ((line,) for line in lines if line))

    def _media(self, question: Question) -> dict[str, str]:
        """Returns the addresses of the files beside a question's label, by their kind."""
        language = self._answers.language
        named = {kind: question.label.medium(kind, language) for kind in MEDIA}
        return {kind: url for kind, name in named.items() if (url := self._beside(name))}

    def _was_there(self, field: Asked) -> bool:
        """Tells whether the page that was sent asked a question; our own pages always say it."""
        if not self.is_bound:
            return True
        listed: list[str] = getattr(self.data, "getlist", lambda name: [])(SHOWN)
        return str(field.place) in listed if listed else not field.waiting

    def asked(self) -> dict[str, Asked]:
        """Returns the fields that were there, by the path of the question."""
        return {
            field.question.path: field
            for field in self.fields.values()
            if isinstance(field, Asked) and field.sent
        }

    def mark_long(self, given: Mapping[str, str]) -> None:
        """Marks answers that are too long to be kept."""
        for path, text in given.items():
            if words := too_long(text):
                self.add_error(self._names.get(path), words)

    def mark(self, problems: Iterable[Problem]) -> None:
        """Puts what is wrong beside the questions."""
        for problem in problems:
            self.add_error(self._names.get(problem.path), words_of(problem, self._kind(problem)))

    def show_held(self, paths: Iterable[str]) -> None:
        """Shows what is held now rather than what was sent."""
        for path in paths:
            field = self.fields.get(self._names.get(path, ""))
            if isinstance(field, Asked):
                field.sent = False

    def refuse(self, path: str, sentence: str) -> None:
        """Puts a sentence beside a question."""
        self.add_error(self._names.get(path), sentence)

    def _kind(self, problem: Problem) -> str:
        field = self.fields.get(self._names.get(problem.path, ""))
        return field.question.kind if isinstance(field, Asked) else ""


def input_name(question: Question, page: Page) -> str:
    """Names a question's input by its own name, or by its path where that could be mistaken."""
    own = question.name
    others = [one.name for one in page.questions if one.path != question.path]
    mistaken = own in _TAKEN or any(other == own or other.startswith(f"{own}_") for other in others)
    return question.path if mistaken else own


def too_long(text: str) -> str:
    """Says that an answer is too long to be kept; "" where it is not."""
    if len(text) <= MOST_CHARACTERS:
        return ""
    sentence = _("This answer has %(n)s characters. Shorten it to %(most)s or fewer.")
    return sentence % {"n": len(text), "most": MOST_CHARACTERS}


def words_of(problem: Problem, kind: str = "") -> str:
    """Says what is wrong: in the author's words, or in ours in the reader's language."""
    if problem.code == "type" and kind == "date":
        return _("Enter a real date with a day, a month and a year, for example 27 3 2027.")
    if problem.code == "required" and kind == "upload":
        return problem.message if not problem.template else _("Add a file.")
    if problem.template:
        return _(problem.template).format(**problem.values)
    return markup.words_of(problem.message)


def readable(answers: Answers, question: Question, value: str | None = None) -> str:
    """Returns an answer in words, as the respondent chose or typed it."""
    value = answers.value(question.path) if value is None else value
    if question.kind == "trigger":
        return _("Yes") if value else ""
    if question.kind in {"select_one", "select_multiple"}:
        return ", ".join(_name(answers, question, code) for code in value.split())
    if question.kind == "rank":
        named = (_name(answers, question, code) for code in value.split())
        return ", ".join(f"{place}. {name}" for place, name in enumerate(named, 1))
    if question.kind == "geopoint":
        return ", ".join(value.split()[:2])
    return value[:16].replace("T", " ") if question.kind == "datetime" else value


def _name(answers: Answers, question: Question, code: str) -> str:
    return markup.words_of(answers.choice_name(question.path, code))


def _initial(answers: Answers, question: Question) -> Any:
    value = answers.value(question.path)
    if question.kind == "select_multiple":
        return value.split()
    if question.kind == "time":
        return value[:5]
    return value == "OK" if question.kind == "trigger" else value
