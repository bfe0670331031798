"""Counts the complete answers of a study: in one look at them all, question by question."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.surveys.datasets.models import Summary
from homelands.surveys.datasets.queries import skips
from homelands.surveys.datasets.rules import classes
from homelands.surveys.datasets.rules.classes import Edge
from homelands.surveys.questionnaires.models import Response, Study

#: Answers that count: complete, and not left out of results.
COUNTED = "study_id = %s AND completed_at <= %s AND NOT left_out"
_ANSWERS = f"""
    SELECT key, CASE WHEN key IN (SELECT unnest(%s::text[])) THEN value END, count(*)
    FROM questionnaires_response, jsonb_each_text(answers)
    WHERE {COUNTED} AND key IN (SELECT unnest(%s::text[]))
    GROUP BY 1, 2
"""  # noqa: S608  # nosec B608 - no more than the line above


_ROUNDS = f"""
    SELECT path, value, id, count(*)
    FROM (
        SELECT id, regexp_replace(key, '\\[[0-9]+\\]', '', 'g') AS path, value
        FROM questionnaires_response, jsonb_each_text(answers)
        WHERE {COUNTED} AND key LIKE '%%[%%'
    ) AS entry
    WHERE value <> '' AND path IN (SELECT unnest(%s::text[]))
    GROUP BY 1, 2, 3
