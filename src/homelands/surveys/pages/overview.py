"""The last look: every answer in words, page by page, and what is still wrong."""

from dataclasses import dataclass

from django.urls import reverse

from homelands.surveys.pages.questions import readable, words_of
from homelands.surveys.queries.drafts import Draft, name_of
from homelands.surveys.xforms import Page
from homelands.ui.rows import SummaryRow


@dataclass(frozen=True)
class Part:
    """The answers of one page."""

    heading: str
    rows: list[SummaryRow]


@dataclass(frozen=True)
class Fault:
    """What is wrong with one answer, and where it can be corrected."""

    url: str
    label: str
    sentence: str


def parts(draft: Draft, code: str) -> list[Part]:
    """Returns the pages that ask something, with their answers and a way to change each."""
    made = (
        Part(draft.answers.text(page.label, page.path), _rows(draft, page, code))
        for page in draft.pages
    )
    return [part for part in made if part.rows]


def _rows(draft: Draft, page: Page, code: str) -> list[SummaryRow]:
    url = _url(page, code)
    asked = draft.asked(page)
    return [
        SummaryRow(
            term=draft.answers.label(question),
            value=readable(draft.answers, question) or "–",
            change_url=url,
            change_label=draft.answers.label(question),
        )
        for question in page.questions
        if question.path in asked
    ]


def problems(draft: Draft, code: str) -> list[Fault]:
    """Returns what is missing or not accepted, with a link to the page where it is asked."""
    return [
        Fault(
            _url(page, code),
            draft.answers.label(question),
            words_of(problem, question.kind),
        )
        for page in draft.pages
        for problem in draft.answers.check(page)
        for question in page.questions
        if question.path == problem.path
    ]


def _url(page: Page, code: str) -> str:
    return reverse("surveys.responses.answer", args=[code, name_of(page)])
