"""The eight stages by hand, in a browser at phone width: in English and in Arabic."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import (
    OPEN_SURVEY,
    PATIENCE,
    Site,
    code_in_letter,
    follow,
    language_button,
    sign_in,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

LANGUAGES = [("en", "ltr"), ("ar", "rtl")]


@pytest.fixture(params=LANGUAGES, ids=["english", "arabic"])
def reader(request: pytest.FixtureRequest, browser: Any, site: Any) -> Any:
    """A page in one of the two languages; it fails when the browser's console complains."""
    language, direction = request.param
    context = browser.new_context(
        base_url=site.url, viewport={"width": 360, "height": 740}, locale=language
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.language, page.direction = language, direction
    yield page
    context.close()
    refused = ("403", "409")
    assert [said for said in complaints if not any(code in said for code in refused)] == []


def enter(page: Any, login: str) -> None:
    sign_in(page, login)
    follow(language_button(page, page.language))
    assert page.locator("html").get_attribute("dir") == page.direction


def look(page: Any) -> None:
    """Looks at a page as axe does, and as a small screen does."""
    found = Axe().run(page).response["violations"]
    told = [(v["id"], [node["html"][:150] for node in v["nodes"][:3]]) for v in found]
    assert told == [], page.url
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    assert not wider, f"{page.url} is wider than the screen"


def send(page: Any) -> None:
    follow(page.locator("main form button:not([type=button])").last)


def go_on(page: Any) -> None:
    follow(main_button(page))


def main_button(page: Any) -> Any:
    """The one of a questionnaire's page that goes on; others lead back, or stop here."""
    return page.locator("main form button.button:not(.button--quiet)").first


def test_organisations_policy_results_and_figures_are_there_to_read(reader: Any) -> None:
    reader.goto("/organisations/")
    assert "Ridge Teaching Hospital" in reader.inner_text("main")
    reader.goto("/where/")
    assert "140,920" in reader.content()
    assert "971,006" in reader.content()
    reader.goto("/findings/")
    follow(reader.locator('main a[href^="/findings/"]').first)
    assert reader.locator("main svg").count() > 0
    look(reader)
    reader.goto("/results/")
    assert reader.locator("main svg").count() > 0
    reader.goto("/policy/")
    assert "Office for the Diaspora" in reader.inner_text("main")


def test_a_respondent_answers_and_comes_back_on_another_device(reader: Any, browser: Any) -> None:
    reader.goto("/take-part/")
    follow(reader.locator(f'main a[href="{OPEN_SURVEY}"]'))
    look(reader)
    reader.locator("select[name=destination]").select_option("GBR")
    send(reader)
    look(reader)
    while "/answer/" not in reader.url:
        follow(reader.locator("main a.button").first)
    code = re.findall(r"/answers?/([^/]+)/", reader.url)[0]
    reader.locator('input[value="yes"]').first.check()
    go_on(reader)
    look(reader)
    main_button(reader).click()
    reader.locator(".wrong--now").first.wait_for()
    look(reader)  # the same page, with what is missing
    second = reader.url
    other = browser.new_context(base_url=re.findall(r"^https?://[^/]+", second)[0])
    phone = other.new_page()
    phone.goto("/answer/")
    phone.locator("main input[name=code]").fill(code)
    send(phone)
    assert code in phone.url
    other.close()


def test_a_person_registers_says_who_they_are_and_leaves(reader: Any, site: Site) -> None:
    address = f"{reader.language}-by-hand@example.org"
    reader.goto("/register/")
    reader.fill("[name=name]", "أمينة Mensah")
    reader.fill("[name=email]", address)
    reader.select_option("[name=destination]", "GBR")
    send(reader)
    look(reader)
    reader.fill("[name=code]", code_in_letter(site, address))
    go_on(reader)
    reader.select_option("[name=occupation]", "2221")
    reader.locator('input[value="temporary"]').check()
    send(reader)
    follow(reader.locator('main button[value="yes"]').first)
    reader.goto("/my/data/")
    assert "أمينة Mensah" in reader.content()
    reader.goto("/my/data/erase/")
    reader.locator("[name=sure]").check()
    send(reader)
    reader.goto("/my/data/")
    assert "/sign-in/" in reader.url


def test_a_question_is_asked_and_answered_with_its_clock(reader: Any) -> None:
    reader.goto("/questions/ask/")
    reader.fill("[name=text]", f"May my children come along? ({reader.language})")
    reader.select_option("[name=country]", "GBR")
    assert reader.locator("[name=in_public][value=no]").is_checked()
    reader.check("[name=in_public][value=yes]")
    send(reader)
    reader.goto("/questions/")
    assert reader.locator("main").inner_text()
    enter(reader, "officer@example.org")
    reader.goto("/desk/outreach/questions/")
    follow(reader.locator("main tbody a", has_text=f"({reader.language})").first)
    look(reader)
    follow(reader.locator('main a[href$="/answer/"]'))
    look(reader)
    reader.fill("[name=text]", "Yes, and the host helps to find a school for them.")
    send(reader)
    assert "the host helps to find a school" in reader.content()


def test_an_officer_sees_what_is_owed_and_looks_at_a_member(reader: Any) -> None:
    enter(reader, "officer@example.org")
    reader.goto("/desk/")
    assert reader.locator(".todo__row").count() >= 1
    look(reader)
    reader.goto("/desk/people/")
    follow(reader.locator('main tbody a[href^="/desk/people/"]').first)
    look(reader)
    assert reader.locator("main h1").count() == 1


def test_a_member_applies_and_the_manager_reads_reasons(reader: Any) -> None:
    if reader.language == "en":
        enter(reader, "member@example.org")
        reader.goto("/opportunities/")
        follow(reader.locator('main a[href^="/opportunities/"]').first)
        look(reader)
        follow(reader.locator('main a[href$="/apply/"]'))
        send(reader)
        reader.goto(reader.url)
        follow(reader.locator('main a[href*="statement"], main a[href*="save"]').first)
        reader.fill("textarea", "Eleven years on a neonatal ward; I train new colleagues there.")
        send(reader)
    enter(reader, "manager@example.org")
    reader.goto("/desk/programmes/")
    follow(reader.locator("main tbody a").first)
    look(reader)
    follow(reader.locator('main a[href*="/calls/"]').first)
    look(reader)
    reader.goto("/desk/results/")
    follow(reader.locator('main a[href^="/desk/results/"]').last)
    look(reader)
    assert reader.locator("main h1").count() == 1
