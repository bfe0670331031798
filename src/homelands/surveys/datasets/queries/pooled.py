"""One concept over all studies that measure it: rows for those who may read them, safe counts.

What is shown to everybody is put together from the counts that each study's codebook shows, and
from nothing else: so it gives away no number that a codebook hides. Studies of different designs
stay apart, for their counts say different things.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation.actors import Actor
from homelands.surveys.datasets.models import Concept, ConceptLink
from homelands.surveys.datasets.queries import concepts, released, variables
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.queries.studies import reached_by

_CHUNK = 2_000


@dataclass(frozen=True)
class PooledRow:
    """One respondent: where and how they were reached, and a value for each concept."""

    study: str
    wave: str
    destination: str
    design: str
    values: tuple[str | None, ...]


@dataclass(frozen=True)
class PooledLine:
    """One question of one study: counts by category; None is too few to show."""

    study: Study
    question: str
    wording: str
    answered: int | None
    counts: Mapping[str, int | None]


@dataclass(frozen=True)
class PooledTable:
    """The studies of one design."""

    design: Study.Design
    categories: tuple[tuple[str, str], ...]
    lines: tuple[PooledLine, ...]


@dataclass(frozen=True)
class Pooled:
    """What is known of a concept, and codes of what must be said beside it."""

    concept: Concept
    tables: tuple[PooledTable, ...]
    cautions: tuple[str, ...]


def rows(measured: Sequence[Concept], studies: Sequence[Study]) -> Iterator[PooledRow]:
    """Yields the respondents that the actor may see, with what they said of each concept.

    A wave is the version of the questionnaire that was answered.
    """
    for study in studies:
        asked = {variable.id: variable for variable in variables.of(study)}
        links = list(ConceptLink.objects.filter(study=study, concept__in=list(measured)))
        readers = [
            [
                (asked[link.question], link.recodes)
                for link in links
                if link.concept_id == concept.pk
            ]
            for concept in measured
        ]
        responses = Response.objects.filter(study=study, completed_at__isnull=False).order_by("pk")
        columns = responses.values_list("answers", "questionnaire__version", "destination")
        for answers, wave, destination in columns.iterator(chunk_size=_CHUNK):
            values = tuple(_value(answers, questions) for questions in readers)
            yield PooledRow(study.slug, wave or "", destination, study.design, values)


def _value(
    answers: Mapping[str, str], questions: Sequence[tuple[Variable, Mapping[str, str]]]
) -> str | None:
    """Returns the first answer that was given to a question of the concept, recoded."""
    for variable, recodes in questions:
        for path in variable.paths:
            if text := answers.get(path):
                return " ".join(dict.fromkeys(recodes.get(code, code) for code in text.split()))
    return None


def of(concept: Concept, *, by: Actor, at: datetime, language: str = "") -> Pooled:
    """Returns safe counts of a concept over the studies whose counts the actor may see."""
    links = list(concepts.links(concept).filter(study__in=reached_by(by)))
    categories = concepts.categories(concept, language)
    lines = [line for link in links if (line := _line(link, categories, language, by=by, at=at))]
    designs = {
        design: [one for one in lines if one.study.design == design] for design in Study.Design
    }
    tables = tuple(_table(design, held, categories) for design, held in designs.items() if held)
    return Pooled(concept, tables, tuple(_cautions(concept, tables)))


def _table(
    design: Study.Design, lines: Sequence[PooledLine], categories: Sequence[tuple[str, str]]
) -> PooledTable:
    """Keeps the categories that a question of one of the studies can give."""
    given = {code for line in lines for code in line.counts}
    return PooledTable(
        design, tuple(category for category in categories if category[0] in given), tuple(lines)
    )


def _line(
    link: ConceptLink,
    categories: Sequence[tuple[str, str]],
    language: str,
    *,
    by: Actor,
    at: datetime,
) -> PooledLine | None:
    asked = {one.id: one for one in variables.of(link.study, language)}
    variable = asked.get(link.question)
    if variable is None or variable.repeat:
        return None
    # All variables are counted at once, as the codebook counts them: the same cells are hidden.
    safe = released.safe(link.study, list(asked.values()), by=by, at=at)[variable.id]
    found = {
        code: _sum(parts, variable)
        for code, _label in categories
        if (parts := [n for c, n in safe.codes.items() if link.recodes.get(c, c) == code])
    }
    return PooledLine(link.study, variable.id, variable.label, safe.answered, found)


def _sum(parts: Sequence[int | None], variable: Variable) -> int | None:
    """Adds up what the codebook shows; one hidden part hides the sum.

    Of several choices at once, two that mean the same category may come from one person: their
    sum would count that person twice, so none is shown.
    """
    if variable.kind != "select_one" and len(parts) > 1:
        return None
    shown = [part for part in parts if part is not None]
    return sum(shown) if len(shown) == len(parts) else None


def _cautions(concept: Concept, tables: Sequence[PooledTable]) -> Iterator[str]:
    lines = [line for table in tables for line in table.lines]
    if len(tables) > 1:
        yield "designs"
    if any(table.design != Study.Design.PROBABILITY for table in tables):
        yield "respondents"
    if len({line.study.population for line in lines}) > 1:
        yield "populations"
    if len({line.wording for line in lines}) > 1:
        yield "wordings"
    if concept.kind == Concept.Kind.CATEGORIES:
        yield "several"
