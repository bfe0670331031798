"""The library of concepts grows, and questions of studies are mapped to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from homelands.forms.tables import decoded, lines, read_table
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.languages import LANGUAGES
from homelands.foundation.reference import countries, isco08, levels
from homelands.surveys.datasets.models import Category, Concept, ConceptLink
from homelands.surveys.datasets.queries import variables
from homelands.surveys.datasets.rules.concepts import (
    BadConcept,
    UnknownQuestion,
    check_hxl,
    check_keeps_library,
    check_labels,
    check_name,
    check_recodes,
)
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.rules import check_manages

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Draft:
    """A concept as it is written down: `categories` has a text for each language, by code."""

    name: str
    kind: str
    labels: Texts
    definitions: Texts = field(default_factory=dict)
    unit: str = ""
    classification: str = ""
    hxl: str = ""
    categories: Mapping[str, Texts] = field(default_factory=dict)


@action(who=check_keeps_library)
def add(draft: Draft, *, by: Actor) -> Concept:
    """Adds a concept to the library."""
    check_name(draft.name)
    if Concept.objects.filter(name=draft.name).exists():
        raise BadConcept(_("There is a concept of this name already."), field="name")
    return _write(Concept(name=draft.name), draft)


@action(who=check_keeps_library)
def change(concept: Concept, *, draft: Draft, by: Actor) -> Concept:
    """Changes what a concept is called, means and holds; its name stays, for links lead to it."""
    used = {code for link in concept.links.all() for code in link.recodes.values() if code}
    lost = sorted(used - set(draft.categories))
    if lost:
        raise BadConcept(
            _("Answers are read as these categories, so they stay: %(codes)s.")
            % {"codes": ", ".join(lost)},
            field="categories",
        )
    return _write(concept, draft)


@action(who=check_manages)
def link(
    study: Study, *, question: str, concept: Concept, recodes: Mapping[str, str], by: Actor
) -> ConceptLink:
    """Says that a question measures a concept, and which answer means which category."""
    if question not in {variable.id for variable in variables.of(study)}:
        raise UnknownQuestion(field="concept")
    check_recodes(recodes, list(concept.categories.values_list("code", flat=True)))
    kept = {code: category for code, category in recodes.items() if category}
    made, _created = ConceptLink.objects.update_or_create(
        study=study, question=question, defaults={"concept": concept, "recodes": kept}
    )
    return made


@action(who=check_manages)
def unlink(study: Study, *, question: str, by: Actor) -> Study:
    """Takes back that a question measures a concept."""
    ConceptLink.objects.filter(study=study, question=question).delete()
    return study


@action(who=check_keeps_library)
def load_standard(*, by: Actor) -> list[Concept]:
    """Adds the concepts of diaspora mapping that come with the program, where they are missing."""
    held = set(Concept.objects.values_list("name", flat=True))
    return [
        _write(Concept(name=draft.name), draft) for draft in _standard() if draft.name not in held
    ]


def _write(concept: Concept, draft: Draft) -> Concept:
    check_labels(draft.labels)
    check_hxl(draft.hxl)
    concept.kind, concept.unit = draft.kind, draft.unit
    concept.labels, concept.definitions = dict(draft.labels), dict(draft.definitions)
    concept.classification, concept.hxl = draft.classification, draft.hxl
    concept.save()
    concept.categories.all().delete()
    Category.objects.bulk_create(
        Category(concept=concept, code=code, labels=dict(labels), place=place)
        for place, (code, labels) in enumerate(draft.categories.items())
    )
    return concept


def _standard() -> Iterator[Draft]:
    """Reads our own concepts, each with its categories."""
    for row in _table("standard/concepts.csv"):
        yield Draft(
            name=row["name"],
            kind=row["kind"],
            labels=_columns(row, "label_"),
            definitions=_columns(row, "definition_"),
            unit=row["unit"],
            classification=row["classification"],
            hxl=row["hxl"],
            categories=_categories(row["categories"]),
        )


def _categories(source: str) -> dict[str, Texts]:
    """Returns categories of our own, of a list of our questionnaire, or of a classification."""
    kind, _colon, name = source.rpartition(":")
    if kind == "own":
        rows = [row for row in _table("standard/categories.csv") if row["list"] == name]
        return {row["code"]: _columns(row) for row in rows}
    if kind == "list":
        return {code: texts for one, code, texts in _asked() if one == name}
    return _reference(name)


def _columns(row: Mapping[str, str], prefix: str = "") -> Texts:
    """Reads a text in the languages of the service, as far as the table has columns for them."""
    names = {language: f"{prefix}{language}" for language in LANGUAGES}
    return {language: row[name] for language, name in names.items() if name in row}


@cache
def _table(name: str) -> list[dict[str, str]]:
    content = resources.files("homelands.surveys.datasets").joinpath(name).read_bytes()
    table = read_table(content)
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


@cache
def _asked() -> list[tuple[str, str, Texts]]:
    """Reads the choices of our questionnaire: the list, the code, and the words by language."""
    content, _name = questionnaires.standard()
    rows = [line.cells for line in lines(decoded(content), ",")]
    begin = next(place for place, row in enumerate(rows) if row[0] == "choices")
    end = next((n for n, row in enumerate(rows) if n > begin and row[0]), None)
    _mark, _list, _code, *languages = rows[begin + 1]
    spoken = [name.rpartition("(")[2].rstrip(")") for name in languages]
    return [
        (row[1], row[2], {one: text for one, text in zip(spoken, row[3:], strict=False) if text})
        for row in rows[begin + 2 : end]
        if len(row) > 3
    ]


def _reference(name: str) -> dict[str, Texts]:
    """Returns the categories of a standard classification in our languages."""
    tables: dict[str, Mapping[str, Any]] = {
        "isced": levels.ISCED_LEVELS,
        "iscedf": levels.ISCED_FIELDS,
    }
    if name in tables:
        return _translated(tables[name])
    if name == "isco2":
        groups = isco08.groups(level=2)
        return {
            group.code: {code: isco08.title(group.code, code) for code in LANGUAGES}
            for group in groups
        }
    if name == "countries":
        known = [country.alpha3 for country in countries.all_countries() if country.alpha2]
        return {one: {code: countries.name(one, code) for code in LANGUAGES} for one in known}
    if name == "regions":
        regions = sorted(
            {country.subregion for country in countries.all_countries() if country.subregion}
        )
        return {
            region: {code: countries.region_name(region, code) for code in LANGUAGES}
            for region in regions
        }
    return {}


def _translated(table: Mapping[str, Any]) -> dict[str, Texts]:
    found: dict[str, dict[str, str]] = {code: {} for code in table}
    for language in LANGUAGES:
        with override(language):
            for code, text in table.items():
                found[code][language] = str(text)
    return dict(found)
