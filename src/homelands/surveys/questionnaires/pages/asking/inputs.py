"""Reads a page that was sent: which inputs were there, and what stood in them."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from typing import Any

from django.utils.datastructures import MultiValueDict

from homelands.forms.xforms import Answers, Page, Question
from homelands.forms.xforms.answers.kinds import tidy
from homelands.forms.xforms.dates import read_moment, write_moment
from homelands.surveys.questionnaires.pages.asking.logic import Logic
from homelands.surveys.questionnaires.pages.asking.questions import SHOWN, as_text, input_name
from homelands.surveys.questionnaires.pages.asking.widgets import Asking, widget
from homelands.surveys.questionnaires.queries.drafts import heads


@dataclass(frozen=True)
class Inputs:
    """The inputs of a page for these answers, with the data that came from them."""

    answers: Answers
    page: Page
    data: Any
    logic: Logic

    @cached_property
    def there(self) -> dict[int, Question]:
        """The questions whose inputs were there, by their place; our own pages list them."""
        listed: list[str] = self.data.getlist(SHOWN)
        return {
            place: question
            for place, question in enumerate(self.page.questions)
            if (not listed or str(place) in listed) and self._may_be_there(question, bool(listed))
        }

    def _may_be_there(self, question: Question, listed: bool) -> bool:
        """Tells whether a question is asked, or the script may have brought it up."""
        if question.path in heads(self.page) or self.answers.read_only(question):
            return False
        if self.answers.relevant(question):
            return True
        return listed and question.path in self.logic.waiting

    def given(self) -> dict[str, str]:
        """Returns what was typed, by the path of the question."""
        return {question.path: self._given(question) for question in self.there.values()}

    def _given(self, question: Question) -> str:
        text = self._typed(question)
        if question.kind != "datetime":
            return text
        return on_the_clock(text, self.answers.now.tzinfo, self.answers.value(question.path))

    def _typed(self, question: Question) -> str:
        # Only the places in an order are read by the choices that were on offer.
        offered = self.answers.choices(question) if question.kind == "rank" else ()
        asking = Asking(question, [(choice.name, choice.label) for choice in offered])
        name = input_name(question, self.page)
        return as_text(
            question.kind, widget(asking).value_from_datadict(self.data, MultiValueDict(), name)
        )


def on_the_clock(text: str, zone: tzinfo | None, held: str = "") -> str:
    """Writes a moment as typed with the offset of the zone on that day, as field apps do.

    What is `held` and shows the same day and time stays as it is: it may come from another zone.
    """
    moment = read_moment(tidy("datetime", text))
    if not isinstance(moment, datetime) or moment.tzinfo is not None:
        return text
    if held[:16] == moment.isoformat()[:16]:
        return held
    return write_moment(moment.replace(tzinfo=zone))
