"""A study's destinations taken together, and two studies beside each other, as they may be shown.

Everything is computed over the whole studies, whatever the officer may read: only numbers in which
nobody is found leave this place.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.mapping.statistics.queries import diagnostics
from homelands.mapping.statistics.queries.diagnostics import NotDiagnosable
from homelands.mapping.statistics.rules import modes as by_mode
from homelands.mapping.statistics.rules import together as rules
from homelands.mapping.statistics.rules.diagnosis.found import Diagnosis
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.modes import OF_COLLECTOR, Modes
from homelands.mapping.statistics.rules.together import Gap, Stock, Together
from homelands.mapping.stocks.queries import stocks as official
from homelands.surveys.questionnaires.models import Collector, Study
from homelands.surveys.questionnaires.queries import responses
from homelands.ui import sentences

_READER = Actor.system("statistics.together")


@dataclass(frozen=True)
class Compared:
    """Two studies beside each other: their diagnoses and how their shares differ."""

    first: Diagnosis
    second: Diagnosis
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Waves:
    """Respondents in `both`, where there are any, and how closely their two answers go together."""

    both: int | None
    rho: float | None


def stocks(given: Mapping[str, float], uncertainty: float) -> tuple[dict[str, Stock], str]:
    """Returns the people in each country, and the edition of the official figures, "" without.

    `given` replaces official figures; `uncertainty` is the standard error as a part of each.
    """
    held = official.coverage(settings.COUNTRY)
    people = dict(given)
    if held and held.years:
        for one in official.by_destination(settings.COUNTRY, held.years[0]):
            people.setdefault(one.destination, float(one.people))
    found = {place: Stock(number, uncertainty * number) for place, number in people.items()}
    return found, f"{held.edition}, {held.years[0]}" if held and held.years else ""


def pooled(study: Study, question: Question, people: Mapping[str, Stock]) -> Together:
    """Returns the study's destinations taken together by their stocks."""
    with acting(_READER):
        read = diagnostics.respondents(study, question)
    diagnostics.check_answers(read.columns, question.variable)
    try:
        return rules.together(study, read, question, people)
    except ValueError as error:
        raise NotDiagnosable(sentences.why(error)) from error


def compared(one: tuple[Study, Question], other: tuple[Study, Question], waves: Waves) -> Compared:
    """Returns two studies, or two questions of one, beside each other."""
    first, second = (diagnostics.diagnosis(*each) for each in (one, other))
    overlap = rules.overlap(waves.both, waves.rho, first.made.answered, second.made.answered)
    return Compared(first, second, rules.gaps(first, second, overlap, one[1].level))


def with_modes(
    study: Study, question: Question, asked_by: str, people: Mapping[str, Stock]
) -> Modes:
    """Returns the study's destinations beside each other, with and without the mode held fixed.

    `asked_by` is the question that says how each was asked; without it the collectors do.
    """
    with acting(_READER):
        read = diagnostics.respondents(study, question)
        mode_of = _told(study, asked_by) if asked_by else _of_collectors(study)
    diagnostics.check_answers(read.columns, question.variable)
    try:
        return by_mode.compared(study, read, question, mode_of, people)
    except ValueError as error:
        raise NotDiagnosable(sentences.why(error)) from error


def _told(study: Study, asked_by: str) -> dict[str, str | None]:
    columns = responses.sample(study, asked_by)
    return dict(zip(columns.ids, columns.outcome, strict=True))


def _of_collectors(study: Study) -> dict[str, str | None]:
    """Returns how each was asked, as the kind of collector tells; None of those without one."""
    kinds = responses.completed(study).values_list("label", "collector__kind")
    return {label: OF_COLLECTOR[Collector.Kind(kind)] if kind else None for label, kind in kinds}
