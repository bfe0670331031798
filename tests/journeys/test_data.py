"""An officer reads a codebook, maps a question and takes data out, on a phone, both ways."""

import os
from typing import Any

import pytest

from tests.journeys.conftest import sign_in
from tests.journeys.test_pages import check, choose

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

PARTS = ["codebook/", "concepts/", "exports/", "exports/request/", "webhooks/", "webhooks/add/"]


def shot(page: Any, name: str) -> None:
    """Keeps a picture of the page where a folder for pictures is named."""
    if folder := os.environ.get("HOMELANDS_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_data_are_read_and_taken_out(page: Any, arabic: Any, direction: str) -> None:
    shown = arabic if direction == "rtl" else page
    sign_in(shown, "manager@example.org")
    choose(shown, direction)
    shown.goto("/desk/concepts/")
    if not shown.locator('a[href="/desk/concepts/sex/show/"]').count():
        shown.locator('form[action="/desk/concepts/standard/"] button').click()
    for path in ("", "add/", "trust/show/", "trust/change/", "trust/pooled/"):
        check(shown, f"/desk/concepts/{path}", direction)
        shot(shown, f"{direction}-concepts-{path.replace('/', '-')}")
    shown.goto("/desk/studies/")
    links = shown.locator("td a, th a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    study = next(url for url in links if url and url.startswith("/desk/studies/"))
    for part in PARTS:
        check(shown, study + part, direction)
        shot(shown, f"{direction}-{part.replace('/', '-')}")
    shown.goto(f"{study}concepts/")
    shown.locator("td a").first.click()
    check(shown, shown.url, direction)
    shot(shown, f"{direction}-link")
    shown.goto(f"{study}exports/request/")
    shown.locator('input[value="csv"]').check()
    shown.locator("main form button").click()
    check(shown, shown.url, direction)
    shot(shown, f"{direction}-show")
    with shown.expect_download() as held:
        shown.locator("main form.act button").click()
    assert held.value.suggested_filename.endswith(".csv")
