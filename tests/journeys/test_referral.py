"""A respondent comes by an invitation, answers, and passes invitations on, in both directions."""

import re
from typing import Any

import pytest

from tests.journeys.conftest import Site, follow, shell
from tests.journeys.test_answering import go_on, look, opened

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

INVITE = """
from datetime import date
from django.utils import timezone
from homelands.surveys.recruitment.actions import schemes
from homelands.surveys.recruitment.actions.schemes import Terms
from tests import make, make_recruitment
made = make_recruitment.study(opens_on=date(2020, 1, 1))
now = timezone.now()
schemes.set(made, terms=Terms(first_reward=500, currency="GBP"), at=now, by=make.SYSTEM)
print(*(make_recruitment.code(make_recruitment.seed(made, at=now)) for _ in range(2)))
"""


@pytest.fixture(scope="session")
def seeds(site: Site) -> list[str]:
    """The codes of two first invitations to a study, beside the example."""
    return shell(site, INVITE).split()


def press(page: Any) -> None:
    follow(page.locator("main form button").last)


@pytest.mark.parametrize(("seed", "language", "direction"), [(0, "en", "ltr"), (1, "ar", "rtl")])
def test_an_invitation_leads_to_answers_and_to_more_invitations(
    seeds: list[str], browser: Any, site: Site, seed: int, language: str, direction: str
) -> None:
    page = opened(browser, site, language)
    page.direction = direction
    page.goto("/invited/")
    page.fill("main input[name=code]", seeds[seed].lower().replace("-", " "))
    press(page)
    look(page)
    press(page)  # the country of the invitation is chosen already
    follow(page.locator("main a.button").first)
    page.locator('[name=works][value="yes"]').check()
    page.fill("[name=network_size]", "12")
    go_on(page)
    page.wait_for_url(re.compile(r"/answer/[^/]+/$"))
    look(page)
    press(page)
    page.wait_for_url("**/sent/")
    look(page)
    follow(page.locator('a[href^="/claim/"]'))
    look(page)
    page.go_back()
    follow(page.locator('a.button[href$="/invitations/"]'))
    look(page)
    assert page.locator(".coupon__qr").count() == 3
    link = page.locator('.coupon a[href*="/invited/"]').first.get_attribute("href")
    own = re.sub(r"^https?://[^/]+", "", link)
    page.goto(own)  # in the inviter's own browser it is asked whether somebody else answers
    look(page)
    assert page.locator("[name=somebody_else]").count() == 1
    friend = opened(browser, site, language)
    friend.direction = direction
    friend.goto(own)
    look(friend)
    press(friend)
    friend.wait_for_url("**/kept/")
    friend.goto(own)  # begun: kept for whoever began, for now
    look(friend)
    assert friend.locator("main form").count() == 0
    assert friend.locator('main a[href="/answer/"]').count() == 1
    friend.context.close()
    page.context.close()
