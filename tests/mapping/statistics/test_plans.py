"""A study's plan: sizes by formula, a trial of recruitment, and what cannot be planned."""

from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from homelands.foundation.roles import Role
from homelands.mapping.statistics import tasks
from homelands.mapping.statistics.queries import plans
from homelands.mapping.statistics.rules import planning
from homelands.mapping.statistics.rules.planning import Asked
from homelands.surveys.questionnaires.models import Study
from tests import make, make_mapping

pytestmark = pytest.mark.django_db
ASKED = Asked(
    share=0.3, width=0.1, other=0.4, interviews=200, population=4000, seeds=8, coupons=3,
    redeemed=0.4, homophily=0.4,
)  # fmt: skip


def desk() -> Client:
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    return client


def look(client: Client, study: Study, query: str = "") -> str:
    answer = client.get(f"/desk/statistics/{study.slug}/plan/{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def work() -> int:
    """Does the jobs that wait; returns how many there were."""
    jobs = ProcrastinateJob.objects.filter(task_name="statistics.tasks.try_plan")
    for job in jobs:
        tasks.try_plan(**job.args)
    return len(jobs)


def page(query: str = "", **fields: str) -> str:
    client, study = desk(), make_mapping.study(**fields)
    look(client, study, query)
    work()
    return look(client, study, query)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


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


def test_a_page_tries_nothing_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes are there at once; the trial is a job, however often the page is looked at."""
    monkeypatch.setattr(planning, "trial", None)
    client, study = desk(), make_mapping.study()
    for _ in range(3):
        text = look(client, study, "?share=30&interviews=150&population=2000")
        assert "646" in text
        assert "0 of 30 done" in text
    assert ProcrastinateJob.objects.count() == 1


def test_an_officer_has_one_plan_tried_at_a_time() -> None:
    client, study = desk(), make_mapping.study()
    query = "?share=30&population=2000&interviews="
    assert "0 of 30 done" in look(client, study, f"{query}100")
    for interviews in range(101, 110):
        text = look(client, study, f"{query}{interviews}")
        assert "Another plan of yours is still being tried" in text
    assert "0 of 30 done" in look(desk(), study, f"{query}101")
    assert work() == 2
    assert "In 30 simulated studies" in look(client, study, f"{query}100")
    assert "0 of 30 done" in look(client, study, f"{query}102")


def test_a_trial_says_how_far_it_is() -> None:
    officer, seen = make.officer(role=Role.SURVEY_MANAGER), []
    assert plans.tried(ASKED, by=officer) == plans.Waiting(0)
    planning.tried(ASKED, lambda done: seen.append(done))
    assert seen == list(range(1, 31))
