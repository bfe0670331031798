"""A study's plan: sizes by formula, a trial of recruitment, and what cannot be planned."""

from html import unescape

import pytest
from django.test import Client

from homelands.foundation.roles import Role
from homelands.mapping.statistics.rules import planning
from homelands.mapping.statistics.rules.planning import Asked
from tests import make, make_mapping

pytestmark = pytest.mark.django_db
ASKED = Asked(
    share=0.3, width=0.1, other=0.4, interviews=200, population=4000, seeds=8, coupons=3,
    redeemed=0.4, homophily=0.4,
)  # fmt: skip


def page(query: str = "", **fields: str) -> str:
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    study = make_mapping.study(**fields)
    answer = client.get(f"/desk/statistics/{study.slug}/plan/{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_sizes_are_those_of_the_formulas() -> None:
    """As docs/methods/planning.md prints them."""
    sized = planning.sizes(ASKED)
    assert [one.effect for one in sized] == [2, 4, 12]
    assert [one.for_width.n for one in sized] == [646, 1291, 3873]
    assert [one.for_difference.n for one in sized if one.for_difference] == [712, 1424, 4272]


def test_the_page_tries_the_plan() -> None:
    text = page("?share=30&interviews=150&population=2000", population="Nurses from Ghana")
    for words in (
        "Nurses from Ghana",
        "How many interviews",
        "646",
        "In 30 simulated studies the design effect was",
        "Recruitment lasted in all of them",
        "/methods/planning/",
    ):
        assert words in text, words


def test_a_plan_that_dies_says_what_to_do() -> None:
    text = page("?coupons=1&redeemed=30&interviews=150&population=2000&seeds=3")
    assert "recruitment died out before the interviews were done" in text
    assert "plan more seeds or coupons" in text


def test_what_cannot_be_planned_is_said() -> None:
    assert "Seeds must be from 1 to the 10 interviews" in page("?interviews=10&seeds=20")
    assert 'value="4000"' in page(population="4000")


def test_only_those_who_draft_may(client: Client) -> None:
    study = make_mapping.study()
    client.force_login(make.user(Role.PROGRAMME_MANAGER))
    assert client.get(f"/desk/statistics/{study.slug}/plan/").status_code == 403
