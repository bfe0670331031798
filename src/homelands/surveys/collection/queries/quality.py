"""How a study runs, from the answers that the actor may read: where people stop, how long it
takes, what they leave blank, and whether field teams differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from statistics import median
from typing import Any

from django.db.models import Count, Q

from homelands.forms.xforms import Answers, Form, Page, Question, XFormError
from homelands.surveys.collection.models import Submission
from homelands.surveys.collection.queries import quality_flags
from homelands.surveys.collection.rules.quality_flags import LONG_ROW, is_straight
from homelands.surveys.questionnaires.models import Collector, Response, Study
from homelands.surveys.questionnaires.queries import drafts, questionnaires

#: A draft that nobody has touched for so long counts as broken off.
IDLE = timedelta(days=2)

#: So many of the latest answers are read for times, and for blanks, which take longer to find.
LATEST, READ = 2_000, 300

#: Whoever takes less than this share of the median time can hardly have read the questions.
HURRY = 1 / 3


@dataclass(frozen=True)
class PageRun:
    """One page: how many came to it, how many rest there, and the median seconds on it."""

    page: Page
    reached: int
    broken_off: int
    seconds: float | None


@dataclass(frozen=True)
class Item:
    """One question: of those who were asked it, how many left it blank."""

    question: Question
    asked: int
    blank: int

    @property
    def share(self) -> float:
        return self.blank / self.asked


@dataclass(frozen=True)
class Group:
    """Respondents with the same language, device or team, begun and complete."""

    name: str
    begun: int
    complete: int

    @property
    def share(self) -> float:
        return self.complete / self.begun


@dataclass(frozen=True)
class Team:
    """A field team: what it sent, how long an interview takes, what it leaves blank."""

    collector: Collector
    complete: int
    minutes: float | None
    blank: float | None
    straight: float | None
    in_review: int


@dataclass(frozen=True)
class Times:
    """Minutes from the first page to the last, and how many hurried."""

    n: int
    median: float | None
    quickest: float | None
    hurried: int


@dataclass(frozen=True)
class Reading:
    """One complete response, read question by question."""

    response: Response
    asked: frozenset[str]
    blank: frozenset[str]
    rows: int
    straight: int


@dataclass(frozen=True)
class Run:
    """How a study runs, computed when it is asked for; `at` is now."""

    study: Study
    at: datetime

    @cached_property
    def form(self) -> Form | None:
        """The form that is asked now; None for a study that was held elsewhere."""
        latest = questionnaires.latest(self.study)
        return questionnaires.form_of(latest) if latest else None

    @cached_property
    def _latest(self) -> list[Response]:
        responses = Response.objects.filter(
            study=self.study, completed_at__isnull=False, questionnaire__isnull=False
        )
        return list(responses.select_related("collector").order_by("-completed_at")[:LATEST])

    @cached_property
    def readings(self) -> list[Reading]:
        """The latest responses to the form that is asked now, read question by question."""
        latest = questionnaires.latest(self.study)
        if latest is None or self.form is None:
            return []
        same = [response for response in self._latest if response.questionnaire_id == latest.pk][
            :READ
        ]
        return [_read(self.form, response) for response in same]

    def pages(self) -> list[PageRun]:
        """Returns the pages of the form in order."""
        if self.form is None:
            return []
        complete = Response.objects.filter(study=self.study, completed_at__isnull=False).count()
        resting = dict(_resting(self.study))
        broken = dict(_resting(self.study, self.at - IDLE))
        spent = _seconds(self._latest)
        runs, beyond = [], complete + resting.get("", 0)
        for page in reversed(self.form.pages):
            name = drafts.name_of(page)
            beyond += resting.get(name, 0)
            runs.append(PageRun(page, beyond, broken.get(name, 0), _middle(spent[name])))
        return runs[::-1]

    def items(self) -> list[Item]:
        """Returns the questions of the form that were left blank, most often first."""
        if self.form is None:
            return []
        found = []
        for path, question in self.form.questions.items():
            asked = sum(path in reading.asked for reading in self.readings)
            blank = sum(path in reading.blank for reading in self.readings)
            if blank:
                found.append(Item(question, asked, blank))
        return sorted(found, key=lambda item: -item.share)

    def times(self) -> Times:
        """Returns how long the latest respondents took."""
        taken = [_minutes(response) for response in self._latest]
        known = [one for one in taken if one is not None]
        if not known:
            return Times(0, None, None, 0)
        middle = median(known)
        hurried = sum(one < HURRY * middle for one in known)
        return Times(len(known), middle, min(known), hurried)

    def straight(self) -> tuple[int, int]:
        """Returns how many rows of like questions were ticked straight, of how many answered.

        Rows are those of rules/quality_flags.py, which flags a response if all of its are straight.
        """
        return (
            sum(reading.straight for reading in self.readings),
            sum(reading.rows for reading in self.readings),
        )

    def by(self, column: str) -> list[Group]:
        """Returns begun and complete responses by "language" or "device"."""
        rows = (
            Response.objects.filter(study=self.study, questionnaire__isnull=False)
            .values_list(column)
            .annotate(begun=Count("pk"), complete=Count("pk", filter=~Q(completed_at=None)))
            .order_by("-begun", column)
        )
        return [Group(*row) for row in rows]

    def teams(self) -> list[Team]:
        """Returns the field teams of the study, by name."""
        collectors = Collector.objects.filter(study=self.study, kind=Collector.Kind.FIELD)
        by_collector: dict[Any, list[Response]] = defaultdict(list)
        for response in self._latest:
            by_collector[response.collector_id].append(response)
        waiting = dict(_waiting(self.study))
        return [
            self._team(collector, by_collector[collector.pk], waiting.get(collector.pk, 0))
            for collector in collectors.order_by("name")
        ]

    def _team(self, collector: Collector, sent: list[Response], in_review: int) -> Team:
        own = [
            reading for reading in self.readings if reading.response.collector_id == collector.pk
        ]
        asked, rows = sum(len(one.asked) for one in own), sum(one.rows for one in own)
        taken = [minutes for response in sent if (minutes := _minutes(response)) is not None]
        return Team(
            collector=collector,
            complete=len(sent),
            minutes=_middle(taken),
            blank=sum(len(one.blank) for one in own) / asked if asked else None,
            straight=sum(one.straight for one in own) / rows if rows else None,
            in_review=in_review,
        )


def _resting(study: Study, since: datetime | None = None) -> Iterable[tuple[str, int]]:
    """Counts drafts by the page at which they rest; with `since`, those untouched since then."""
    responses = Response.objects.filter(study=study, completed_at=None)
    if since is not None:
        responses = responses.filter(changed_at__lt=since)
    return responses.values_list("page").annotate(n=Count("pk")).order_by("page")


def _waiting(study: Study) -> Iterable[tuple[Any, int]]:
    submissions = Submission.objects.filter(study=study, state=Submission.State.REVIEW)
    return submissions.values_list("collector").annotate(n=Count("pk"))


def _seconds(responses: Iterable[Response]) -> Mapping[str, list[float]]:
    spent: dict[str, list[float]] = defaultdict(list)
    for response in responses:
        for page, seconds in response.seconds.items():
            spent[page].append(seconds)
    return spent


def _middle(values: list[float]) -> float | None:
    return median(values) if values else None


def _minutes(response: Response) -> float | None:
    """Returns how long answering took: the pages' own times, else from start to end in one go."""
    if response.seconds:
        return float(sum(response.seconds.values())) / 60
    if response.completed_at is None or response.started_at >= response.completed_at:
        return None
    taken = response.completed_at - response.started_at
    return taken.total_seconds() / 60 if taken < timedelta(hours=3) else None


def _read(form: Form, response: Response) -> Reading:
    """Reads how a response was answered; nothing where the form fails on it."""
    try:
        answers = Answers(form, response.answers, response.changed_at, response.language)
        return _looked_at(answers, response)
    except XFormError:
        return Reading(response, frozenset(), frozenset(), 0, 0)


def _looked_at(answers: Answers, response: Response) -> Reading:
    asked, blank = set(), set()
    rows = straight = 0
    for page in answers.pages():
        questions = [question for question in page.questions if _asks(answers, question)]
        for question in questions:
            asked.add(_plain(question))
            if not answers.value(question.path):
                blank.add(_plain(question))
        for row in quality_flags.alike(questions):
            given = [text for one in row if (text := answers.value(one.path))]
            if len(given) >= LONG_ROW:
                rows += 1
                straight += is_straight(given)
    return Reading(response, frozenset(asked), frozenset(blank), rows, straight)


def _asks(answers: Answers, question: Question) -> bool:
    return answers.relevant(question) and not answers.read_only(question)


def _plain(question: Question) -> str:
    """Returns the path of a question in the form, whatever round it stands in."""
    return "/".join(part.partition("[")[0] for part in question.path.split("/"))
