"""The entry of the navigation that a reader is told to be under."""

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve

from homelands.foundation.roles import OFFICERS, Role
from homelands.web.context import shell
from tests import make, rights


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/desk/", "To do"),
        ("/desk/people/", "People"),
        ("/desk/concepts/", "Studies"),
        ("/desk/studies/a-survey/recruitment/", "Studies"),
        ("/desk/statistics/", "Findings"),
        ("/desk/programmes/payments/", "Payments"),
        ("/desk/programmes/", "Needs and calls"),
        ("/desk/outreach/questions/", "Outreach"),
        ("/desk/policy/", "Policy"),
        ("/where/", "Where we are"),
        ("/my/data/", "My data"),
    ],
)
def test_a_page_is_under_the_entry_of_its_roof(path, entry):
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    request.actor = rights.officer(Role.MINISTRY_OFFICER, Role.PROGRAMME_MANAGER)
    assert [way.label for way in shell(request)["nav"] if way.current] == [entry]


def test_a_page_that_no_app_has_is_under_the_first_entry_of_the_desk():
    request = RequestFactory().get("/desk/nothing/")
    request.resolver_match = None
    request.actor = rights.officer(Role.PROGRAMME_MANAGER)
    assert [way.label for way in shell(request)["nav"] if way.current] == ["To do"]


@pytest.mark.django_db
def test_who_may_not_look_is_told_so_without_the_navigation_of_the_desk():
    client = Client()
    client.force_login(make.account("a.nurse@example.org"))
    answer = client.get("/desk/people/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "You may not open this page" in page
    assert 'href="/desk/people/"' not in page
    assert "Nothing was changed" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_nobody_is_led_to_a_refusal(role):
    client = Client()
    client.force_login(make.user(role))
    request = RequestFactory().get("/desk/")
    request.resolver_match = resolve("/desk/")
    request.actor = rights.officer(role)
    ways = shell(request)["nav"]
    assert ways[0].url == "/desk/"
    assert {way.url: client.get(way.url).status_code for way in ways} == {
        way.url: 200 for way in ways
    }


def test_each_role_is_shown_its_own_work_and_no_other():
    def entries(role):
        request = RequestFactory().get("/desk/")
        request.resolver_match = resolve("/desk/")
        request.actor = rights.officer(role)
        return [way.label for way in shell(request)["nav"]]

    assert entries(Role.FINANCE_APPROVER) == [
        "To do", "Needs and calls", "Placements", "Payments", "Results",
    ]  # fmt: skip
    assert entries(Role.HOST_FOCAL_POINT) == [
        "To do", "Organisations", "Needs and calls", "Placements",
    ]  # fmt: skip
    assert entries(Role.PANEL_MEMBER) == ["To do", "Needs and calls", "Results"]
    assert entries(Role.ENUMERATOR) == ["To do"]
