"""One respondent's place in a questionnaire: which pages are asked, what is held, what is next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from homelands.forms.xforms import Answers, Form, Itemset, Page, Question
from homelands.forms.xforms.paths import in_round, inside
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.queries import questionnaires


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

    def given(self, given: Mapping[str, str], now: datetime) -> "Draft":
        """Returns the draft with answers just given on top of those that are held."""
        return of_form(self.response, self.form, now, self.language, given)

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
        asked = frozenset(
            question.path
            for question in page.questions
            if self.answers.relevant(question) and not self.answers.read_only(question)
        )
        return asked - heads(page)

    def after(
        self,
        page: Page,
        shown: "Draft",
        given: Collection[str] = (),
        narrowed: Collection[str] = (),
        told: Collection[str] = (),
    ) -> str:
        """Returns where to go once a page was answered as `shown`; "" is the last look.

        An answer can bring up another question on the same page, choices for one that had none,
        or other words: then it is the same page, unless that was there already (`given`,
        `narrowed`, `told`).
        """
        name = name_of(page)
        new = self.asked(page) - shown.asked(page) - frozenset(given)
        opened = self._opened(page, shown) - frozenset(narrowed)
        if self.page(name) and (new or opened or self._reworded(page, shown, given) - set(told)):
            return name
        later = set(self._names_after(name) or shown._names_after(name))
        return next((name_of(one) for one in self.pages if name_of(one) in later), "")

    def first_of(self, repeat: str, number: int = 0) -> str:
        """Returns the name of the first page of a repeat's round, or of its last round.

        Without any round it is the page that offers the first; else "", the last look.
        """
        wanted = number or self.answers.rounds(repeat)
        pages = [page for page in self.pages if page.repeat == repeat and page.round == wanted]
        return first_of(pages)

    def round_of(self, page: Page) -> tuple[Page, ...]:
        """Returns all pages of the round that a page belongs to, those of inner repeats too."""
        place = in_round(page.repeat, page.round)
        return tuple(one for one in self.pages if inside(one.path + "/", place))

    def _opened(self, page: Page, shown: "Draft") -> frozenset[str]:
        """Returns the paths of questions that are not answered and have choices only now."""
        return frozenset(
            question.path
            for question in page.questions
            if isinstance(question.choices, Itemset)
            and question.path in self.asked(page)
            and not self.answers.value(question.path)
            and not shown.answers.choices(question)
            and self.answers.choices(question)
        )

    def said(self, page: Page) -> dict[str, str]:
        """Returns the words of all that a page says or asks now, and the answers it works out."""
        return {
            question.path: "\n".join((*self._words(question), self._worked_out(question)))
            for question in page.questions
            if self.answers.relevant(question) and question.path not in heads(page)
        }

    def _words(self, question: Question) -> tuple[str, str]:
        return self.answers.label(question), self.answers.hint(question)

    def _worked_out(self, question: Question) -> str:
        return "" if question.calculate is None else self.answers.value(question.path)

    def _reworded(self, page: Page, shown: "Draft", given: Collection[str]) -> set[str]:
        """Returns the paths of what is said in other words now, or only now, and not answered.

        Where no answer changed, the words did not change because of one.
        """
        if all(self.answers.value(path) == shown.answers.value(path) for path in given):
            return set()
        before, asked = shown.said(page), self.asked(page)
        return {
            path
            for path, words in self.said(page).items()
            if words != before.get(path) and not (path in asked and self.answers.value(path))
        }

    def _names_after(self, name: str) -> list[str]:
        """Returns the names of all pages, asked or not, that come after one; [] without it."""
        order = [name_of(page) for page in self.answers.pages(every=True)]
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
    return of_form(response, form, now, language or response.language, given)


def of_form(
    response: Response,
    form: Form,
    now: datetime,
    language: str,
    given: Mapping[str, str] | None = None,
) -> Draft:
    """Opens a response to a form that need not be published."""
    held = response.answers
    answers = Answers(form, {**held, **(given or {})}, now, language, before=held)
    return Draft(response, form, answers, language)


def kept(answers: Answers) -> dict[str, str]:
    """Returns what a draft keeps: what is not asked any more too, for one may turn back."""
    return {**answers.given, **answers.clean()}


def heads(page: Page) -> frozenset[str]:
    """Returns the paths of those questions that only carry the words above a matrix."""
    pairs = zip(page.questions, page.questions[1:], strict=False)
    return frozenset(
        head.path
        for head, row in pairs
        if "label" in head.appearance.split() and "list-nolabel" in row.appearance.split()
    )


def first_of(pages: Sequence[Page]) -> str:
    """Returns the name of the first page; "", the last look, where nothing is asked."""
    return name_of(pages[0]) if pages else ""


def last_of(pages: Sequence[Page]) -> str:
    """Returns the name of the last page; "", the last look, where nothing is asked."""
    return name_of(pages[-1]) if pages else ""


def name_of(page: Page) -> str:
    """Returns the name of a page in addresses: that of its group, and the number of its round."""
    return page.name
