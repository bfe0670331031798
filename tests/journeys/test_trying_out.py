"""A survey manager tries a form out on a telephone; a respondent loses nothing that is typed."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.conftest import Site, follow, shell
from tests.journeys.test_answering import at, begin, go_on, opened
from tests.journeys.test_survey_desk import desk, look
from tests.make_forms import questions, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

__all__ = ["desk"]

GOOD = workbook(questions(("select_one yes_no", "works", "Work?"), ("integer", "age", "Age?")))
#: Where pictures of the pages are put for somebody to look at.
PICTURES = os.environ.get("HOMELANDS_PICTURES", "")

PUBLISH = """
from datetime import date
from tests import make_surveys
from homelands.surveys.questionnaires.models import Questionnaire
made = make_surveys.study("Tried", opens_on=date(2020, 1, 1), destinations=())
Questionnaire.objects.create(study=made, form_id="small", version="1", title="Small survey",
    xform=make_surveys._converted(), published_at=make_surveys.make.NOW)
print(made.slug)
"""

ZONES = """
from datetime import date
from homelands.forms.odk import conversion
from homelands.surveys.questionnaires.models import Questionnaire
from tests import make_surveys
from tests.surveys.questionnaires import test_zones
made = make_surveys.study("Zones", opens_on=date(2020, 1, 1), destinations=())
Questionnaire.objects.create(study=made, form_id="zones", version="1", title="Zones",
    xform=conversion.convert(test_zones.SOURCE.encode(), "zones.md"),
    published_at=make_surveys.make.NOW)