"""  # noqa: S608  # nosec B608 - no more than the line above


@dataclass(frozen=True)
class Counted:
    """What was counted of one question; numbers and dates are counted by class.

    Of what is asked in rounds, entries are counted, and `people` are the respondents of each code,
    and of any under "".
    """

    answered: int = 0
    codes: Mapping[str, int] = field(default_factory=dict)
    unasked: int = 0
    mean: float | None = None
    quartiles: Sequence[float] = ()
    edges: Sequence[Edge] = ()
    people: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Whole:
    """What was counted of a study, question by question.

    `is_read` says that who was not asked is known.
    """

    total: int
    questions: Mapping[str, Counted]
    is_read: bool = False


def complete(study: Study, through: datetime) -> QuerySet[Response]:
    """Returns the answers that count."""
    return Response.objects.filter(study=study, completed_at__lte=through, left_out=False)


def kept(study: Study) -> Summary | None:
    """Returns what is kept of a study."""
    return Summary.objects.filter(study=study).first()


def of_kept(summary: Summary, questions: Sequence[str]) -> Whole:
    """Returns what is kept of some questions."""
    found = {
        tally.question: Counted(
            tally.answered,
            tally.codes,
            tally.unasked,
            tally.mean,
            tally.quartiles,
            tally.edges,
            tally.people,
        )
        for tally in summary.tallies.filter(question__in=questions)
    }
    return Whole(summary.responses, found, summary.is_read)


def count(study: Study, variables: Sequence[Variable], through: datetime) -> Whole:
    """Counts all answers up to a moment."""
    once = [variable for variable in variables if not variable.repeat]
    values = _values(study, once, through)
    total = complete(study, through).count()
    unasked, is_read = _unasked(study, once, through)
    questions = {
        variable.id: _counted(variable, values, unasked.get(variable.id, 0)) for variable in once
    }
    repeated = [variable for variable in variables if variable.repeat]
    entries = _entries(study, repeated, through) if repeated else {}
    questions |= {one.id: _in_rounds(one, entries) for one in repeated}
    return Whole(total, questions, is_read)


#: Who gave an answer in a round, and how often: by path without the numbers of rounds.
_Entries = Mapping[str, Mapping[str, Mapping[UUID, int]]]


def _entries(study: Study, variables: Sequence[Variable], through: datetime) -> _Entries:
    """Returns who gave each answer in rounds, and in how many of them."""
    found: dict[str, dict[str, dict[UUID, int]]] = defaultdict(lambda: defaultdict(dict))
    paths = [path for variable in variables for path in variable.paths]
    with connection.cursor() as cursor:
        cursor.execute(_ROUNDS, [study.pk, through, paths])
        for path, value, respondent, n in cursor:
            found[path][value][respondent] = n
    return found


def _in_rounds(variable: Variable, entries: _Entries) -> Counted:
    """Counts the entries of a question asked in rounds, and the respondents behind them."""
    given: dict[str, Counter[UUID]] = defaultdict(Counter)
    for path in variable.paths:
        for text, by in entries.get(path, {}).items():
            given[text].update(by)
    times = {text: by.total() for text, by in given.items()}
    edges: list[Edge] = []
    if not variable.coded and classes.is_number(variable):
        numbers: Counter[float] = Counter()
        for text, n in times.items():
            if (value := classes.number_in(text)) is not None:
                numbers[value] += n
        edges = classes.of_numbers(numbers)
    elif not variable.coded and classes.is_date(variable):
        edges = classes.of_dates(times)
    behind: dict[str, Counter[UUID]] = defaultdict(Counter)
    for text, by in given.items():
        for code in _codes_in(variable, edges, text):
            behind[code].update(by)
    everybody = {respondent for by in given.values() for respondent in by}
    return Counted(
        sum(times.values()),
        {code: by.total() for code, by in behind.items()},
        edges=edges,
        people={"": len(everybody), **{code: len(by) for code, by in behind.items()}},
    )


def _codes_in(variable: Variable, edges: Sequence[Edge], text: str) -> list[str]:
    """Returns the codes, or the class, that an answer stands for."""
    if variable.coded:
        words = text.split() if variable.kind != "select_one" else [text]
        return words[:1] if variable.kind == "rank" else list(dict.fromkeys(words))
    if not is_told(variable):
        return []
    place = classes.place(variable, edges, text)
    return [] if place is None else [place]


def _values(
    study: Study, variables: Sequence[Variable], through: datetime
) -> Mapping[str, Mapping[str | None, int]]:
    """Returns how often each answer was given, by path; of texts, how many there are."""
    paths = [path for variable in variables for path in variable.paths]
    told = [path for variable in variables if is_told(variable) for path in variable.paths]
    found: dict[str, dict[str | None, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, [told, study.pk, through, paths])
        for path, value, n in cursor:
            if value != "":
                found[path][value] = n
    return found


def is_told(variable: Variable) -> bool:
    return variable.coded or classes.is_number(variable) or classes.is_date(variable)


def _counted(
    variable: Variable, values: Mapping[str, Mapping[str | None, int]], unasked: int
) -> Counted:
    given: Counter[str | None] = Counter()
    for path in variable.paths:
        given.update(values.get(path, {}))
    answers = {text: n for text, n in given.items() if text is not None}
    if variable.coded:
        return Counted(given.total(), _codes(variable, answers), unasked)
    if classes.is_number(variable):
        return _numbers(variable, answers, unasked)
    if classes.is_date(variable):
        edges = classes.of_dates(answers)
        return Counted(given.total(), _classed(variable, edges, answers), unasked, edges=edges)
    return Counted(given.total(), {}, unasked)


def _codes(variable: Variable, answers: Mapping[str, int]) -> dict[str, int]:
    """Counts who gave each code; of an order, who put it first."""
    counted: Counter[str] = Counter()
    for text, n in answers.items():
        words = text.split() if variable.kind != "select_one" else [text]
        if variable.kind == "rank":
            words = words[:1]
        counted.update(dict.fromkeys(words, n))
    return dict(counted)


def _numbers(variable: Variable, answers: Mapping[str, int], unasked: int) -> Counted:
    numbers: Counter[float] = Counter()
    for text, n in answers.items():
        value = classes.number_in(text)
        if value is not None:
            numbers[value] += n
    edges = classes.of_numbers(numbers)
    return Counted(
        numbers.total(),
        _classed(variable, edges, answers),
        unasked,
        classes.mean(numbers),
        classes.quartiles(numbers),
        edges,
    )


def _classed(
    variable: Variable, edges: Sequence[Edge], answers: Mapping[str, int]
) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for text, n in answers.items():
        place = classes.place(variable, edges, text)
        if place is not None:
            counted[place] += n
    return dict(counted)


def _unasked(
    study: Study, variables: Sequence[Variable], through: datetime
) -> tuple[dict[str, int], bool]:
    """Returns how many were not asked each question, and whether all answers were read for it."""
    counted = complete(study, through)
    versions = dict(counted.values_list("questionnaire").annotate(n=Count("pk")).order_by())
    read = counted.filter(skips__changed_at=F("changed_at")).count()
    if read < sum(versions.values()) or not versions:
        return {}, False
    return skips.counts(study, variables, through, versions), True


def by(study: Study, through: datetime, what: str) -> dict[str, int]:
    """Counts the answers by one of "collector", "destination" and "day"."""
    rows = complete(study, through)
    if what == "day":
        rows = rows.annotate(day=TruncDate("completed_at"))
    found = rows.values_list(what).annotate(n=Count("pk")).order_by(what)
    return {"" if name is None else str(name): n for name, n in found}


def begun(study: Study) -> tuple[int, int]:
    """Returns how many answers are complete and how many are drafts."""
    counted = Response.objects.filter(study=study).aggregate(
        complete=Count("pk", filter=Q(completed_at__isnull=False, left_out=False)),
        drafts=Count("pk", filter=Q(completed_at=None)),
    )
    return counted["complete"], counted["drafts"]
