"""A respondent answers questions of every kind, at phone width, in both directions.

With the script and without it; axe looks at every page on the way.
"""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import PATIENCE, Site, follow, language_button, shell
from tests.surveys.datasets import make_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

PUBLISH = """
from datetime import date
from tests.surveys.questionnaires import large_form
print(large_form.published(opens_on=date(2020, 1, 1), destinations=()).slug)
"""


@pytest.fixture(scope="session")
def survey(site: Site) -> str:
    """The address of the large questionnaire, published beside the example."""
    return f"/take-part/{shell(site, PUBLISH).split()[-1]}/"


WORDS = """
from datetime import date
from tests.surveys.questionnaires import changing_words
print(changing_words.published(opens_on=date(2020, 1, 1), destinations=()).slug)
"""


def test_words_follow_what_is_typed(page: Any, site: Site) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    begin(page, f"/take-part/{shell(site, WORDS).split()[-1]}/")
    page.fill("[name=alias]", "Ama")
    assert (
        page.locator("label", has_text="How many rooms")
        .inner_text()
        .startswith("How many rooms has it, Ama?")
    )
    page.fill("[name=rooms]", "1")
    assert page.locator("#questions").get_by_text("That is few, Ama.").is_visible()
    page.fill("[name=rooms]", "3")
    assert page.locator("#questions").get_by_text("That is few").is_hidden()
    go_on(page)
    page.wait_for_url("**/rest/")
    assert page.locator("label.label").inner_text().startswith("What else, Ama?")
    assert complaints == []


