"""A page of questions as it was sent: what was typed, which files, what is in doubt, what next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from homelands.forms.xforms import Page, Problem
from homelands.foundation.errors import Refusal
from homelands.surveys.questionnaires.actions import attachments, trials
from homelands.surveys.questionnaires.actions.attachments import Sent
from homelands.surveys.questionnaires.actions.responses import Step, save
from homelands.surveys.questionnaires.actions.trials import Sending
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.pages.asking import sheets
from homelands.surveys.questionnaires.pages.asking.inputs import Inputs
from homelands.surveys.questionnaires.pages.asking.logic import Logic
from homelands.surveys.questionnaires.pages.asking.questions import (
    SHOWN,
    Doubt,
    QuestionsForm,
    input_name,
    readable,
    too_long,
    words_of,
)
from homelands.surveys.questionnaires.pages.asking.sheets import Browser, Sheet
from homelands.surveys.questionnaires.queries import form_attachments, questionnaires
from homelands.surveys.questionnaires.queries.drafts import Draft, name_of
from homelands.surveys.questionnaires.rules import MOST_CHARACTERS
from homelands.surveys.questionnaires.rules.attachments import check_size

#: How the values of the buttons begin that change the language.
LANGUAGE = "language-"
#: The value with which the script saves a page that is still being answered.
DRAFT = "draft"
#: The field in which the script names the lists that it narrowed.
NARROWED = "narrowed"
#: The field in which the script says that it keeps the words of the page up to date.
LIVE = "live"
#: In the address of a page that is opened to change one answer: from there back to the last look.
LOOKING = "look"
#: So many characters are noted of an answer that is too long.
_NOTED = 200


@dataclass
class Posting:
    """One page being answered: before anything is stored, and then with what was stored."""

    request: Any
    draft: Draft
    page: Page
    now: datetime
    browser: Browser
    refusals: dict[str, str] = field(default_factory=dict)  # of files, by path
    _refused: dict[str, str] = field(default_factory=dict)  # their names, by path
    doubtful: list[int] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)  # paths where a newer answer stays
    brought_up: bool = False  # whether these answers ask something more on the same page
    logic: Logic | None = None  # of the page as it was drawn

    @property
    def response(self) -> Response:
        return self.draft.response

    @property
    def name(self) -> str:
        return name_of(self.page)

    @property
    def go(self) -> str:
        """Which button was pressed; "" goes on."""
        return str(self.request.POST.get("go", ""))

    @property
    def language(self) -> str:
        """The language to go on in: another one where its button was pressed."""
        wanted = self.go.removeprefix(LANGUAGE)
        spoken = dict(questionnaires.languages(self.draft.form))
        return wanted if self.go.startswith(LANGUAGE) and wanted in spoken else self.draft.language

    def form(self, draft: Draft, data: Any = None) -> QuestionsForm:
        """Draws the page as a draft asks it now."""
        self.logic = logic = self._shown if draft is self.draft else Logic(draft.answers, self.page)
        return QuestionsForm(
            draft.answers,
            self.page,
            data,
            waiting=logic.waiting,
            listed=logic.listed,
            told=logic.told,
            address=self._address,
            beside=self._beside,
        )

    @cached_property
    def _shown(self) -> Logic:
        """The logic of the page as it was shown."""
        return Logic(self.draft.answers, self.page)

    def _address(self, name: str) -> str:
        return (
            reverse("questionnaires.attachments.show", args=[self.request.code, name])
            if name
            else ""
        )

    def _beside(self, name: str) -> str:
        known = form_attachments.names(self.response.questionnaire_id) if name else frozenset()
        there = name in known
        return (
            reverse("questionnaires.form_attachments.show", args=[self.request.code, name])
            if there
            else ""
        )

    def sheet(self, draft: Draft) -> str:
        """Writes down what the page holds while it is served.

        A page that comes again because of a fault is the same page: it was served when it came
        first. Doubts stay until they are settled.
        """
        before = self._sheet()
        digests = {
            place: before.digests[str(place)]
            if place in self.doubtful
            else sheets.digest(draft.answers.value(question.path))
            for place, question in enumerate(self.page.questions)
        }
        return sheets.sealed(self.response, self.name, digests, before.served or self.now)

    def _sheet(self) -> Sheet:
        text = str(self.request.POST.get(sheets.FIELD, ""))
        return sheets.opened(self.response, self.name, text)

    def sent(self) -> QuestionsForm | Draft:
        """Takes in what was sent: gives the page with what is wrong, or what was stored."""
        data = self._with_files()
        given = self._decided(Inputs(self.draft.answers, self.page, data, self._shown))
        long = any(len(text) > MOST_CHARACTERS for text in given.values())
        # Where the questionnaire fails on it, it is set aside.
        self.request.typed = given
        after = self.draft
        if not long:
            after = self.draft.given(given, self.now)
        problems = self._problems(after, given)
        self._note(problems, given)
        if long or problems or self.refusals or self._is_doubtful(after, data):
            form = self.form(after, data)
            self._mark(form, given, problems)
            return form
        self._store(given, after)
        return after

    def _note(self, problems: Iterable[Problem], given: Mapping[str, str]) -> None:
        """Notes of a trial that the page was sent, and what was said of its answers."""
        if not self.response.is_trial or self.go == DRAFT:
            return
        kinds = {question.path: question.kind for question in self.page.questions}
        said = [(one.path, given[one.path], words_of(one, kinds[one.path])) for one in problems]
        said += [(path, self._refused[path], words) for path, words in self.refusals.items()]
        said += [
            (path, f"{text[:_NOTED]}…", words)
            for path, text in given.items()
            if (words := too_long(text))
        ]
        trials.note(self.response, sending=Sending(self.name, said), by=self.request.actor)

    def _decided(self, inputs: Inputs) -> dict[str, str]:
        """Leaves out what a stale page did not touch, and asks where it did."""
        given, answers = inputs.given(), self.draft.answers
        places = {place: question.path for place, question in inputs.there.items()}
        rows = [(place, answers.value(path), given[path]) for place, path in places.items()]
        untouched, doubtful = sheets.conflicts(self._sheet(), self.browser, rows)
        for place in doubtful:
            choice = self.request.POST.get(f"pick-{place}")
            if choice == "held":
                untouched.append(place)
            elif choice != "typed":
                self.doubtful.append(place)
        self.untouched = [places[place] for place in untouched]
        return {path: text for path, text in given.items() if path not in self.untouched}

    def _problems(self, after: Draft, given: Mapping[str, str]) -> list[Problem]:
        """Lists what is wrong with the answers, for whoever wants to go on."""
        if self.go not in {"", "add"}:
            return []
        # What these answers bring up was not there to be answered: it comes next.
        problems = after.answers.check(self.page)
        return [
            problem
            for problem in problems
            if problem.path in given and problem.path not in self.refusals
        ]

    def _is_doubtful(self, after: Draft, data: QueryDict) -> bool:
        """Tells whether it must be chosen between two answers to something that is still asked."""
        if not self.doubtful:
            return False
        there = Inputs(after.answers, self.page, data, Logic(after.answers, self.page)).there
        return not there.keys().isdisjoint(self.doubtful)

    def _mark(
        self, form: QuestionsForm, given: Mapping[str, str], problems: Iterable[Problem]
    ) -> None:
        form.mark_long(given)
        form.show_held(self.untouched)
        for path, sentence in self.refusals.items():
            form.refuse(path, sentence)
        for place in self.doubtful:
            self._doubt(form, place, given)
        form.mark(problems)

    def _doubt(self, form: QuestionsForm, place: int, given: Mapping[str, str]) -> None:
        question = self.page.questions[place]
        asked = form.asked().get(question.path)
        if asked is None:
            return
        held = readable(self.draft.answers, question)
        typed = readable(self.draft.answers, question, given[question.path])
        asked.doubt = Doubt(held, typed, f"pick-{place}")
        form.refuse(question.path, _("Choose which of the two answers counts."))

    def _store(self, given: Mapping[str, str], after: Draft) -> None:
        step = Step(
            given=given,
            page=self.going(after, given),
            language=self.language,
            left=self.name,
            # The page stays open: its time is counted once, when it is left with a button.
            seconds=0 if self.go == DRAFT else self._sheet().seconds(self.now),
            after=after.answers,
        )
        stored = save(self.response, step=step, at=self.now, by=self.request.actor)
        self.response.answers = stored.answers
        self.response.page = stored.page
        self.response.changed_at = stored.changed_at

    def going(self, after: Draft, given: Mapping[str, str]) -> str:
        """Returns the name of the page to come."""
        if self.go == "back":
            return self.draft.before(self.page)
        if self.go not in {"", "add"}:
            return self.name
        narrowed = {
            question.path
            for place, question in enumerate(self.page.questions)
            if place in self._seen
        }
        place = after.after(self.page, self.draft, given, narrowed, self._told)
        self.brought_up = place == self.name
        if LOOKING in self.request.GET and not self.brought_up:
            place = ""
        return self.name if self.go else place

    @property
    def _seen(self) -> frozenset[int]:
        """The places of lists that the script narrowed, so that they were there to choose from."""
        places = self.request.POST.getlist(NARROWED)
        return frozenset(int(place) for place in places if place.isdecimal() and len(place) < 5)

    @property
    def _told(self) -> set[str]:
        """The paths of what was there while the script kept its words up to date."""
        if LIVE not in self.request.POST:
            return set()
        there = self.request.POST.getlist(SHOWN)
        followed = self._shown.followed
        places = enumerate(self.page.questions)
        return {question.path for place, question in places if str(place) in there} & followed

    def _with_files(self) -> QueryDict:
        """Stores new files and takes out those to be removed; gives what was typed with them."""
        data = self.request.POST.copy()
        if all(question.kind != "upload" for question in self.page.questions):
            return data
        if self.go == DRAFT:
            return self._with_kept_files(data)
        logic = Logic(self.draft.answers, self.page)
        for question in Inputs(self.draft.answers, self.page, data, logic).there.values():
            if question.kind == "upload":
                name, path = input_name(question, self.page), question.path
                try:
                    self._file(path, self.request.FILES.get(name), f"{name}_remove" in data)
                except Refusal as refusal:
                    self.refusals[path] = str(refusal)
                    self._refused[path] = str(getattr(self.request.FILES.get(name), "name", ""))
                data[f"{name}_kept"] = self.response.answers.get(path, "")
        return data

    def _with_kept_files(self, data: QueryDict) -> QueryDict:
        """Leaves files as they are: what is saved on the way brings none and takes out none."""
        for question in self.page.questions:
            if question.kind == "upload":
                name = input_name(question, self.page)
                data[f"{name}_kept"] = self.response.answers.get(question.path, "")
        return data

    def _file(self, path: str, file: Any, remove: bool) -> None:
        by = self.request.actor
        if file is not None:
            check_size(file.size)
            sent = Sent(path, file.read())
            made = attachments.add(self.response, sent=sent, at=self.now, by=by)
            self._take_over(path, made.name)
        elif remove:
            attachments.remove(self.response, path=path, at=self.now, by=by)
            self._take_over(path, "")

    def _take_over(self, path: str, name: str) -> None:
        """Takes over what was stored, so that the page shows it."""
        self.response.answers = {**self.response.answers, path: name}
        self.response.changed_at = self.now
        self.draft = self.draft.given({}, self.now)
