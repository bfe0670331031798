"""Reads of answers for data files: the columns, the records as they stream, and the file itself."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from homelands.forms.datafiles.exporting import (
    FORMATS,
    Column,
    Dataset,
    Options,
    Record,
    Written,
    ddi,
)
from homelands.forms.datafiles.exporting import write as write_format
from homelands.forms.datafiles.exporting.columns import DAY, INTEGER, NUMBER
from homelands.forms.datafiles.exporting.formats import DDI
from homelands.forms.datafiles.exporting.layout import nested, wide
from homelands.forms.datafiles.exporting.variable import Variable
from homelands.surveys.datasets.models import ConceptLink, ExportRequest
from homelands.surveys.datasets.queries import counts, released, shuffled, variables
from homelands.surveys.questionnaires.models import Response, Study

_CHUNK = 2_000
_ROUNDS = """
    SELECT DISTINCT substring(key from '^.*]')
    FROM questionnaires_response, jsonb_object_keys(answers) AS key
    WHERE study_id = %s AND completed_at IS NOT NULL AND key LIKE '%%]%%'
"""

_ROUND = re.compile(r"\[(\d+)\]")

Told = Callable[[int], None]


@dataclass(frozen=True)
class Wanted:
    """What is wanted of a study. `key` orders the respondents, so that nobody can tell who is who;
    `mark` says who took the file, when, by which request; `at` is when it is made.
    """

    format: str
    language: str
    key: str
    options: Options = field(default_factory=Options)
    mark: str = ""
    at: datetime | None = None


def count_waiting(study: Study) -> int:
    """Counts the files of a study that wait for a second officer."""
    waiting = ExportRequest.State.WAITING
    return ExportRequest.objects.filter(study=study, state=waiting).count()


def listed(study: Study) -> QuerySet[ExportRequest]:
    """Returns the data files of a study that the actor may know of, the latest first."""
    return ExportRequest.objects.filter(study=study).order_by("-requested_at", "pk")


def completed(study: Study) -> QuerySet[Response]:
    """Returns the complete responses that the actor may see."""
    return Response.objects.filter(study=study, completed_at__isnull=False)


def write(study: Study, wanted: Wanted, target: Path, told: Told = lambda done: None) -> Written:
    """Writes the file whole or not at all; `told` hears how many rows are done."""
    draft = target.with_name(f".{target.name}.part")
    try:
        with override(wanted.language):
            if wanted.format == DDI:
                written = ddi.write(draft, description(study, wanted.language, wanted.at))
            else:
                written = write_format(draft, dataset(study, wanted, told), wanted.format)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return written


def dataset(study: Study, wanted: Wanted, told: Told = lambda done: None) -> Dataset:
    """Returns a study's complete responses as a data set that is read while it is written."""
    format_ = FORMATS[wanted.format]
    asked = variables.of(study, wanted.language)
    facts = _facts(study, wanted.options)
    columns = [fact.column for fact in facts]
    if format_.nested:
        layout = nested(columns, asked, wanted.options)
    else:
        rounds = _rounds(study, asked)
        layout = wide(columns, asked, rounds, wanted.options, format_.typed)
    return Dataset(
        title=study.name,
        layout=layout,
        records=_records(study, wanted, [fact.source for fact in facts], told),
        mark=wanted.mark,
        notes=tuple(_notes(study, wanted.options)),
        warning=_("Few people gave these answers, who might be recognised: %(names)s."),
        shortened=_("Only the beginning of long texts stands in these columns: %(names)s."),
        language=wanted.language,
        about={_("Study"): study.slug, _("How people are reached"): study.get_design_display()},
    )


@dataclass(frozen=True)
class _Fact:
    """A column that is no answer, and the field that it comes from; "" is the running number."""

    column: Column
    source: str


def _facts(study: Study, options: Options) -> list[_Fact]:
    rds = study.design == Study.Design.RDS
    if options.anonymous:
        who = [_Fact(Column("respondent", _("Respondent"), INTEGER), "")]
        who += [_Fact(Column("recruiter", _("Recruiter"), INTEGER), "recruiter_id")] if rds else []
        when = [_Fact(Column("completed_on", _("Completed on"), DAY), "completed_at")]
    else:
        who = [_Fact(Column("respondent", _("Respondent")), "label")]
        if rds:
            who.append(_Fact(Column("recruiter", _("Recruiter")), "recruiter__label"))
            who.append(_Fact(Column("coupon", _("Coupon")), "coupon"))
        when = [
            _Fact(Column("started_at", _("Started at")), "started_at"),
            _Fact(Column("completed_at", _("Completed at")), "completed_at"),
        ]
    degree = [_Fact(Column("degree", _("Number of contacts"), NUMBER), "degree")] if rds else []
    return [
        *who,
        *degree,
        _Fact(Column("destination", _("Country of residence"), hxl=_tag(options)), "destination"),
        _Fact(Column("language", _("Language")), "language"),
        _Fact(Column("version", _("Version")), "questionnaire__version"),
        *when,
    ]


