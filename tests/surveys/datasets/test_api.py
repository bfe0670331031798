"""Analysts' programs read studies, variables, anonymised answers and pooled counts."""

from typing import Any

import pytest
from django.test import Client

from homelands.foundation.roles import Role
from homelands.surveys.datasets.actions import concepts
from homelands.surveys.questionnaires.models import Study
from homelands.web.api import api
from tests import make, make_data, make_surveys
from tests.surveys.datasets.test_concepts import WORK, answered, linked

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> Study:
    return make_data.twice()


def client(role: Role = Role.ME_OFFICER, country: str = "") -> Client:
    made = Client()
    made.force_login(make.user(role, country=country))
    return made


def walked(reader: Client, study: Study, limit: int) -> list[dict[str, Any]]:
    """Every page of answers, from the first cursor to the last."""
    rows, cursor = [], ""
    while True:
        url = f"/api/surveys/studies/{study.slug}/responses/?limit={limit}&cursor={cursor}"
        page = reader.get(url).json()
        assert len(page["answers"]) <= limit
        rows += page["answers"]
        cursor = page["next"]
        if not cursor:
            return rows


def test_studies_and_variables_are_listed(study: Study) -> None:
    reader = client()
    assert study.slug in [row["slug"] for row in reader.get("/api/surveys/studies/").json()]
    rows = reader.get(f"/api/surveys/studies/{study.slug}/variables/?language=ar").json()
    found = {row["id"]: row for row in rows}
    assert found["age"]["label"] == "كم سنك؟"
    assert found["occupation"]["codes"][1] == {"code": "2211", "label": "أطباء"}
    assert (found["comment"]["given"], found["age"]["given"]) == (False, True)


def test_pages_hold_each_answer_once_also_while_answers_come_in(study: Study) -> None:
    path = make_surveys.path(study, "age")
    for age in range(20, 45):
        make_data.answered(study, {path: str(age)})
    reader = client()
    rows = walked(reader, study, 7)
    assert sorted(row["answers"]["age"] for row in rows) == list(range(20, 45))
    first = reader.get(f"/api/surveys/studies/{study.slug}/responses/?limit=5").json()
    make_data.answered(study, {path: "99"}, times=5)
    url = f"/api/surveys/studies/{study.slug}/responses/?limit=500&cursor={first['next']}"
    rest = reader.get(url).json()["answers"]
    seen = {row["respondent"] for row in first["answers"]} & {row["respondent"] for row in rest}
    assert seen == set()


def test_answers_are_anonymised_and_those_of_the_officers_countries(study: Study) -> None:
    given = {
        make_surveys.path(study, "age"): "34",
        make_surveys.path(study, "comment"): "I am Ama",
    }
    (held,) = make_data.answered(study, given, destination="GBR")
    make_data.answered(study, given, destination="ITA")
    (row,) = walked(client(country="GBR"), study, 10)
    assert row["answers"] == {"age": 34}
    assert (row["completed_on"], row["destination"]) == ("2026-11-23", "GBR")
    assert str(held.pk) not in str(row)


def test_who_may_not_is_refused_in_words(study: Study) -> None:
    url = f"/api/surveys/studies/{study.slug}/responses/"
    assert Client().get(url).status_code == 401
    answer = client(Role.MINISTRY_OFFICER).get(url)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert client().get(f"{url}?cursor=x").json()["code"] == "bad_cursor"
    assert client().get("/api/surveys/studies/none/variables/").json()["code"] == "not_found"


def test_pooled_counts_hide_what_is_small(study: Study) -> None:
    linked(study, concepts.add(WORK, by=make.SYSTEM))
    answered(study, 30, 3)
    rows = client().get("/api/surveys/concepts/in_work/pooled/").json()
    found = {row["category"]: row["respondents"] for row in rows}
    assert found["2"] is None
    assert [row["name"] for row in client().get("/api/surveys/concepts/").json()] == ["in_work"]


def test_the_description_of_the_api_names_every_path() -> None:
    paths = set(api.get_openapi_schema()["paths"])
    assert paths >= {
        "/api/surveys/studies/",
        "/api/surveys/studies/{slug}/variables/",
        "/api/surveys/studies/{slug}/responses/",
        "/api/surveys/concepts/",
        "/api/surveys/concepts/{name}/pooled/",
    }
