"""Concepts join the questions of all studies; what is shown of them gives nobody away."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import Role
from homelands.surveys.datasets.actions import concepts
from homelands.surveys.datasets.actions.concepts import Draft
from homelands.surveys.datasets.models import Concept, ConceptLink
from homelands.surveys.datasets.queries import codebooks, counts, pooled, variables
from homelands.surveys.datasets.queries import concepts as concept_queries
from homelands.surveys.datasets.rules.concepts import BadConcept, UnknownQuestion
from homelands.surveys.questionnaires.actions import questionnaires
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries.questionnaires import standard
from tests import make, make_data, make_surveys

pytestmark = pytest.mark.django_db

WORK = Draft(
    name="in_work",
    kind=Concept.Kind.CATEGORY,
    labels={"en": "In work", "ar": "في عمل"},
    categories={"1": {"en": "Works"}, "2": {"en": "Does not"}},
)


def manager() -> Client:
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    return client


def linked(study: Study, concept: Concept) -> ConceptLink:
    recodes = {"yes": "1", "no": "2"}
    return concepts.link(study, question="works", concept=concept, recodes=recodes, by=make.SYSTEM)


def answered(study: Study, yes: int, no: int) -> None:
    path = make_surveys.path(study, "works")
    make_data.answered(study, {path: "yes"}, times=yes)
    make_data.answered(study, {path: "no"}, times=no, destination="ITA")


def test_the_standard_concepts_are_loaded_once_with_categories_in_four_languages() -> None:
    made = concepts.load_standard(by=make.SYSTEM)
    assert len(made) >= 30
    assert concepts.load_standard(by=make.SYSTEM) == []
    coded = [one for one in made if one.kind in (Concept.Kind.CATEGORY, Concept.Kind.CATEGORIES)]
    for one in coded:
        rows = list(one.categories.all())
        assert rows, one.name
        assert all(set(row.labels) >= {"en", "fr", "es", "ar"} for row in rows), one.name
    names = {one.name: one for one in made}
    assert names["occupation"].categories.get(code="22").labels["en"] == "Health professionals"
    assert names["birth_country"].categories.count() > 200
    words = " ".join(f"{one.name} {one.labels['en']}" for one in made).lower()
    assert not any(word in words for word in ("party", "vote", "relig", "ethnic", "political"))


def test_our_own_questionnaire_maps_to_them_by_suggestion_and_never_by_itself() -> None:
    concepts.load_standard(by=make.SYSTEM)
    study = make_surveys.study()
    content, name = standard()
    questionnaires.publish(study, source=content, filename=name, at=make.NOW, by=make.SYSTEM)
    found = {one.variable.id: one for one in concept_queries.mapped(study)}
    for question in ("sex", "education_level", "occupation", "transfer_modality", "network_size"):
        assert found[question].suggestion.concept.name == question
        assert found[question].suggestion.reason == "name"
    assert not ConceptLink.objects.filter(study=study).exists()


def test_a_question_is_suggested_by_its_words() -> None:
    concepts.add(Draft("occ", Concept.Kind.TEXT, {"en": "What is your occupation"}), by=make.SYSTEM)
    found = {one.variable.id: one for one in concept_queries.mapped(make_surveys.asked(), "en")}
    assert found["occupation"].suggestion.reason == "words"
    assert found["age"].suggestion is None


@pytest.mark.parametrize(
    ("field", "value", "at"),
    [("name", "Two words", "name"), ("hxl", "country", "hxl"), ("labels", {}, "label_en")],
)
def test_a_concept_that_cannot_be_is_refused_at_its_field(field: str, value: Any, at: str) -> None:
    fields = {"name": "a", "kind": "text", "labels": {"en": "A"}, field: value}
    with pytest.raises(BadConcept) as refusal:
        concepts.add(Draft(**fields), by=make.SYSTEM)
    assert refusal.value.field == at


def test_who_manages_no_study_of_the_country_maps_nothing() -> None:
    study, concept = make_surveys.asked(), concepts.add(WORK, by=make.SYSTEM)
    by = make.officer("GBR", Role.SURVEY_MANAGER)
    with pytest.raises(NotAllowed):
        concepts.link(study, question="works", concept=concept, recodes={}, by=by)
    with pytest.raises(NotAllowed):
        concepts.add(WORK, by=make.officer(role=Role.MISSION_OFFICER))
    with pytest.raises(UnknownQuestion):
        concepts.link(study, question="nothing", concept=concept, recodes={}, by=make.SYSTEM)
    with pytest.raises(BadConcept):
        concepts.link(
            study, question="works", concept=concept, recodes={"yes": "9"}, by=make.SYSTEM
        )


def test_a_category_that_answers_are_read_as_cannot_be_taken_away() -> None:
    concept = concepts.add(WORK, by=make.SYSTEM)
    linked(make_surveys.asked(), concept)
    with pytest.raises(BadConcept, match="1, 2"):
        concepts.change(concept, draft=Draft("in_work", "category", {"en": "Work"}), by=make.SYSTEM)


def test_counts_of_two_studies_and_versions_stand_together_by_design() -> None:
    concept = concepts.add(WORK, by=make.SYSTEM)
    first, second = make_data.twice(), make_data.twice(design=Study.Design.PROBABILITY)
    for study in (first, second):
        linked(study, concept)
    answered(first, 12, 30)
    answered(second, 20, 25)
    found = pooled.of(concept, by=make.SYSTEM, at=make.NOW)
    assert [(table.design, [line.counts for line in table.lines]) for table in found.tables] == [
        (Study.Design.PROBABILITY, [{"1": 20, "2": 25}]),
        (Study.Design.CONVENIENCE, [{"1": 12, "2": 30}]),
    ]
    assert found.cautions == ("designs", "respondents")


def test_small_numbers_and_what_tells_them_are_hidden_on_both_pages() -> None:
    concept = concepts.add(WORK, by=make.SYSTEM)
    study = make_surveys.asked()
    linked(study, concept)
    answered(study, 40, 3)
    ((line,),) = [table.lines for table in pooled.of(concept, by=make.SYSTEM, at=make.NOW).tables]
    # That there are 43 responses is known: so the other answer is hidden with the small one.
    assert line.counts == {"1": None, "2": None}
    shown = next(
        one
        for one in codebooks.of(study, by=make.SYSTEM, at=make.NOW)
        if one.variable.id == "works"
    )
    assert shown.counts.codes == {"yes": None, "no": None}


def test_a_category_made_of_a_hidden_answer_is_hidden() -> None:
    concept = concepts.add(WORK, by=make.SYSTEM)
    study = make_surveys.asked()
    concepts.link(
        study, question="works", concept=concept, recodes={"yes": "1", "no": "1"}, by=make.SYSTEM
    )
    answered(study, 40, 3)
    ((line,),) = [table.lines for table in pooled.of(concept, by=make.SYSTEM, at=make.NOW).tables]
    assert line.counts == {"1": None}


def test_of_several_answers_none_tells_who_did_not_give_it() -> None:
    study = make_surveys.asked()
    path = make_surveys.path(study, "languages")
    make_data.answered(study, {path: "en fr"}, times=97)
    make_data.answered(study, {path: "fr"}, times=3)
    make_data.answered(study, {}, times=20)
    safe = counts.safe(study, variables.of(study))["languages"]
    assert (safe.answered, safe.missing) == (100, 20)
    # 97 said English: with 100 answers shown, three people would be known to have not.
    assert safe.codes["en"] is None


def test_rows_are_those_of_the_officers_countries() -> None:
    concept = concepts.add(WORK, by=make.SYSTEM)
    study = make_data.twice()
    linked(study, concept)
    answered(study, 2, 3)
    with make.as_(make.officer("ITA", Role.SURVEY_MANAGER)):
        rows = list(pooled.rows([concept], [study]))
    assert {(row.study, row.destination, row.design, row.values) for row in rows} == {
        (study.slug, "ITA", "convenience", ("2",))
    }
    assert len(rows) == 3


def test_the_codebook_has_words_codes_versions_and_conditions() -> None:
    study = make_data.twice()
    linked(study, concepts.add(WORK, by=make.SYSTEM))
    answered(study, 12, 30)
    client = manager()
    page = client.get(f"/desk/studies/{study.slug}/codebook/?language=ar").content.decode()
    for words in ("هل تعمل الآن؟", "في عمل", "ممرضون", 'dir="rtl"'):
        assert words in page
    content = client.get(f"/desk/studies/{study.slug}/codebook/?format=csv&language=en")
    text = b"".join(content.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    work = [row for row in rows if row["Variable"] == "works"]
    assert [(row["Code"], row["Respondents"], row["Concept"]) for row in work] == [
        ("yes", "12", "in_work"),
        ("no", "30", "in_work"),
    ]
    assert {row["Versions"] for row in work} == {"1 2"}


def test_a_question_is_mapped_and_read_on_the_pages() -> None:
    client, study = manager(), make_surveys.asked()
    answered(study, 12, 30)
    assert client.post("/desk/concepts/standard/").status_code == 302
    assert b"Occupation" in client.get("/desk/concepts/").content
    labels = {"label_en": "In work", "name": "in_work", "kind": "category"}
    added = client.post("/desk/concepts/add/", {**labels, "categories": "1; Works\n2; Does not"})
    assert added.headers["Location"] == "/desk/concepts/in_work/show/"
    listed = client.get(f"/desk/studies/{study.slug}/concepts/").content.decode()
    assert "Perhaps <bdi>Occupation</bdi>: it has the same name" in listed
    url = f"/desk/studies/{study.slug}/concepts/link/?question=works"
    assert b"Choose an answer" not in client.get(url).content
    form = client.get(f"{url}&concept=in_work").content.decode()
    assert "Yes (yes)" in form
    done = client.post(f"{url}&concept=in_work", {"code_0": "1", "code_1": "2"})
    assert done.status_code == 302
    assert ConceptLink.objects.get(study=study).recodes == {"yes": "1", "no": "2"}
    shown = client.get("/desk/concepts/in_work/show/").content.decode()
    assert study.name in shown
    table = client.get("/desk/concepts/in_work/pooled/").content.decode()
    assert "Works" in table
    assert "not of people abroad" in table
    changed = client.post(
        "/desk/concepts/in_work/change/",
        {"label_en": "At work", "kind": "category", "categories": "1; Works\n2; Does not"},
    )
    assert changed.status_code == 302
    assert (
        client.post(
            f"/desk/studies/{study.slug}/concepts/unlink/", {"question": "works"}
        ).status_code
        == 302
    )
    assert not ConceptLink.objects.filter(study=study).exists()


def test_the_library_takes_as_many_queries_for_many_concepts() -> None:
    client = manager()
    concepts.add(WORK, by=make.SYSTEM)
    client.get("/desk/concepts/")
    with CaptureQueriesContext(connection) as few:
        client.get("/desk/concepts/")
    concepts.load_standard(by=make.SYSTEM)
    with CaptureQueriesContext(connection) as many:
        assert client.get("/desk/concepts/").status_code == 200
    assert len(few) == len(many)
