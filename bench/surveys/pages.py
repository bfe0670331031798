"""Measures how soon a page of questions can be used on a cheap phone with a slow network.

A whole deployment with the large synthetic questionnaire; Chromium at 0.4 Mb/s with 400 ms of
delay and its processor slowed six times. "Interactive" is when the script has taken over, which
is later than when the page can be read and answered.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from bench.deployment import folder, running

PAGES = ("about", "place", "views", "wishes", "t01")
ROUNDS = 3
_KILOBITS = 400
_SLOWER = 6
_PUBLISH = """
from datetime import date
from tests.surveys.questionnaires import large_form
print(large_form.published(opens_on=date(2020, 1, 1), destinations=()).slug)
"""
_TIMES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const parts = [page, ...performance.getEntriesByType("resource")];
  return {
    paint: paint ? paint.startTime : 0,
    ready: page.domContentLoadedEventEnd,
    bytes: parts.reduce((sum, part) => sum + part.transferSize, 0),
    requests: parts.length,
  };
}"""


def _published(home: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "homelands", "shell", "--no-imports", "-c", _PUBLISH],
        env={**os.environ, "HOMELANDS_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()[-1]


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = next(
        (p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(p).exists()), None
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def _begun(browser: Any, base: str, slug: str) -> str:
    """Starts an answer and returns its code."""
    page = browser.new_page(base_url=base)
    page.goto(f"/take-part/{slug}/")
    page.locator("select[name=destination]").select_option("GBR")
    page.locator("main form button").last.click()
    page.locator("main a.button").first.click()
    return str(page.url.split("/")[4])


def _slow(browser: Any, base: str) -> Any:
    """A browser of its own on a first visit, slowed down."""
    context = browser.new_context(base_url=base, viewport={"width": 360, "height": 740})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 400,
            "downloadThroughput": _KILOBITS * 1000 / 8,
            "uploadThroughput": _KILOBITS * 1000 / 8,
        },
    )
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    return page


def measured(browser: Any, base: str, path: str) -> dict[str, float]:
    """Opens a page for the first time and returns its times in ms, its bytes and requests."""
    page = _slow(browser, base)
    page.goto(path, wait_until="load")
    found: dict[str, float] = page.evaluate(_TIMES)
    page.context.close()
    return found


def main() -> None:
    """Prints, for each page, the median of three first visits."""
    print(f"{'page':10} {'paint s':>8} {'interactive s':>14} {'KB':>6} {'requests':>9}")
    with folder() as home, running(home, people=120) as deployment, _browser() as browser:
        base = f"http://127.0.0.1:{deployment.port}"
        code = _begun(browser, base, _published(home))
        for name in PAGES:
            runs = [measured(browser, base, f"/answer/{code}/{name}/") for _ in range(ROUNDS)]
            paint, ready, size, requests = (
                median(run[key] for run in runs) for key in ("paint", "ready", "bytes", "requests")
            )
            print(
                f"{name:10} {paint / 1000:8.1f} {ready / 1000:14.1f} {size / 1024:6.1f} "
                f"{requests:9.0f}"
            )


if __name__ == "__main__":
    main()
