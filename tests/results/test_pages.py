"""The pages of results as people use them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.foundation.roles import Role
from homelands.results.models import Indicator, Reading
from tests import make, make_results

pytestmark = pytest.mark.django_db

FORM = {
    "code": "1.2",
    "name": "Placements completed",
    "definition": "Placements that lasted to their last day.",
    "measure": "placements_completed",
    "unit": "placements",
    "baseline": "0",
    "baseline_on_day": "1",
    "baseline_on_month": "1",
    "baseline_on_year": "2025",
    "target": "120",
    "target_on_day": "31",
    "target_on_month": "12",
    "target_on_year": "2027",
}


@pytest.fixture
def monitor() -> Client:
    client = Client()
    client.force_login(make.user(Role.ME_OFFICER))
    return client


def test_an_indicator_is_set_up_computed_and_read(monitor: Client) -> None:
    page = monitor.post("/desk/results/add/", FORM, follow=True).content.decode()
    assert "Nothing was measured yet" in page
    make_results.placement(make_results.programme())
    url = f"/desk/results/{Indicator.objects.get().pk}/compute/"
    assert monitor.get(url).status_code == 405
    page = monitor.post(url, follow=True).content.decode()
    for words in ("Placements completed: 1; target 120 placements", "the records of placements"):
        assert words in page, words
    page = monitor.get("/desk/results/").content.decode()
    assert "1 of 120" in page


def test_a_mistake_keeps_what_was_typed(monitor: Client) -> None:
    page = monitor.post("/desk/results/add/", {**FORM, "target_on_year": "2024"}).content.decode()
    assert "The target comes after the baseline" in page
    assert 'value="Placements completed"' in page
    assert "<title>Error:" in page
    make_results.indicator(code="1.2")
    page = monitor.post("/desk/results/add/", FORM).content.decode()
    assert "Another indicator has this code" in page


def test_others_read_the_desk_and_are_told_why_they_write_nothing() -> None:
    client = Client()
    client.force_login(make.user(Role.PROGRAMME_MANAGER))
    indicator = make_results.indicator()
    assert "officers add indicators" in client.get("/desk/results/").content.decode()
    page = client.get(f"/desk/results/{indicator.pk}/").content.decode()
    assert "Monitoring and evaluation officers keep the indicators" in page
    assert client.get("/desk/results/add/").status_code == 403
    assert client.post(f"/desk/results/{indicator.pk}/compute/").status_code == 403
    assert Reading.objects.count() == 0


def test_the_public_reads_definition_source_and_date_and_no_small_number() -> None:
    large, small = (
        make_results.indicator(name="Large"),
        make_results.indicator("specialist_days_delivered", name="Small"),
    )
    make_results.reading(large, 74, 74)
    make_results.reading(small, 7777, 9)
    page = Client().get("/results/").content.decode()
    for words in (
        "Large: 74; target 120 placements",
        "Small: too few to show",
        "Where it stands rests on too few people to show",
        "Placements that lasted to their last day.",
        "the records of placements",
        "23 November 2026",
    ):
        assert words in page, words
    assert "7777" not in page.replace(",", "")


def test_the_public_sees_the_funnel_without_small_steps() -> None:
    programme = make_results.programme()
    for _ in range(11):
        make_results.match(programme)
    page = Client().get("/results/").content.decode()
    assert "Registered: 11, Matched: 11, Placed: too few to show" in page


def test_an_indicator_that_was_not_computed_says_so() -> None:
    make_results.indicator()
    assert "Not computed yet" in Client().get("/results/").content.decode()


def test_without_indicators_the_page_says_who_sets_them() -> None:
    assert "No aim is set yet" in Client().get("/results/").content.decode()


def test_the_page_speaks_arabic_from_right_to_left() -> None:
    make_results.reading(make_results.indicator(name="Placements completed"), 74, 74)
    page = Client().get("/results/", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert "<bdi>Placements completed</bdi>" in page


def test_the_desk_is_closed_to_strangers() -> None:
    assert Client().get("/desk/results/")["Location"] == "/sign-in/?next=/desk/results/"


def test_the_list_is_a_file_too(monitor: Client) -> None:
    make_results.reading(make_results.indicator(code="9.9"), 74, 74)
    answer = monitor.get("/desk/results/?format=csv")
    assert b"9.9" in b"".join(answer.streaming_content)


@pytest.mark.parametrize("url", ["/results/", "/desk/results/"])
def test_the_lists_ask_as_many_questions_for_three_as_for_one(monitor: Client, url: str) -> None:
    counts = []
    monitor.get(url)  # what everybody may read is noted once
    for more in (1, 2):
        for _ in range(more):
            programme = make_results.programme()
            indicator = make_results.indicator(programme_id=programme.pk)
            make_results.reading(indicator, 74, 74)
        with CaptureQueriesContext(connection) as asked:
            monitor.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]
