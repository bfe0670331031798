"""Which questions complete answers were not asked, because of what was answered before."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.forms.xforms import Answers, Form, XFormError
from homelands.surveys.datasets.models import Skips
from homelands.surveys.questionnaires.models import Questionnaire, Response, Study
from homelands.surveys.questionnaires.queries import questionnaires

#: So many answers are read in one round.
MOST = 500

_COUNTED = """
    SELECT questionnaire_id, place::int, count(*)
    FROM questionnaires_response
    JOIN datasets_skips ON response_id = id, jsonb_array_elements_text(places) AS place
    WHERE study_id = %s AND completed_at <= %s AND NOT left_out
    GROUP BY 1, 2
"""


def unread(study: Study, since: datetime | None = None) -> QuerySet[Response]:
    """Returns the complete answers that were not read, or were corrected since they were.

    With `since` only those are looked at that came or were changed after it.
    """
    read = Skips.objects.filter(response=OuterRef("pk"), changed_at=OuterRef("changed_at"))
    complete = Response.objects.filter(
        study=study, completed_at__isnull=False, questionnaire__isnull=False
    )
    if since is not None:
        complete = complete.filter(changed_at__gte=since)
    return complete.filter(~Exists(read)).order_by("completed_at")


def is_known(study: Study) -> bool:
    """Says whether all complete answers came by a form of ours, which tells what it asks."""
    foreign = Response.objects.filter(
        study=study, completed_at__isnull=False, questionnaire__isnull=True
    )
    return not foreign.exists()


def read(study: Study, since: datetime | None = None) -> Iterator[Skips]:
    """Yields what the next unread answers were not asked."""
    rows = unread(study, since).select_related("questionnaire").defer("questionnaire__xform")
    for response in rows[:MOST]:
        assert response.questionnaire is not None
        form = questionnaires.form_of(response.questionnaire)
        skipped = _places(form, response)
        yield Skips(response=response, changed_at=response.changed_at, places=skipped)


def _places(form: Form, response: Response) -> list[int]:
    """Returns the places of the questions that were not asked; none where the form fails."""
    try:
        answers = Answers(form, response.answers, response.changed_at, response.language)
        asked = enumerate(form.questions.values())
        return [place for place, question in asked if not answers.relevant(question)]
    except XFormError:
        return []


def counts(
    study: Study, variables: Sequence[Variable], through: datetime, versions: Mapping[UUID, int]
) -> dict[str, int]:
    """Counts who was not asked each question: by a rule, or by a version that has no such one.

    `versions` says how many answered each version of the questionnaire.
    """
    by_rule = _by_rule(study, through)
    counted: Counter[str] = Counter()
    for version in Questionnaire.objects.filter(pk__in=versions).defer("xform", "source"):
        form = questionnaires.form_of(version)
        places = {path: place for place, path in enumerate(form.questions)}
        for variable in variables:
            path = next((path for path in variable.paths if path in places), "")
            if path:
                counted[variable.id] += by_rule[version.pk][places[path]]
            elif not any(path in form.binds for path in variable.paths):
                counted[variable.id] += versions[version.pk]
    return dict(counted)


def _by_rule(study: Study, through: datetime) -> Mapping[UUID, Counter[int]]:
    found: Mapping[UUID, Counter[int]] = defaultdict(Counter)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [study.pk, through])
        for version, place, n in cursor.fetchall():
            found[version][place] = n
    return found