print(made.slug)
"""


@pytest.fixture(scope="session")
def slug(site: Site) -> str:
    """The address of a small questionnaire in two languages, published beside the example."""
    return shell(site, PUBLISH).split()[-1]


def picture(page: Any, name: str) -> None:
    """Looks at a page, and takes a picture of it where somebody wants one."""
    look(page)
    if PICTURES:
        language = page.locator("html").get_attribute("lang")
        page.screenshot(path=Path(PICTURES) / f"{name}-{language}.png", full_page=True)


def test_a_manager_tries_a_form_out(desk: Any, slug: str) -> None:
    tests = f"/desk/studies/{slug}/tests/"
    desk.goto(tests)
    picture(desk, "tests-listed")
    follow(desk.locator("main form button.button").first)
    picture(desk, "test-code")
    follow(desk.locator("main a.button").first)
    assert desk.locator(".trying").count() == 1
    desk.fill("[name=age]", "12")
    desk.check("[name=works][value=no]")
    # What is refused goes to the server in a test, to be noted.
    follow(desk.locator("#questions button:not([name])").last)
    assert desk.locator("[aria-invalid=true]").count() >= 1
    picture(desk, "test-page")
    desk.fill("[name=age]", "34")
    go_on(desk)
    at(desk, "offer")
    desk.fill("[name=comment]", "A few words.")
    follow(desk.locator("#questions button:not([name])").last)
    picture(desk, "test-last-look")
    follow(desk.locator("main form button").last)
    picture(desk, "test-thanks")
    follow(desk.locator("main a.button").first)
    picture(desk, "test-path")
    assert desk.locator("main code", has_text="${works}").count() >= 2
    desk.goto(tests)
    picture(desk, "tests-with-one")
    follow(desk.locator("main form button.button--bad"))
    assert desk.locator("main table").count() == 0


def test_a_manager_looks_at_a_form_and_fills_it_at_random(
    desk: Any, slug: str, tmp_path: Path
) -> None:
    desk.goto(f"/desk/studies/{slug}/tests/")
    follow(desk.locator('main a[href$="/look/"]').first)
    picture(desk, "preview-page")
    desk.fill("[name=age]", "34")
    desk.check("[name=works][value=no]")
    follow(desk.locator("#questions button:not([name])").last)
    follow(desk.locator("#questions button:not([name])").last)
    picture(desk, "preview-end")
    follow(desk.locator(".trying a"))
    follow(desk.locator('main a[href$="/fill/"]').first)
    picture(desk, "fill")
    follow(desk.locator("main form button.button"))
    picture(desk, "filled")
    assert desk.locator(".notice--good").count() == 1
    file = tmp_path / "good.xlsx"
    file.write_bytes(GOOD)
    desk.goto(f"/desk/studies/{slug}/publish/check/")
    desk.set_input_files("[name=file]", file)
    follow(desk.locator("main form button.button").last)
    picture(desk, "checked")
    follow(desk.locator('button[formaction$="/publish/fill/"]'))
    picture(desk, "filled-upload")
    follow(desk.locator('button[formaction$="/publish/look/"]'))
    assert desk.locator(".trying").count() == 1
    look(desk)


@pytest.fixture
def phone(browser: Any, site: Site) -> Iterator[Any]:
    page = opened(browser, site, "en")
    yield page
    page.context.close()


def until(page: Any, script: str) -> None:
    """Waits until a script is true; the pages let no text be evaluated by their own clocks."""
    for _ in range(200):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


SAID = "document.querySelector('[data-kept]').textContent"


def started(page: Any, slug: str) -> str:
    code = begin(page, f"/take-part/{slug}/")
    page.fill("[name=age]", "34")
    return code


def test_what_is_typed_is_there_after_a_pause_on_another_device(
    phone: Any, browser: Any, site: Site, slug: str
) -> None:
    code = started(phone, slug)
    until(phone, f"{SAID}.includes('typed is saved')")
    other = opened(browser, site, "en")
    other.goto(f"/answer/{code}/?on")
    assert other.input_value("[name=age]") == "34"
    other.context.close()
    phone.check("[name=works][value=no]")
    go_on(phone)
    at(phone, "offer")


@pytest.mark.parametrize("way", ["reload", "elsewhere", "closed"])
def test_what_is_typed_is_kept_on_leaving(
    way: str, phone: Any, browser: Any, site: Site, slug: str
) -> None:
    code = started(phone, slug)
    if way == "reload":
        phone.reload()
        assert phone.input_value("[name=age]") == "34"
    elif way == "elsewhere":
        phone.goto("/take-part/")
        phone.go_back()
        assert phone.input_value("[name=age]") == "34"
    else:
        phone.close(run_before_unload=True)
    other = opened(browser, site, "en")
    for _ in range(50):
        other.goto(f"/answer/{code}/about/")
        if other.input_value("[name=age]") == "34":
            break
        other.wait_for_timeout(100)
    assert other.input_value("[name=age]") == "34"
    other.context.close()


def test_without_network_the_tab_keeps_what_is_typed(phone: Any, slug: str) -> None:
    code = started(phone, slug)
    phone.context.set_offline(True)
    phone.locator("[data-offline]", has_text="offline").wait_for()
    phone.fill("[name=age]", "35")
    until(phone, f"{SAID}.includes('not saved')")
    held = phone.evaluate("Object.keys(sessionStorage)")
    assert held == [f"draft /answer/{code}/about/"]
    phone.context.set_offline(False)
    until(phone, "sessionStorage.length === 0")
    phone.reload()
    assert phone.input_value("[name=age]") == "35"


def test_a_stranger_in_the_same_tab_sees_nothing_of_it(phone: Any, slug: str) -> None:
    started(phone, slug)
    phone.context.set_offline(True)
    phone.fill("[name=age]", "99")
    until(phone, "sessionStorage.length === 1")
    phone.context.set_offline(False)
    until(phone, "sessionStorage.length === 0")
    begin(phone, f"/take-part/{slug}/")
    assert phone.input_value("[name=age]") == ""


def test_a_slow_save_does_not_come_after_the_button(phone: Any, slug: str) -> None:
    code = started(phone, slug)
    saves: list[Any] = []

    def hold(route: Any) -> None:
        if "go=draft" in (route.request.post_data or ""):
            saves.append(route.request)
            phone.wait_for_timeout(1500)
        route.continue_()

    phone.route(f"**/answer/{code}/about/", hold)
    phone.wait_for_timeout(3200)
    phone.fill("[name=age]", "36")
    phone.check("[name=works][value=no]")
    go_on(phone)
    at(phone, "offer")
    phone.unroute_all()
    phone.goto(f"/answer/{code}/about/")
    assert phone.input_value("[name=age]") == "36"
    assert saves


def test_today_is_the_respondents_in_auckland(browser: Any, site: Site) -> None:
    slug = shell(site, ZONES).split()[-1]
    # One of the two has another day than the service, whatever the hour is.
    for zone in ("Pacific/Auckland", "Pacific/Pago_Pago"):
        page = opened(browser, site, "en", timezone_id=zone)
        begin(page, f"/take-part/{slug}/")
        here = datetime.now(UTC).astimezone(ZoneInfo(zone))
        for shift, taken in ((1, False), (0, True)):
            day = here + timedelta(days=shift)
            page.fill("[name=visit_day]", str(day.day))
            page.fill("[name=visit_month]", str(day.month))
            page.fill("[name=visit_year]", str(day.year))
            go_on(page)
            if taken:
                page.wait_for_url(re.compile(r"/answer/[^/]+/$"))
            else:
                page.locator(".wrong").first.wait_for()
        page.context.close()
