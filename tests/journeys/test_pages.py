"""Every page of the thread, in both reading directions: axe finds nothing, nothing overflows."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import follow, language_button, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

PUBLIC = [
    "/",
    "/patterns/",
    "/sign-in/",
    "/sign-in/member/",
    "/register/",
    "/privacy/",
    "/data/",
    "/accessibility/",
    "/response-times/",
    "/where/",
    "/where/GBR/",
    "/findings/",
    "/take-part/",
    "/invited/",
    "/claim/",
    "/opportunities/",
    "/events/",
    "/questions/",
    "/results/",
    "/policy/",
    "/organisations/",
    "/account/login/",
    "/nowhere/",
]
PORTAL = ["/my/", "/my/profile/", "/my/consent/", "/my/data/", "/my/data/erase/", "/my/placements/"]
MAPPING = "/desk/studies/mapping-survey-of-our-people-abroad-exam/"
BY_INVITATION = "/desk/studies/people-we-do-not-reach-a-survey-by-invit/"
DESK = [
    "/desk/",
    "/desk/people/",
    "/desk/organisations/",
    "/desk/studies/",
    "/desk/studies/add/",
    "/desk/concepts/",
    MAPPING,
    f"{MAPPING}publish/",
    f"{MAPPING}publish/check/",
    f"{MAPPING}collectors/",
    f"{MAPPING}collectors/add/",
    f"{MAPPING}files/add/",
    f"{MAPPING}submissions/",
    f"{MAPPING}lists/",
    f"{MAPPING}quality/",
    f"{MAPPING}conversations/",
    f"{MAPPING}conversations/add/",
    f"{MAPPING}codes/",
    f"{MAPPING}themes/",
    f"{MAPPING}themes/compare/",
    f"{MAPPING}quotes/",
    f"{MAPPING}codebook/",
    f"{MAPPING}concepts/",
    f"{MAPPING}exports/",
    f"{MAPPING}exports/request/",
    f"{MAPPING}webhooks/",
    "/desk/statistics/",
    "/desk/statistics/people-we-do-not-reach-a-survey-by-invit/",
    BY_INVITATION,
    f"{BY_INVITATION}recruitment/",
    f"{BY_INVITATION}recruitment/rules/",
    f"{BY_INVITATION}seeds/",
    f"{BY_INVITATION}seeds/add/",
    f"{BY_INVITATION}rewards/",
    f"{BY_INVITATION}quality-flags/",
    "/desk/findings/",
    "/desk/programmes/",
    "/desk/outreach/",
    "/desk/outreach/questions/",
    "/desk/outreach/segments/",
    "/desk/programmes/placements/",
    "/desk/programmes/payments/",
    "/desk/results/",
    "/desk/policy/",
    "/desk/policy/GHA/",
]


def check(page: Any, path: str, direction: str) -> None:
    status = page.goto(path).status
    assert status == (404 if path == "/nowhere/" else 200), path
    assert page.locator("html").get_attribute("dir") == direction
    assert page.locator("h1").count() == 1, path
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    assert not wider, f"{path} is wider than the screen"
    found = Axe().run(page).response["violations"]
    told = [(v["id"], [node["html"][:150] for node in v["nodes"][:3]]) for v in found]
    assert told == [], path


def choose(page: Any, direction: str) -> None:
    """Takes the language from the list on top, as whoever signed in may."""
    language = "ar" if direction == "rtl" else "en"
    follow(language_button(page, language))


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_read_from_left_to_right(page: Any, path: str) -> None:
    check(page, path, "ltr")


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_read_from_right_to_left(arabic: Any, path: str) -> None:
    check(arabic, path, "rtl")


def test_the_portal_reads_both_ways(page: Any, arabic: Any) -> None:
    for shown, direction in ((page, "ltr"), (arabic, "rtl")):
        sign_in(shown, "member@example.org")
        choose(shown, direction)
        for path in PORTAL:
            check(shown, path, direction)


def test_the_desk_reads_both_ways(page: Any, arabic: Any) -> None:
    for shown, direction in ((page, "ltr"), (arabic, "rtl")):
        sign_in(shown, "manager@example.org")
        choose(shown, direction)
        for path in DESK:
            check(shown, path, direction)
