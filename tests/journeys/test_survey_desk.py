"""A study from its set-up to its first doubtful row, as a survey manager does it on a telephone."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import follow, language_button, sign_in
from tests.make_forms import questions, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

TWICE = workbook(questions(("text", "a", "A"), ("text", "a", "B")))
GOOD = workbook(questions(("select_one yes_no", "works", "Work?"), ("integer", "age", "Age?")))
ROWS = "id,works,age\n1,yes,34\n2,perhaps,x\n"


@pytest.fixture(params=["en", "ar"], ids=["english", "arabic"])
def desk(request: pytest.FixtureRequest) -> Any:
    """The desk of the example's manager, in one of two languages, at phone width."""
    shown = request.getfixturevalue("page" if request.param == "en" else "arabic")
    sign_in(shown, "manager@example.org")
    follow(language_button(shown, request.param))
    assert shown.locator("html").get_attribute("lang") == request.param
    return shown


def look(desk: Any) -> None:
    found = Axe().run(desk).response["violations"]
    told = [(v["id"], [node["html"][:150] for node in v["nodes"][:3]]) for v in found]
    assert told == [], desk.url
    wider = desk.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    assert not wider, f"{desk.url} is wider than the screen"


def send(desk: Any) -> None:
    follow(desk.locator("main form button.button:not(.button--quiet)").last)


def part(desk: Any, path: str) -> None:
    """Goes to another part of the study, by the links that every part shows."""
    summary = desk.locator(".parts summary")
    if desk.locator(".parts details[open]").count() == 0:
        summary.click()
    follow(desk.locator(f'.parts a[href$="{path}"]'))
    assert desk.locator('.parts a[aria-current="page"]').get_attribute("href").endswith(path)


def states(desk: Any) -> list[str]:
    """Returns the tones of the tasks of a study, from the first to the last."""
    found = desk.locator(".tasks .status").evaluate_all("all => all.map(one => one.className)")
    return [name.rpartition("--")[2] for name in found]


def published(desk: Any, folder: Path) -> str:
    """Sets up a study, looks a faulty questionnaire over, publishes a right one."""
    desk.goto("/desk/studies/add/")
    desk.fill("main [name=name]", "Nurses")
    desk.check("[name=design][value=convenience]")
    desk.select_option("[name=destinations]", ["ITA"])
    send(desk)
    study = desk.url
    assert states(desk) == ["wait", "neutral", "neutral", "neutral"]
    look(desk)
    for name, source in (("twice.xlsx", TWICE), ("good.xlsx", GOOD)):
        (folder / name).write_bytes(source)
        desk.goto(f"{study}publish/")
        desk.set_input_files("[name=file]", folder / name)
        if name == "twice.xlsx":
            follow(desk.locator("button[formaction]"))
            assert "a_2" in desk.locator("main table").first.inner_text()
        else:
            send(desk)
    assert "/desk/questionnaires/" in desk.url
    desk.goto(study)
    assert states(desk)[0] == "good"
    return str(study)


def test_a_study_is_set_up_opened_and_fed(desk: Any, tmp_path: Path) -> None:
    study = published(desk, tmp_path)
    part(desk, "/collectors/")
    follow(desk.locator(".empty a.button"))
    desk.check("[name=kind][value=personal]")
    desk.fill("main [name=name]", "Letters")
    send(desk)
    follow(desk.locator('main a[href$="/invitations/"]'))
    follow(desk.locator('main a[href$="/invitations/add/"]'))
    desk.fill("main textarea", "ama@example.org")
    send(desk)
    look(desk)

    part(desk, "/files/add/")
    (tmp_path / "rows.csv").write_text(ROWS)
    desk.set_input_files("[name=file]", tmp_path / "rows.csv")
    send(desk)
    send(desk)
    assert desk.locator("main table tbody th").first.inner_text() == "3"
    look(desk)
    follow(desk.locator("button[name=bring]"))
    desk.wait_for_url("**/taken/")
    while desk.locator("main .notice--good").count() == 0:
        desk.wait_for_timeout(300)
        desk.reload()

    desk.goto(study)
    # What waits is one row of the file; the two collectors are the letters' and the files'.
    assert states(desk) == ["good", "good", "wait", "neutral"]
    follow(desk.locator('.tasks a[href$="?state=undecided"]'))
    assert desk.locator("main tbody tr").count() == 1
    follow(desk.locator("main tbody a").first)
    assert desk.locator('main a[href$="/accept/"]').count() == 1
    desk.goto(study)
    part(desk, "/quality/")
    part(desk, f"/desk/statistics/{study.rstrip('/').rpartition('/')[2]}/")
    look(desk)
    desk.locator(".parts summary").click()
    follow(desk.locator(f'.parts a[href$="{study.partition("/desk")[2]}"]'))
    assert desk.url == study
