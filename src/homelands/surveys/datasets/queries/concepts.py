"""The library of concepts, what maps to it, and which questions might."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import get_language

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation.reference.countries import search_key
from homelands.surveys.datasets.models import Category, Concept, ConceptLink
from homelands.surveys.datasets.queries import variables
from homelands.surveys.questionnaires.models import Study

#: From this likeness on a concept is suggested.
_LIKE = 0.74


def listed() -> QuerySet[Concept]:
    """Returns every concept by name, with how many studies measure it."""
    return (
        Concept.objects.annotate(studies=Count("links__study", distinct=True))
        .prefetch_related("categories")
        .order_by("name")
    )


def links(concept: Concept) -> QuerySet[ConceptLink]:
    """Returns what measures a concept, study by study."""
    rows = ConceptLink.objects.filter(concept=concept).select_related("study", "concept")
    return rows.order_by("study__opens_on", "study__name", "question")


def links_of(study: Study) -> dict[str, ConceptLink]:
    """Returns what a study's questions measure, by the question."""
    categories = Prefetch("concept__categories", Category.objects.order_by("place"))
    rows = ConceptLink.objects.filter(study=study).select_related("concept")
    return {link.question: link for link in rows.prefetch_related(categories)}


def words(texts: Mapping[str, str], language: str = "") -> str:
    """Returns a text in the reader's language, else in English, else in any."""
    wanted = (language or get_language() or "en").split("-")[0]
    for code in (wanted, "en", *texts):
        if texts.get(code):
            return texts[code]
    return ""


def label(concept: Concept, language: str = "") -> str:
    """Returns what a concept is called in the reader's language; its name where nothing is."""
    return words(concept.labels, language) or concept.name


def categories(concept: Concept, language: str = "") -> list[tuple[str, str]]:
    """Returns a concept's categories in order, with their labels."""
    rows = sorted(concept.categories.all(), key=lambda category: category.place)
    return [(row.code, words(row.labels, language) or row.code) for row in rows]


@dataclass(frozen=True)
class Suggestion:
    """A concept that a question might measure, and why it looks so."""

    concept: Concept
    reason: str


@dataclass(frozen=True)
class Mapped:
    """One question of a study: what it measures, or might."""

    variable: Variable
    link: ConceptLink | None
    suggestion: Suggestion | None


def mapped(study: Study, language: str = "") -> list[Mapped]:
    """Returns the questions of a study with their concepts, and what is suggested for the rest."""
    held = links_of(study)
    known = list(Concept.objects.order_by("name"))
    return [
        Mapped(variable, link, None if link else suggested(variable, known))
        for variable in variables.of(study, language)
        for link in [held.get(variable.id)]
    ]


def suggested(variable: Variable, known: Sequence[Concept]) -> Suggestion | None:
    """Returns the concept most like a question by name or words; nothing is mapped by itself."""
    for concept in known:
        if _key(concept.name) == _key(variable.name):
            return Suggestion(concept, "name")
    best, nearest = _LIKE, None
    for concept in known:
        likeness = max(
            _likeness([variable.name], [concept.name]),
            _likeness(variable.labels.values(), concept.labels.values()),
        )
        if likeness > best:
            best, nearest = likeness, concept
    return Suggestion(nearest, "words") if nearest else None


def _key(name: str) -> str:
    return search_key(name.replace("_", " ").replace("-", " "))


def _likeness(these: Iterable[str], those: Iterable[str]) -> float:
    """Returns how like the two most like texts are, from 0 to 1."""
    left = [key for text in these if (key := _key(text))]
    right = [key for text in those if (key := _key(text))]
    return max((_ratio(one, other) for one in left for other in right), default=0.0)


def _ratio(one: str, other: str) -> float:
    """Compares by signs, where the lengths leave a chance, and by words in common."""
    shorter, longer = sorted((one, other), key=len)
    if 2 * len(shorter) < _LIKE * (len(shorter) + len(longer)):
        return 0.0
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.quick_ratio() > _LIKE else 0.0
