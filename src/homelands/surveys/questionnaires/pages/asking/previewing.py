"""A page of a form that is only looked at: nothing is stored, the answers travel in the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core import signing

from homelands.surveys.questionnaires.pages.asking.posting import Posting
from homelands.surveys.questionnaires.pages.asking.questions import Address, nowhere
from homelands.surveys.questionnaires.queries import drafts
from homelands.surveys.questionnaires.queries.drafts import Draft

#: The field in which a page carries what was answered before, which page it is, and the language.
CARRIED = "carried"
_SALT = "homelands.surveys.questionnaires.preview"


@dataclass(frozen=True)
class Carried:
    """What one page of a preview hands on to the next."""

    answers: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    language: str = ""

    def sealed(self) -> str:
        """Writes it into a text that only we can have written."""
        held = [dict(self.answers), self.page, self.language]
        return signing.dumps(held, salt=_SALT, compress=True)


def opened(text: str) -> Carried | None:
    """Reads back what a page carried; None where nothing was, or it is not ours."""
    try:
        answers, page, language = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    return Carried(answers, page, language)


@dataclass
class Preview(Posting):
    """One page being answered, as on the web, but for what is stored there."""

    beside: Address = nowhere
    place: str = ""  # the page to come, once the page was taken in

    def _address(self, name: str) -> str:
        return ""

    def _beside(self, name: str) -> str:
        return self.beside(name) if name else ""

    def _file(self, path: str, file: Any, remove: bool) -> None:
        if file is not None or remove:
            self._take_over(path, "" if file is None else str(file.name)[-100:])

    def _store(self, given: Mapping[str, str], after: Draft) -> None:
        self.place = self.going(after, given)
        answers, repeat = after.answers, self.page.repeat
        self.response.answers = drafts.kept(answers)
        if self.go == "add" and not self.brought_up and answers.may_add(repeat):
            self.response.answers[repeat] = str(answers.rounds(repeat) + 1)
            self.place = self._reopened(self.now).first_of(repeat)
        elif self.go == "remove" and self.page.round and answers.may_remove(repeat):
            self.response.answers = answers.without_round(repeat, self.page.round)
            self.place = self._reopened(self.now).first_of(repeat)

    def _reopened(self, now: datetime) -> Draft:
        return drafts.of_form(self.response, self.draft.form, now, self.language)
