"""One respondent's place in a questionnaire: which pages are asked, what is held, what is next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from homelands.surveys.models import Response
from homelands.surveys.queries import questionnaires
from homelands.surveys.xforms import Answers, Form, Page


@dataclass(frozen=True)
class Draft:
    """A response with its form and its answers, evaluated at one moment in one language."""

    response: Response
    form: Form
    answers: Answers
    language: str

    @property
    def pages(self) -> tuple[Page, ...]:
        return self.answers.pages()

    def page(self, name: str) -> Page | None:
        """Returns the page of a name, if it is asked now."""
        return next((page for page in self.pages if name_of(page) == name), None)

    def place(self, page: Page) -> int:
        """Says how many pages stand before this one."""
        return self.pages.index(page)

    def before(self, page: Page) -> str:
        """Returns the name of the page before; that of the first page itself on the first."""
        return name_of(self.pages[max(self.place(page) - 1, 0)])

    def asked(self, page: Page) -> frozenset[str]:
        """Returns the paths of what a page asks now."""
        return frozenset(
            question.path
            for question in page.questions
            if self.answers.relevant(question) and not self.answers.read_only(question)
        )

    def after(self, page: Page, shown: "Draft") -> str:
        """Returns where to go once a page was answered as `shown`; "" is the last look.

        An answer can bring up another question on the same page: then it is the same page.
        """
        name = name_of(page)
        if self.page(name) and self.asked(page) - shown.asked(page):
            return name
        later = set(self._names_after(name) or shown._names_after(name))
        return next((name_of(one) for one in self.pages if name_of(one) in later), "")

    def _names_after(self, name: str) -> list[str]:
        """Returns the names of all pages, asked or not, that come after one; [] without it."""
        order = [name_of(one) for one in self.answers.pages(every=True)]
        return order[order.index(name) + 1 :] if name in order else []


def of(
    response: Response,
    now: datetime,
    language: str = "",
    given: Mapping[str, str] | None = None,
) -> Draft:
    """Opens a response, with answers just given on top of those that are stored."""
    assert response.questionnaire is not None, "an imported response has no questionnaire"
    form = questionnaires.form_of(response.questionnaire)
    language = language or response.language
    held = response.answers
    answers = Answers(form, {**held, **(given or {})}, now, language, before=held)
    return Draft(response, form, answers, language)


def name_of(page: Page) -> str:
    """Returns the name of a page in addresses: that of its group, and the number of its round."""
    return page.name
