"""A page of a questionnaire as a form: an input for each question that is asked now."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _

from homelands.surveys.rules import MOST_CHARACTERS
from homelands.surveys.xforms import Answers, Page, Problem, Question
from homelands.ui.forms import Form
from homelands.ui.widgets import DateParts

#: With more choices than this a list is easier to use than buttons.
MOST_BUTTONS = 12


class Said(forms.Field):
    """Something that is said and not asked: a note, a heading, or a worked-out answer."""

    template_name = "surveys/responses/said.html"

    def __init__(self, text: str, *, heading: bool = False) -> None:
        super().__init__(label=text, required=False, template_name=self.template_name)
        self.heading = heading


class Asked(forms.Field):
    """The answer to a question as the text that is stored; the questionnaire itself judges it."""

    def __init__(self, question: Question, **options: Any) -> None:
        super().__init__(**options)
        self.question = question

    def clean(self, value: Any) -> str:
        """Returns the answer whatever it is: nothing that was typed may get lost."""
        if self.question.kind == "trigger":
            return "OK" if value else ""
        if self.question.kind == "date":
            return _padded(str(value or ""))
        return " ".join(value) if isinstance(value, list) else str(value or "")


def _padded(day: str) -> str:
    """Writes "2026-3-5" as "2026-03-05"; what is no date stays as it was typed."""
    parts = day.split("-")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        return f"{int(parts[0]):04}-{int(parts[1]):02}-{int(parts[2]):02}"
    return day


class QuestionsForm(Form):
    """One page of a questionnaire, with the answers so far or with those just typed."""

    def __init__(
        self, answers: Answers, page: Page, data: Any = None, *, every: bool = False
    ) -> None:
        super().__init__(data)
        self._names: dict[str, str] = {}
        section = ""
        for question in page.questions:
            if not (every or answers.relevant(question)):
                continue
            heading = answers.text(question.section, question.path)
            if heading and heading != section:
                self.fields[f"section {len(self.fields)}"] = Said(heading, heading=True)
            section = heading
            self._add(answers, question, every)

    def _add(self, answers: Answers, question: Question, every: bool) -> None:
        name = question.name if question.name not in self.fields else question.path
        if answers.read_only(question):
            self.fields[name] = Said(_shown(answers, question))
            return
        self._names[question.path] = name
        self.fields[name] = _field(answers, question, every)
        self.initial[name] = _initial(answers, question)

    def given(self) -> dict[str, str]:
        """Returns what was typed, by the path of the question."""
        self.full_clean()
        return {
            field.question.path: self._typed(name)
            for name, field in self.fields.items()
            if isinstance(field, Asked)
        }

    def _typed(self, name: str) -> str:
        field = self.fields[name]
        value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return str(field.clean(value))

    def too_long(self) -> bool:
        """Marks answers that are too long to be kept, and says whether there are any."""
        long = {path: text for path, text in self.given().items() if len(text) > MOST_CHARACTERS}
        for path, text in long.items():
            sentence = _("This answer has %(n)s characters. Shorten it to %(most)s or fewer.")
            self.add_error(self._names[path], sentence % {"n": len(text), "most": MOST_CHARACTERS})
        return bool(long)

    def mark(self, problems: Iterable[Problem]) -> None:
        """Puts what is wrong beside the questions."""
        for problem in problems:
            self.add_error(self._names.get(problem.path), words_of(problem, self._kind(problem)))

    def _kind(self, problem: Problem) -> str:
        field = self.fields.get(self._names.get(problem.path, ""))
        return field.question.kind if isinstance(field, Asked) else ""


def words_of(problem: Problem, kind: str = "") -> str:
    """Says what is wrong: in the author's words, or in ours in the reader's language."""
    if problem.code == "type" and kind == "date":
        return _("Enter a real date with a day, a month and a year, for example 27 3 2027.")
    if problem.template:
        return _(problem.template).format(**problem.values)
    return problem.message


def _shown(answers: Answers, question: Question) -> str:
    value = "" if question.kind == "note" else readable(answers, question)
    return "\n".join(filter(None, [answers.label(question), answers.hint(question), value]))


def readable(answers: Answers, question: Question) -> str:
    """Returns an answer in words, as the respondent chose or typed it."""
    value = answers.value(question.path)
    if question.kind == "trigger":
        return _("Yes") if value else ""
    if question.kind in {"select_one", "select_multiple"}:
        return ", ".join(answers.choice_name(question.path, code) for code in value.split())
    return value


def _initial(answers: Answers, question: Question) -> Any:
    value = answers.value(question.path)
    if question.kind == "select_multiple":
        return value.split()
    return value == "OK" if question.kind == "trigger" else value


@dataclass(frozen=True)
class _Choices:
    """The choices of a question, and whether the author wants a list that opens."""

    pairs: list[tuple[str, str]]
    minimal: bool

    def widget(self) -> forms.Widget:
        if self.minimal or len(self.pairs) > MOST_BUTTONS:
            return forms.Select(choices=[("", _("Choose an answer")), *self.pairs])
        return forms.RadioSelect(choices=self.pairs)


def _field(answers: Answers, question: Question, every: bool) -> forms.Field:
    # A form's author writes hints; the page draws help texts as they are.
    return Asked(
        question,
        label=answers.label(question),
        help_text=escape(answers.hint(question)),
        required=answers.required(question),
        widget=_widget(answers, question, every),
    )


def _widget(answers: Answers, question: Question, every: bool) -> forms.Widget:
    if question.kind in {"select_one", "select_multiple"}:
        pairs = [(one.name, one.label) for one in answers.choices(question, every=every)]
        if question.kind == "select_multiple":
            return forms.CheckboxSelectMultiple(choices=pairs)
        return _Choices(pairs, "minimal" in question.appearance.split()).widget()
    if question.kind == "range":
        return _range(question)
    return _input(question)


def _range(question: Question) -> forms.Widget:
    """Draws a few steps as buttons; many are typed, because a slider always has an answer."""
    steps = [(step, step) for step in _steps(question)]
    if 0 < len(steps) <= MOST_BUTTONS:
        return forms.RadioSelect(choices=steps)
    return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


def _steps(question: Question) -> list[str]:
    try:
        start, end, step = (Decimal(question.parameters[k]) for k in ("start", "end", "step"))
        count = int((end - start) / step) + 1
    except (KeyError, ArithmeticError, ValueError):
        return []
    if not 0 < count <= MOST_BUTTONS:
        return []
    return [f"{(start + step * number).normalize():f}" for number in range(count)]


def _input(question: Question) -> forms.Widget:
    if question.kind == "date":
        return DateParts()
    if question.kind == "trigger":
        return forms.CheckboxInput()
    if question.kind in {"integer", "decimal"}:
        mode = "numeric" if question.kind == "integer" else "decimal"
        return forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off", "size": 10})
    if "multiline" in question.appearance:
        return forms.Textarea(attrs={"rows": 4})
    return forms.TextInput(attrs={"autocomplete": "off"})