def opened(browser: Any, site: Site, language: str, **options: Any) -> Any:
    context = browser.new_context(
        base_url=site.url, viewport={"width": 360, "height": 740}, locale=language, **options
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


@pytest.fixture(params=[("en", "ltr"), ("ar", "rtl")], ids=["english", "arabic"])
def reader(request: pytest.FixtureRequest, browser: Any, site: Site) -> Iterator[Any]:
    """A page in one of the two languages; it fails when the browser's console complains."""
    language, direction = request.param
    page = opened(browser, site, language)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.language, page.direction = language, direction
    yield page
    page.context.close()
    assert complaints == []


@pytest.fixture
def plain(browser: Any, site: Site) -> Iterator[Any]:
    """A page in a browser without any script."""
    page = opened(browser, site, "en", java_script_enabled=False)
    yield page
    page.context.close()


def look(page: Any) -> None:
    """Looks at a page as axe does, and as a small screen does."""
    assert page.locator("html").get_attribute("dir") == page.direction
    found = Axe().run(page).response["violations"]
    told = [(v["id"], [node["html"][:150] for node in v["nodes"][:3]]) for v in found]
    assert told == [], page.url
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    assert not wider, f"{page.url} is wider than the screen"


def begin(page: Any, survey: str) -> str:
    """Starts and returns the code."""
    page.goto(survey)
    page.locator("select[name=destination]").select_option("GBR")
    follow(page.locator("main form button").last)
    follow(page.locator("main a.button").first)
    return str(re.findall(r"/answer/([^/]+)/", page.url)[0])


def go_on(page: Any) -> None:
    page.locator("#questions button:not([name])").last.click()


def press(page: Any, go: str) -> None:
    page.locator(f'#questions button[name=go][value="{go}"]').click()


def at(page: Any, name: str) -> None:
    page.wait_for_url(f"**/answer/*/{name}/")


def answer_about(page: Any) -> None:
    page.fill("[name=alias]", "آمنة")
    page.fill("[name=age]", "٣٤")
    page.locator('[name=works][value="yes"]').check()


def test_questions_come_up_narrow_and_are_judged_at_once(reader: Any, survey: str) -> None:
    begin(reader, survey)
    look(reader)
    assert not reader.locator("[name=job]").is_visible()
    answer_about(reader)
    reader.locator("[name=job]").wait_for(state="visible")
    reader.fill("[name=age]", "9")
    # The sentence that comes up must not move the next answer away from under the finger.
    reader.locator('[name=works][value="no"]').check()
    reader.locator('[name=works][value="yes"]').check()
    reader.locator(".wrong--now").wait_for()
    look(reader)
    go_on(reader)  # held back: the age is not accepted and the job is missing
    assert reader.locator(".wrong--now").count() == 2
    reader.fill("[name=age]", "٣٤")
    reader.fill("[name=job]", "Nurse")
    go_on(reader)
    at(reader, "days")
    look(reader)
    go_on(reader)
    at(reader, "place")
    look(reader)
    assert reader.locator("[name=town] option").count() == 1
    reader.locator('[name=region][value="north"]').check()
    assert reader.locator("[name=town] option").count() == 4
    reader.select_option("[name=town]", "tamale")
    reader.locator('[name=region][value="west"]').check()
    assert reader.locator("[name=town]").input_value() == ""
    go_on(reader)  # the town is optional, and was there to choose from
    at(reader, "views")


def test_a_matrix_an_order_and_a_place_by_keyboard(reader: Any, survey: str) -> None:
    code = begin(reader, survey)
    reader.goto(f"/answer/{code}/views/")
    look(reader)
    reader.locator("[name=trust_1]").first.focus()
    reader.keyboard.press("Space")
    reader.keyboard.press("ArrowDown")
    reader.set_viewport_size({"width": 1000, "height": 800})
    look(reader)
    reader.set_viewport_size({"width": 360, "height": 740})
    go_on(reader)
    at(reader, "wishes")
    look(reader)
    last = reader.locator(".order__item").last
    label = last.locator("label").inner_text()
    last.locator("button").first.focus()
    reader.keyboard.press("Enter")
    reader.keyboard.press("Enter")
    assert reader.locator(".order__item label").first.inner_text() == label
    assert [one.input_value() for one in reader.locator(".order__item select").all()] == [
        "1",
        "2",
        "3",
    ]
    look(reader)
    go_on(reader)
    at(reader, "files")
    reader.goto(f"/answer/{code}/place/")
    reader.context.grant_permissions(["geolocation"])
    reader.context.set_geolocation({"latitude": 5.556, "longitude": -0.1969})
    reader.locator("[data-locate] button").click()
    reader.wait_for_function("document.querySelector('[name=spot_latitude]').value === '5.55600'")


def test_files_rounds_the_last_look_and_another_device(
    reader: Any, survey: str, browser: Any, site: Site
) -> None:
    code = begin(reader, survey)
    answer_about(reader)
    reader.fill("[name=job]", "Nurse")
    go_on(reader)
    at(reader, "days")
    reader.goto(f"/answer/{code}/files/")
    look(reader)
    photo = {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": make_files.jpeg()}
    reader.set_input_files("[name=photo]", photo)
    press(reader, "back")
    reader.goto(f"/answer/{code}/files/")
    assert reader.locator('a[href*="/files/photo-"]').count() == 1
    look(reader)
    go_on(reader)
    at(reader, "member-1")
    look(reader)
    reader.fill("[name=name]", "Kofi")
    reader.fill("[name=years]", "9")
    reader.locator('[name=school][value="yes"]').check()
    press(reader, "add")
    at(reader, "member-2")
    reader.fill("[name=name]", "Esi")
    press(reader, "remove")
    reader.wait_for_url("**/remove/")
    look(reader)
    assert "Esi" in reader.inner_text("main")
    reader.locator("main button.button--bad").click()
    at(reader, "member-1")
    phone = opened(browser, site, reader.language)
    phone.goto("/answer/")
    phone.fill("main input[name=code]", code)
    follow(phone.locator("main form button").last)
    at(phone, "member-1")
    assert phone.input_value("[name=name]") == "Kofi"
    phone.context.close()
    reader.goto(f"/answer/{code}/")
    look(reader)
    assert reader.locator(".error-summary li").count() >= 2
    reader.locator('.error-summary a[href*="/place/"]').first.click()
    reader.locator('[name=region][value="west"]').check()
    go_on(reader)
    reader.goto(f"/answer/{code}/wishes/")
    reader.locator(".order__moves button").first.click()
    go_on(reader)
    at(reader, "files")
    reader.goto(f"/answer/{code}/")
    follow(reader.locator("main form button").last)
    reader.wait_for_url("**/sent/")
    look(reader)


DRAWN = """
from datetime import date
from tests.surveys.questionnaires import drawn_answers
print(drawn_answers.published(opens_on=date(2020, 1, 1), destinations=()).slug)
"""


def test_a_signature_is_drawn_and_a_plot_is_sketched(reader: Any, site: Site) -> None:
    code = begin(reader, f"/take-part/{shell(site, DRAWN).split()[-1]}/")
    reader.fill("[name=plot]", "5.56 -0.20\n5.57 -0.20\n5.57, -0.19")
    assert reader.locator("[data-closed] .line-sketch circle").count() == 3
    reader.context.grant_permissions(["geolocation"])
    reader.context.set_geolocation({"latitude": 5.556, "longitude": -0.1969, "accuracy": 8})
    way = reader.locator("[data-line]").first
    for turn in (1, 2):
        way.locator("[data-add]").click()
        way.locator(".line-sketch circle").nth(turn - 1).wait_for(state="attached")
    assert reader.input_value("[name=way]").splitlines() == ["5.55600 -0.19690 0.0 8.0"] * 2
    reader.locator("canvas").scroll_into_view_if_needed()
    box = reader.locator("canvas").bounding_box()
    reader.mouse.move(box["x"] + 20, box["y"] + 30)
    reader.mouse.down()
    reader.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    reader.mouse.up()
    reader.locator("[data-drawn]:not(:empty)").wait_for()
    look(reader)
    go_on(reader)
    reader.wait_for_url(f"**/answer/{code}/")
    reader.goto(f"/answer/{code}/home/")
    kept = reader.locator('a[href*="/files/sign-"]')
    assert kept.count() == 1
    assert reader.request.get(kept.get_attribute("href")).headers["content-type"] == "image/png"


def test_corners_are_tapped_on_a_map_of_our_own(reader: Any, site: Site) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    begin(reader, f"/take-part/{shell(site, DRAWN).split()[-1]}/")
    plot = reader.locator("[data-line]", has=reader.locator("[name=plot]"))
    land = plot.locator("[data-map] svg")
    land.scroll_into_view_if_needed()
    box = land.bounding_box()
    for right, down in ((0.5, 0.5), (0.6, 0.5), (0.6, 0.4)):
        land.click(position={"x": box["width"] * right, "y": box["height"] * down})
    rows = [row.split() for row in reader.input_value("[name=plot]").splitlines()]
    for row, meant in zip(rows, ((0, 0), (0, 36), (18, 36)), strict=True):
        assert [float(part) for part in row] == pytest.approx(meant, abs=4)
    assert land.locator("circle").count() == 3
    reader.fill("[name=plot]", "5.5 -0.25\n5.5 -0.1\n5.6 -0.1")
    assert land.get_attribute("viewBox").split()[2] == "24"
    land.focus()
    for key in ("+", "ArrowLeft", "Enter"):
        reader.keyboard.press(key)
    assert len(reader.input_value("[name=plot]").splitlines()) == 4
    if folder := os.environ.get("HOMELANDS_SHOTS"):
        reader.screenshot(path=f"{folder}/map-{reader.language}.png", full_page=True)
    assert {url.split("/")[2] for url in asked} == {site.url.split("/")[2]}
    look(reader)


def test_a_change_of_language_keeps_what_was_typed(reader: Any, survey: str) -> None:
    begin(reader, survey)
    reader.fill("[name=alias]", "Ama")
    other = "ar" if reader.language == "en" else "en"
    language_button(reader, other).click()
    reader.wait_for_function(f"document.documentElement.lang === '{other}'")
    assert reader.input_value("[name=alias]") == "Ama"


def test_enter_continues_and_what_is_unsent_is_guarded(
    browser: Any, site: Site, survey: str
) -> None:
    page = opened(browser, site, "en")
    begin(page, survey)
    answer_about(page)
    page.fill("[name=job]", "Nurse")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.reload()
    assert page.input_value("[name=job]") == "Nurse"
    assert asked == []
    page.context.set_offline(True)
    page.fill("[name=job]", "Midwife")
    page.evaluate("location.reload()")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    page.locator("[name=job]").press("Enter")
    assert "You are offline" in page.inner_text("[data-offline]")
    page.context.set_offline(False)
    page.locator("[name=job]").press("Enter")
    at(page, "days")
    assert page.locator("html").get_attribute("lang") == "en"
    page.context.close()


def test_the_whole_way_without_any_script(plain: Any, survey: str) -> None:
    code = begin(plain, survey)
    assert plain.locator("[name=job]").count() == 0
    answer_about(plain)
    go_on(plain)
    at(plain, "about")
    plain.fill("[name=job]", "Nurse")
    go_on(plain)
    at(plain, "days")
    go_on(plain)
    at(plain, "place")
    plain.locator('[name=region][value="south"]').check()
    go_on(plain)
    at(plain, "place")
    plain.select_option("[name=town]", "keta")
    go_on(plain)
    at(plain, "views")
    go_on(plain)
    at(plain, "wishes")
    for place, chosen in enumerate("231"):
        plain.select_option(f"[name=order_{place}]", chosen)
    go_on(plain)
    at(plain, "files")
    photo = {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": make_files.jpeg()}
    plain.set_input_files("[name=photo]", photo)
    go_on(plain)
    at(plain, "member-1")
    plain.fill("[name=name]", "Kofi")
    press(plain, "add")
    at(plain, "member-2")
    press(plain, "remove")
    plain.locator("main button.button--bad").click()
    at(plain, "member-1")
    go_on(plain)
    at(plain, "t01")
    plain.goto(f"/answer/{code}/")
    assert "photo-" in plain.inner_text("main")
    follow(plain.locator("main form button").last)
    plain.wait_for_url("**/sent/")