def _tag(options: Options) -> str:
    return "#country+code+residence" if options.hxl else ""


def _records(study: Study, wanted: Wanted, sources: list[str], told: Told) -> Iterator[Record]:
    """Yields the responses in an order that only the key knows, from a cursor of the server."""
    numbers = _numbers(study, wanted) if "recruiter_id" in sources else None
    names = [source or "pk" for source in sources]
    rows = _ordered(study, wanted.key).values_list("pk", "answers", *names)
    for place, (pk, answers, *held) in enumerate(rows.iterator(chunk_size=_CHUNK), start=1):
        if numbers is None:
            yield Record(_read(sources, held, place, {}, wanted.options), answers)
        elif pk in numbers:  # what came in since the numbers were given waits for the next file
            yield Record(_read(sources, held, numbers[pk], numbers, wanted.options), answers)
        if place % _CHUNK == 0:
            told(place)


def _ordered(study: Study, key: str) -> QuerySet[Response]:
    return completed(study).annotate(place=shuffled.name(key)).order_by("place")


def _numbers(study: Study, wanted: Wanted) -> dict[UUID, int]:
    """Gives each respondent a number first, because others name them as recruiters."""
    keys = _ordered(study, wanted.key).values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(keys.iterator(_CHUNK), start=1)}


def _read(
    sources: list[str], held: list[Any], number: int, numbers: dict[UUID, int], options: Options
) -> list[Any]:
    """Turns what the database holds into the facts of a record."""
    facts = []
    for source, value in zip(sources, held, strict=True):
        if source == "":
            value = number
        elif source == "recruiter_id":
            value = numbers.get(value)
        elif source.endswith("_at") and value is not None:
            value = (value.date() if options.anonymous else value).isoformat()
        facts.append(value)
    return facts


def _rounds(study: Study, asked: list[Variable]) -> dict[str, int]:
    """Returns how often each repeat was asked at most, in each round of the repeat around it.

    The answers themselves tell it: how many rounds there are is stored only where they do not.
    """
    if not any(variable.repeat for variable in asked):
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_ROUNDS, [study.pk])
        places = [place for (place,) in cursor.fetchall()]
    found: dict[str, int] = {}
    for place in places:
        for round_ in _ROUND.finditer(place):
            repeat = place[: round_.start()]
            found[repeat] = max(found.get(repeat, 0), int(round_.group(1)))
    return found


def _notes(study: Study, options: Options) -> Iterator[str]:
    """Yields what whoever works with the file must know."""
    if study.design != Study.Design.PROBABILITY:
        yield _(
            "Nobody was drawn with a known chance: counts in this file are of respondents only."
        )
    if not options.anonymous:
        yield _("This file is not anonymised. Keep it closed, and delete it when it has served.")
        return
    yield _("Respondents have running numbers in random order. Times are days, places rough.")
    if not options.text:
        yield _("Free texts, attachments and what was worked out from them are left out.")


def description(study: Study, language: str, at: datetime | None = None) -> ddi.Description:
    """Returns what an archive needs to know of a study.

    Whoever may not read answers takes it, and archives publish it: its counts are a release.
    """
    asked = variables.of(study, language)
    safe = counts.safe(study, asked)
    cases = counts.respondents(study)
    if at is not None:
        safe = released.let_out(study, asked, safe, at=at)
        cases = released.respondents(study, cases, at=at)
    links = ConceptLink.objects.filter(study=study).values_list("question", "concept__name")
    days = [day.isoformat() for day in (study.opens_on, study.closes_on) if day]
    return ddi.Description(
        study=ddi.Study(
            title=study.name,
            identity=study.slug,
            abstract=study.about,
            population=study.population,
            countries=study.destinations,
            sampling=study.get_design_display(),
            dates=days,
            producer=settings.SERVICE_NAME,
            cases=cases,
        ),
        variables=asked,
        counts={
            key: ddi.Counted(one.answered, one.missing, one.codes) for key, one in safe.items()
        },
        concepts=dict(links),
        language=language,
    )


def over(at: datetime) -> QuerySet[ExportRequest]:
    """Returns the requests whose file is there, and whose time is over."""
    return ExportRequest.objects.filter(state=ExportRequest.State.READY, expires_at__lte=at)
