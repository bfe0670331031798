"""The last look: every answer in words, page by page, and what is still wrong."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html

from homelands.forms.xforms import Page, Question, markup
from homelands.surveys.questionnaires.pages.asking.frame import heading
from homelands.surveys.questionnaires.pages.asking.posting import LOOKING
from homelands.surveys.questionnaires.pages.asking.questions import readable, words_of
from homelands.surveys.questionnaires.queries.drafts import Draft, name_of
from homelands.ui.rows import SummaryRow

#: What stands where nothing was answered.
NOTHING = "–"


@dataclass(frozen=True)
class Part:
    """The answers of one page."""

    heading: str
    rows: list[SummaryRow]


@dataclass(frozen=True)
class Fault:
    """What is wrong with one answer, and where it can be corrected."""

    path: str
    url: str
    label: str
    sentence: str


def parts(draft: Draft, code: str) -> list[Part]:
    """Returns the pages that ask something, with their answers and a way to change each."""
    made = (Part(heading(draft, page), _rows(draft, page, code)) for page in draft.pages)
    return [part for part in made if part.rows]


def round_parts(draft: Draft, page: Page) -> list[Part]:
    """Returns what was answered in the round of a page, without ways to change it."""
    parts = (Part(heading(draft, one), _answered(draft, one)) for one in draft.round_of(page))
    return [part for part in parts if part.rows]


def _answered(draft: Draft, page: Page) -> list[SummaryRow]:
    return [row for row in _rows(draft, page, "") if row.value != NOTHING]


def _rows(draft: Draft, page: Page, code: str) -> list[SummaryRow]:
    url = _url(page, code) if code else ""
    asked = draft.asked(page)
    return [
        SummaryRow(
            term=markup.words_of(draft.answers.label(question)),
            value=_value(draft, question, code),
            change_url=url,
            change_label=markup.words_of(draft.answers.label(question)),
        )
        for question in page.questions
        if question.path in asked
    ]


def _value(draft: Draft, question: Question, code: str) -> str:
    """Returns an answer in words; that of a file leads to it."""
    words = readable(draft.answers, question)
    if words and code and question.kind == "upload":
        url = reverse("questionnaires.attachments.show", args=[code, words])
        return format_html('<a href="{}"><bdi dir="ltr">{}</bdi></a>', url, words)
    return words or NOTHING


def problems(draft: Draft, code: str) -> list[Fault]:
    """Returns what is missing or not accepted, with a link to the page where it is asked."""
    return [
        Fault(
            problem.path,
            _url(page, code),
            markup.words_of(draft.answers.label(question)),
            words_of(problem, question.kind),
        )
        for page in draft.pages
        for problem in draft.answers.check(page)
        for question in page.questions
        if question.path == problem.path
    ]


def _url(page: Page, code: str) -> str:
    return reverse("questionnaires.responses.answer", args=[code, name_of(page)]) + f"?{LOOKING}"
