"""Studies for analysts' programs: variables, anonymised answers page by page, pooled concepts.

The same queries and grants as the pages, and the same row security: whoever signs in sees the
answers of their countries. Free texts, exact times and exact places are not given here.
"""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema

from homelands.foundation.errors import Refusal
from homelands.foundation.views import Request
from homelands.surveys.datasets.actions import exports
from homelands.surveys.datasets.models import Concept
from homelands.surveys.datasets.queries import concepts as concept_queries
from homelands.surveys.datasets.queries import pages_of_answers, pooled, variables
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import studies as study_queries
from homelands.surveys.questionnaires.rules import check_sees_counts

router = Router(tags=["surveys"])

#: At most so many answers are given at once.
MOST = 500


class NotFound(Refusal):
    code = "not_found"
    sentence = _("There is nothing of this name.")


class StudyRow(Schema):
    """A study: whom it asks, where, from when to when, and how people were reached."""

    name: str
    slug: str
    design: str
    population: str
    destinations: list[str]
    opens_on: date
    closes_on: date | None


class CodeRow(Schema):
    """An answer of a list: what is stored, and its label."""

    code: str
    label: str


class VariableRow(Schema):
    """A question over all versions of the questionnaire."""

    id: str
    label: str
    kind: str
    codes: list[CodeRow]
    repeat: str
    versions: list[str]
    concept: str
    given: bool


class AnswerRow(Schema):
    """One respondent, under a name that is good in this study only."""

    respondent: str
    completed_on: date
    destination: str
    language: str
    version: str
    answers: dict[str, Any]


class AnswerPage(Schema):
    """A page of answers, and the cursor of the next one; "" when there is none."""

    answers: list[AnswerRow]
    next: str


class ConceptRow(Schema):
    """A concept of the library."""

    name: str
    kind: str
    label: str
    classification: str
    studies: int


class PooledRow(Schema):
    """Respondents of one study in one category; null is too few to show."""

    study: str
    design: str
    question: str
    category: str
    label: str
    respondents: int | None
    answered: int | None


@router.get("/studies/", response=list[StudyRow])
def studies(request: Request) -> list[Study]:
    """Lists the studies of the reader's countries, the latest first."""
    check_sees_counts(request.actor)
    return list(study_queries.listed(request.actor))


@router.get("/studies/{slug}/variables/", response=list[VariableRow])
def study_variables(request: Request, slug: str, language: str = "") -> list[dict[str, Any]]:
    """Lists what a study asks, in a language of its questionnaires."""
    study = _study(slug)
    check_sees_counts(request.actor, study)
    links = concept_queries.links_of(study)
    return [
        {
            "id": variable.id,
            "label": variable.label,
            "kind": variable.kind,
            "codes": [{"code": code, "label": label} for code, label in variable.codes],
            "repeat": variable.repeat,
            "versions": list(variable.versions),
            "concept": links[variable.id].concept.name if variable.id in links else "",
            "given": pages_of_answers.is_given(variable),
        }
        for variable in variables.of(study, language)
    ]


@router.get("/studies/{slug}/responses/", response=AnswerPage)
def study_responses(
    request: Request, slug: str, cursor: str = "", limit: int = 100
) -> dict[str, Any]:
    """Gives anonymised answers, at most 500 at a time, from a cursor on."""
    study = _study(slug)
    exports.serve(study, by=request.actor)
    rows, following = pages_of_answers.page(study, cursor, min(max(limit, 1), MOST))
    return {"answers": rows, "next": following}


@router.get("/concepts/", response=list[ConceptRow])
def concepts(request: Request, language: str = "") -> list[dict[str, Any]]:
    """Lists the library of concepts, with how many studies measure each."""
    check_sees_counts(request.actor)
    return [
        {
            "name": concept.name,
            "kind": concept.kind,
            "label": concept_queries.label(concept, language),
            "classification": concept.classification,
            "studies": concept.studies,  # type: ignore[attr-defined]  # annotated
        }
        for concept in concept_queries.listed()
    ]


@router.get("/concepts/{name}/pooled/", response=list[PooledRow])
def pooled_concept(request: Request, name: str, language: str = "") -> list[dict[str, Any]]:
    """Gives counts of a concept in the reader's studies, small ones hidden. Keep designs apart."""
    check_sees_counts(request.actor)
    concept = Concept.objects.prefetch_related("categories").filter(name=name).first()
    if concept is None:
        raise NotFound
    return [
        {
            "study": line.study.slug,
            "design": table.design.value,
            "question": line.question,
            "category": code,
            "label": label,
            "respondents": line.counts[code],
            "answered": line.answered,
        }
        for table in pooled.of(
            concept, by=request.actor, at=timezone.now(), language=language
        ).tables
        for line in table.lines
        for code, label in table.categories
        if code in line.counts
    ]


def _study(slug: str) -> Study:
    study = Study.objects.filter(slug=slug).first()
    if study is None:
        raise NotFound
    return study
