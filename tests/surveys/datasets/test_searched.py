"""The questions of all studies are searched by name, words, concept and answers."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.foundation.roles import Role
from homelands.surveys.datasets.actions import concepts
from homelands.surveys.datasets.actions.concepts import Draft
from homelands.surveys.datasets.models import Concept
from tests import make, make_data, make_surveys

pytestmark = pytest.mark.django_db


def client(role: Role = Role.MINISTRY_OFFICER, country: str = "") -> Client:
    officer = Client()
    officer.force_login(make.user(role, country=country))
    return officer


def rows(html: str) -> list[tuple[str, ...]]:
    """The names of the questions and of their studies, as the page lists them."""
    table = html.split("<tbody", 1)[1].split("</tbody>")[0] if "<tbody" in html else ""
    found = re.findall(r'<bdi dir="ltr">([^<]+)</bdi>.*?<bdi>([^<]+)</bdi>', table)
    return [(name, study.split()[0]) for name, study in found]


def searched(query: str = "", **as_: Any) -> list[tuple[str, ...]]:
    got = client(**as_).get(f"/desk/codebook/{query}")
    assert got.status_code == 200
    return rows(got.content.decode())


def test_questions_of_all_studies_are_found_by_what_they_say_in_any_language() -> None:
    make_surveys.asked(name="First")
    make_data.twice(name="Second")
    assert searched("?q=spoken+nothing") == []
    assert searched("?q=occupation") == [("occupation", "First"), ("occupation", "Second")]
    assert searched("?q=ما+مهنتك") == [("occupation", "First"), ("occupation", "Second")]
    # The first version of the second study asked it too.
    names = [("transfer_modality", "First"), ("transfer_modality", "Second")]
    assert searched("?q=modality") == names
    assert searched("?q=2211") == [("occupation", "First"), ("occupation", "Second")]
    assert searched("?q=doctors") == [("occupation", "First"), ("occupation", "Second")]
    assert searched("?q=ممرضون") == [("occupation", "First"), ("occupation", "Second")]


def test_questions_are_found_by_concept_study_and_kind() -> None:
    first, second = make_surveys.asked(name="First"), make_data.twice(name="Second")
    draft = Draft("employment", Concept.Kind.CATEGORY, {"en": "Employment", "fr": "Emploi"}, {})
    concept = concepts.add(draft, by=make.SYSTEM)
    concepts.link(second, question="works", concept=concept, recodes={}, by=make.SYSTEM)
    assert searched("?q=emploi") == [("works", "Second")]
    assert searched("?concept=employment") == [("works", "Second")]
    names = [name for name, _study in searched(f"?study={first.pk}&kind=text")]
    assert names == ["job", "comment"]


def test_an_officer_finds_the_studies_of_their_countries_only() -> None:
    make_surveys.asked(name="British", destinations=("GBR",))
    make_surveys.asked(name="Italian", destinations=("ITA",))
    assert searched("?q=occupation", country="ITA") == [("occupation", "Italian")]
    assert client(Role.PROGRAMME_MANAGER).get("/desk/codebook/").status_code == 403


def test_a_question_leads_to_its_place_in_the_codebook() -> None:
    study = make_surveys.asked()
    officer = client()
    html = officer.get("/desk/codebook/?q=occupation").content.decode()
    assert f'href="/desk/studies/{study.slug}/codebook/#occupation"' in html
    assert (
        'id="occupation"' in officer.get(f"/desk/studies/{study.slug}/codebook/").content.decode()
    )
    assert "/desk/codebook/" in officer.get("/desk/studies/").content.decode()


def test_without_a_question_the_page_says_who_adds_them() -> None:
    html = client().get("/desk/codebook/").content.decode()
    assert "The questions of your studies stand here as soon as one is published." in html


def test_the_list_is_a_file_too() -> None:
    make_surveys.asked(name="First")
    got = client().get("/desk/codebook/?q=works&format=csv")
    lines = b"".join(got.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "Question,Name,Study,Kind,Concept,Answers"
    assert re.fullmatch(r"Do you work\?,works,First \d+,One of several answers,,Yes · No", lines[1])


def test_a_search_asks_the_database_the_same_however_many_studies_there_are() -> None:
    officer = client()
    counted = []
    for _ in range(2):
        make_surveys.asked()
        officer.get("/desk/codebook/")
        with CaptureQueriesContext(connection) as queries:
            officer.get("/desk/codebook/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
