"""Reads of responses: one for who holds its code, columns for estimates, counts for the desk."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from django.db.models import Count, QuerySet

from homelands.forms.xforms import by_name
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.science.disclosure.small_cells import suppress
from homelands.surveys.questionnaires.models import Response, Study


def of(actor: Actor) -> Response | None:
    """Returns the response whose code the actor holds."""
    if not actor.respondent:
        return None
    return (
        Response.objects.select_related("study", "questionnaire")
        .defer("questionnaire__xform")
        .filter(resume_digest=bytes.fromhex(actor.respondent))
        .first()
    )


def sent(study: Study) -> QuerySet[Response]:
    """Returns all complete responses that the actor may see, always in the same order."""
    return Response.objects.filter(study=study, completed_at__isnull=False).order_by("label")


def completed(study: Study) -> QuerySet[Response]:
    """Returns the complete responses without those that an officer left out of results."""
    return sent(study).filter(left_out=False)


def count_failed(study: Study) -> int:
    """Counts the drafts on which the questionnaire failed: what was typed there is set aside."""
    return Response.objects.filter(study=study, completed_at=None).exclude(fault="").count()


def faults(study: Study) -> list[str]:
    """Returns in what the questionnaire failed on drafts, each fault once."""
    drafts = Response.objects.filter(study=study, completed_at=None).exclude(fault="")
    return sorted(set(drafts.values_list("fault", flat=True)))


@dataclass(frozen=True)
class RdsColumns:
    """n respondents as columns: a recruiter is the id of another row, None for a seed.

    `moments` (in seconds) tell in which order people answered; there may be none.
    """

    ids: list[str]
    recruiters: list[str | None]
    degrees: list[float | None]
    outcome: list[str | None]
    moments: list[float | None] = field(default_factory=list)


def sample(study: Study, outcome: str) -> RdsColumns:
    """Returns the complete responses as columns, with one variable as the outcome.

    Who was left out of results keeps the place in the tree, for those who came through them, and
    loses the outcome: a respondent without one leaves every sum.
    """
    rows = list(
        sent(study).only("label", "recruiter_id", "degree", "answers", "left_out", "completed_at")
    )
    labels = {row.pk: row.label for row in rows}
    return RdsColumns(
        ids=[row.label for row in rows],
        # A recruiter whose own answers are not complete is not in the sample: a seed begins here.
        recruiters=[labels.get(row.recruiter_id) if row.recruiter_id else None for row in rows],
        degrees=[row.degree for row in rows],
        outcome=[None if row.left_out else by_name(row.answers).get(outcome) for row in rows],
        moments=[row.completed_at.timestamp() if row.completed_at else None for row in rows],
    )


def variables(study: Study) -> list[str]:
    """Returns the names of what the complete responses of a study hold, in order of name."""
    return sorted({name for answers in named(study) for name in answers})


def named(study: Study) -> list[dict[str, str]]:
    """Returns the answers of the complete responses by the names of their questions."""
    return [by_name(answers) for answers in completed(study).values_list("answers", flat=True)]


@dataclass(frozen=True)
class Counts:
    """A table of counts; None is one that may not be shown."""

    rows: list[tuple[str, int | None]]
    total: int | None


@dataclass(frozen=True)
class Progress:
    """How far a study has come. `states` has "" for complete, else the page of the drafts."""

    states: Counts
    languages: Counts
    destinations: Counts


def progress(study: Study) -> Progress:
    """Counts all responses of a study, without the cells in which somebody could be found."""
    return Progress(
        states=safe([("", _complete(study)), *_drafts(study)]),
        languages=safe(_count(study, "language")),
        destinations=safe(_count(study, "destination")),
    )


# Counts are taken over every country of the study, whatever rows the officer may read: this is
# the one place where the program counts on an officer's behalf, and it gives no row away.
_COUNTER = Actor.system("questionnaires.responses.count")


def _complete(study: Study) -> int:
    with acting(_COUNTER):
        return sent(study).count()


#: The name under which drafts stand that have reached the last look at the answers.
LAST_LOOK = "*"


def _drafts(study: Study) -> list[tuple[str, int]]:
    drafts = Response.objects.filter(study=study, completed_at=None)
    with acting(_COUNTER):
        found = drafts.values_list("page").annotate(n=Count("pk")).order_by("page")
        return [(page or LAST_LOOK, n) for page, n in found]


def _count(study: Study, column: str) -> list[tuple[str, int]]:
    rows = Response.objects.filter(study=study).values_list(column)
    with acting(_COUNTER):
        return list(rows.annotate(n=Count("pk")).order_by("-n", column))


def safe(counts: Iterable[tuple[str, int]]) -> Counts:
    """Hides small cells, and with them enough others that none can be worked out."""
    named = list(counts)
    if not named:
        return Counts([], 0)
    table = suppress(np.array([n for _, n in named], dtype=np.int64))
    shown = [
        None if hidden else int(n) for n, hidden in zip(table.table, table.hidden, strict=True)
    ]
    return Counts([(name, n) for (name, _), n in zip(named, shown[:-1], strict=True)], shown[-1])
