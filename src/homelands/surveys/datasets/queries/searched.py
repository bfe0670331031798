"""The questions of all studies, to be searched: by name, words in any language, concept or codes.

What a version of a questionnaire asks never changes, so it is read once and kept in the cache: one
entry for each study, of which a search reads all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Max

from homelands.foundation.actors import Actor
from homelands.surveys.datasets.models import Concept, ConceptLink
from homelands.surveys.datasets.queries import concepts, variables
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries.studies import reached_by

_KEEP = 30 * 86_400
#: Of a study that was held elsewhere only its answers tell what it asks.
_KEEP_IMPORTED = 3_600


@dataclass(frozen=True)
class Line:
    """One question of one study as it is kept: `words` is all that is searched in it."""

    question: str
    label: str
    kind: str
    answers: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Found:
    """A question with its study, and the concept that it measures."""

    study: Study
    line: Line
    concept: Concept | None
    label: str
    words: str


def questions(by: Actor, language: str) -> list[Found]:
    """Returns every question of the studies whose counts the actor may see, study by study."""
    studies = list(
        reached_by(by)
        .annotate(asked=Max("questionnaires__published_at"))
        .order_by("-opens_on", "name")
    )
    links: dict[tuple[object, str], Concept] = {
        (link.study_id, link.question): link.concept
        for link in ConceptLink.objects.filter(study__in=studies).select_related("concept")
    }
    return [
        _found(study, line, links.get((study.pk, line.question)), language)
        for study, lines in _lines(studies, language)
        for line in lines
    ]


def _found(study: Study, line: Line, concept: Concept | None, language: str) -> Found:
    label = concepts.label(concept, language) if concept else ""
    called = [concept.name, *concept.labels.values()] if concept else []
    return Found(study, line, concept, label, " ".join([line.words, *called]).casefold())


def _lines(studies: Sequence[Study], language: str) -> Iterator[tuple[Study, list[Line]]]:
    keys = {
        study.pk: f"datasets.searched.{study.pk}.{_asked(study)}.{language}" for study in studies
    }
    kept = cache.get_many(keys.values())
    for study in studies:
        lines = kept.get(keys[study.pk])
        if lines is None:
            lines = list(_read(study, language))
            cache.set(keys[study.pk], lines, _KEEP if _asked(study) else _KEEP_IMPORTED)
        yield study, lines


def _asked(study: Study) -> str:
    """Returns when the latest version was published, "" where none was."""
    asked = getattr(study, "asked", None)
    return f"{asked:%Y%m%d%H%M%S%f}" if asked else ""


def _read(study: Study, language: str) -> Iterator[Line]:
    spoken = dict(variables.languages(study))
    shown = language if language in spoken else next(iter(spoken), language)
    codes: dict[str, set[str]] = {}
    for code in spoken:
        for variable in variables.of(study, code):
            codes.setdefault(variable.id, set()).update(label for _, label in variable.codes)
    for variable in variables.of(study, shown):
        said = {variable.id, variable.label, *variable.labels.values()}
        listed = {code for code, _ in variable.codes} | codes.get(variable.id, set())
        yield Line(
            question=variable.id,
            label=variable.label,
            kind=variable.kind,
            answers=tuple(label for _, label in variable.codes),
            words=" ".join([*sorted(said), *sorted(listed)]),
        )
