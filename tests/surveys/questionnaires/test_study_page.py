"""The page of a study: what is to be done next, and the way to its parts."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from homelands.foundation.access.context import acting
from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.pages.words import duties
from tests import make, make_collection, make_recruitment, make_surveys

pytestmark = pytest.mark.django_db


def signed_in(role: Role, country: str = "") -> Client:
    client = Client()
    client.force_login(make.user(role, country=country))
    return client


def shown(role: Role, path: str, country: str = "") -> str:
    return signed_in(role, country).get(path).content.decode()


def parts(page: str) -> list[str]:
    """The words of the links to the parts of a study."""
    return re.findall(r"<a [^>]*>([^<]*)</a>", nav(page))


def nav(page: str) -> str:
    return page.partition('<nav class="parts"')[2].partition("</nav>")[0]


def tasks(page: str) -> list[tuple[str, str]]:
    """The tasks with their states."""
    found = re.findall(r'<li class="tasks__row">(.*?)</li>', page, re.S)
    plain = [re.sub(r"<[^>]+>", "|", one) for one in found]
    return [tuple(word.strip() for word in one.split("|") if word.strip()) for one in plain]  # type: ignore[misc]


def test_a_new_study_says_what_comes_next() -> None:
    study = make_surveys.study(design=Study.Design.RDS)
    page = shown(Role.SURVEY_MANAGER, f"/desk/studies/{study.slug}/")
    assert tasks(page) == [
        ("Publish a questionnaire", "To do"),
        ("Set the rules", "To do"),
        ("Seeds", "To do"),
        ("Collectors", "None"),
        ("What waits for somebody", "None"),
        ("Data quality flags", "None"),
    ]


def test_what_is_there_is_done_and_what_waits_is_counted() -> None:
    collector = make_collection.collector()
    device = make_collection.device(collector)
    device.submit(make_collection.answers({"about/age": "3", "about/works": "no"}))
    page = shown(Role.SURVEY_MANAGER, f"/desk/studies/{collector.study.slug}/")
    assert tasks(page) == [
        ("Publish a questionnaire", "Done"),
        ("Collectors", "1"),
        ("What waits for somebody", "Waiting: 1"),
        ("Data quality flags", "None"),
    ]
    assert "take-part" in page


def test_an_officer_is_shown_the_parts_that_she_may_open() -> None:
    study = make_surveys.study()
    path = f"/desk/studies/{study.slug}/"
    assert parts(shown(Role.MINISTRY_OFFICER, path)) == [
        "The study",
        "Codebook",
        "Concepts",
        "Collectors",
        "Summary",
        "Statistics",
        "Data files",
    ]
    for role in (Role.MINISTRY_OFFICER, Role.ME_OFFICER, Role.SURVEY_MANAGER):
        desk = signed_in(role)
        for url in re.findall(r'href="([^"]+)"', nav(desk.get(path).content.decode())):
            answer: Any = desk.get(url)
            assert answer.status_code == 200, url
            here = re.findall(r'<a href="([^"]+)" aria-current="page"', answer.content.decode())
            assert url in here, url


def test_recruitment_is_a_part_of_respondent_driven_studies_only() -> None:
    driven = make_surveys.study(design=Study.Design.RDS)
    open_to_all = make_surveys.study(design=Study.Design.CONVENIENCE)
    seen = [
        "Recruitment" in parts(shown(Role.SURVEY_MANAGER, f"/desk/studies/{one.slug}/"))
        for one in (driven, open_to_all)
    ]
    assert seen == [True, False]


def test_pages_of_a_collector_stand_under_studies_in_the_menu() -> None:
    collector = make_collection.collector()
    page = shown(Role.SURVEY_MANAGER, f"/desk/collectors/{collector.pk}/")
    assert '<a href="/desk/studies/" aria-current="page"' in page
    assert '<a href="/desk/" aria-current' not in page


def test_letters_have_their_collector_at_the_desk() -> None:
    study = make_surveys.asked(opens_on=make.TODAY.replace(year=2020))
    desk = signed_in(Role.SURVEY_MANAGER)
    given = {"kind": "personal", "name": "Letters", "destination": ""}
    days = {"opens_on_year": "2020", "opens_on_month": "1", "opens_on_day": "1"}
    address = f"/desk/studies/{study.slug}/collectors/add/"
    page = desk.post(address, given | days, follow=True).content.decode()
    collector = study.collectors.get()
    assert collector.kind == "personal"
    assert f"/desk/collectors/{collector.pk}/invitations/" in page


def test_a_study_that_is_by_invitation_names_no_address_for_everybody() -> None:
    study = make_recruitment.running()
    with acting(make.SYSTEM):
        assert Study.objects.get().by_invitation
    page = shown(Role.SURVEY_MANAGER, f"/desk/studies/{study.slug}/")
    assert f"/take-part/{study.slug}/" not in page


def test_a_study_is_open_from_its_first_day_to_its_last() -> None:
    study = make_surveys.study(opens_on=make.TODAY, closes_on=make.TODAY + timedelta(days=1))
    days = [make.TODAY + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert [duties.state(study, day)[0] for day in days] == [
        "Not open yet",
        "Open",
        "Open",
        "Closed",
    ]
