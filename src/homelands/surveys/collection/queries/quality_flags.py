"""Reads behind flags: the rows that the rules look at, and the flags of a study for review."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from homelands.forms.xforms.reading.questions import Itemset, Question
from homelands.surveys.collection.models import QualityFlag, Trace
from homelands.surveys.collection.rules import quality_flags as rules
from homelands.surveys.collection.rules.quality_flags import Flag, Row
from homelands.surveys.questionnaires.models import Questionnaire, Response, Study
from homelands.surveys.questionnaires.queries import questionnaires

#: A trace holds two marks of 64 bits: of the browser's own cookie, and of its name and language.
_MARK = 16
#: Traces go so long after a study has closed, and at the latest after so long.
AFTER_CLOSING, AT_MOST = timedelta(days=30), timedelta(days=365)
#: Beside which a new response is looked at: those that came just before it.
_RECENT = 100
#: So many new ones are looked at in one round; of a flood the rest waits for the night.
_MOST = 1000


def of_study(study: Study) -> list[Flag]:
    """Returns every flag about the complete responses of a study."""
    return list(rules.flags(_rows(Response.objects.filter(study=study)), _matrices(study)))


def answered(since: datetime) -> QuerySet[Study]:
    """Returns the studies in which answers were completed or corrected since a moment."""
    new = Response.objects.filter(changed_at__gte=since, completed_at__isnull=False)
    return Study.objects.filter(pk__in=new.values("study"))


def of_new(study: Study, since: datetime) -> list[Flag]:
    """Returns the flags that new responses bring up: about themselves and those around them."""
    complete = Response.objects.filter(study=study, completed_at__isnull=False)
    new = complete.filter(changed_at__gte=since).order_by("-changed_at").defer("answers")[:_MOST]
    near = complete.filter(pk__in=_around(study, list(new)))
    return list(rules.flags(_rows(near), _matrices(study)))


def _around(study: Study, new: list[Response]) -> set[UUID]:
    """Returns the keys of those who share a machine, a network, or a recruiter; and the latest."""
    complete = Response.objects.filter(study=study, completed_at__isnull=False)
    latest = complete.order_by("-completed_at").values_list("pk", flat=True)[:_RECENT]
    recruiters = {response.recruiter_id for response in new if response.recruiter_id is not None}
    recruited = complete.filter(recruiter__in=recruiters).values_list("pk", flat=True)
    near = {response.pk for response in new} | set(latest) | recruiters | set(recruited)
    traces = Trace.objects.filter(response__study=study)
    marks = traces.filter(response__in=new).values_list("machine", "network")
    for machine, network in {(machine[:_MARK], network) for machine, network in marks}:
        alike = Q(machine__startswith=machine) if machine else Q(pk=None)
        alike |= Q(network=network) if network else Q(pk=None)
        # A network of a whole town would otherwise bring up the whole study.
        same = traces.filter(alike).order_by("-at")[:_RECENT]
        near.update(same.values_list("pk", flat=True))
    return near


def _rows(responses: QuerySet[Response]) -> list[Row]:
    complete = responses.filter(completed_at__isnull=False).select_related("trace")
    return [_row(response) for response in complete.order_by("label")]


def _row(response: Response) -> Row:
    trace: Trace | None = getattr(response, "trace", None)
    assert response.completed_at is not None
    open_for = (response.completed_at - response.started_at).total_seconds()
    machine = trace.machine if trace else ""
    return Row(
        key=response.pk,
        label=response.label,
        destination=response.destination,
        recruiter=response.recruiter_id,
        degree=response.degree,
        seconds=sum(response.seconds.values()) if response.seconds else open_for,
        answers=response.answers,
        completed_at=response.completed_at,
        browser=machine[:_MARK].strip("-"),
        agent=machine[_MARK:],
        network=trace.network if trace else "",
    )


def _matrices(study: Study) -> list[list[str]]:
    """Returns the paths of questions that share their choices, page by page, of every version."""
    found: list[list[str]] = []
    for version in Questionnaire.objects.filter(study=study).only("pk"):
        for page in questionnaires.form_of(version).pages:
            found += [[question.path for question in row] for row in alike(page.questions)]
    return found


def alike(questions: Iterable[Question]) -> Iterator[list[Question]]:
    """Yields the rows of questions that share their choices, long enough to be ticked straight."""
    rows: dict[object, list[Question]] = defaultdict(list)
    for question in questions:
        if question.kind == "select_one":
            choices = question.choices
            listed = (
                choices.every.text
                if isinstance(choices, Itemset)
                else tuple(item.name for item in choices)
            )
            rows[listed].append(question)
    return (row for row in rows.values() if len(row) >= rules.LONG_ROW)


def listed(study: Study) -> QuerySet[QualityFlag]:
    """Returns the flags about a study's responses that the actor may see, open ones first."""
    rows = QualityFlag.objects.filter(study=study).select_related("response")
    return rows.defer("response__answers", "response__seconds").order_by(
        "-state", "-raised_at", "code"
    )


def open_about(response: Response) -> bool:
    """Says whether a flag about a response waits for a decision."""
    return QualityFlag.objects.filter(response=response, state=QualityFlag.State.OPEN).exists()


def count_open(study: Study) -> int:
    """Counts the flags of a study that wait for a decision, as far as the actor may see them."""
    return QualityFlag.objects.filter(study=study, state=QualityFlag.State.OPEN).count()


def running(on: date) -> QuerySet[Study]:
    """Returns the studies whose answers still come in, or came in until a month ago."""
    month_ago = on - timedelta(days=30)
    return Study.objects.filter(
        Q(closes_on=None) | Q(closes_on__gte=month_ago), responses__completed_at__isnull=False
    ).distinct()


def outlived(at: datetime) -> QuerySet[Trace]:
    """Returns the traces that may be kept no longer."""
    return Trace.objects.filter(
        Q(response__study__closes_on__lt=(at - AFTER_CLOSING).date()) | Q(at__lt=at - AT_MOST)
    )
