"""A whole deployment with the example country, and a real browser, for the journeys."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from bench.deployment import answers, free_port
from tests.house.source import REPOSITORY

#: A deployment with its example country starts within half a minute; a busy machine needs more.
MOST_SECONDS = 600
#: How long a browser waits for a page, in milliseconds.
PATIENCE = 60_000
#: The example's own survey that is open to all; tests publish others beside it.
OPEN_SURVEY = "/take-part/mapping-survey-of-our-people-abroad-exam/"


@dataclass(frozen=True)
class Site:
    """A running deployment: where it answers, where its data live, and its process."""

    url: str
    port: int
    home: Path
    process: "subprocess.Popen[bytes]"


def surroundings() -> dict[str, str]:
    """The environment of a deployment of its own: without the database of the tests."""
    drop = {
        "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_REPORT_URL",
        "HOMELANDS_EMAIL_BACKEND", "HOMELANDS_TEST_HOME",
    }  # fmt: skip
    return {name: value for name, value in os.environ.items() if name not in drop}


def homelands(site: Site, *words: str) -> tuple[int, str]:
    """Runs a command of the deployment, as whoever keeps it does."""
    done = subprocess.run(
        [sys.executable, "-m", "homelands", *words],
        env={**surroundings(), "HOMELANDS_HOME": str(site.home)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.returncode, done.stdout


def shell(site: Site, script: str) -> str:
    """Runs lines of Python within the deployment and returns what they print."""
    code, told = homelands(site, "shell", "--no-imports", "-c", script)
    assert code == 0, told
    return told


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Starts `homelands run` with a small example country, as anybody would."""
    home = Path(tempfile.mkdtemp(prefix="homelands-site-"))
    home.chmod(0o755)
    port = free_port()
    own = {"HOMELANDS_HOME": str(home), "PORT": str(port), "WORKERS": "1"}
    log = (home / "run.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "homelands", "run", "--example", "--people", "120"],
        env={**surroundings(), **own},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        deadline = time.monotonic() + MOST_SECONDS
        while not answers(port):
            told = (home / "run.log").read_text(errors="replace")
            assert process.poll() is None, f"The site stopped before it answered:\n{told}"
            waited = f"The site does not answer after {MOST_SECONDS} seconds:\n{told}"
            assert time.monotonic() < deadline, waited
            time.sleep(0.3)
        yield Site(f"http://127.0.0.1:{port}", port, home, process)
    finally:
        stop(process)
        log.close()
        shutil.rmtree(home, ignore_errors=True)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Ends a deployment as whoever keeps it does; a busy machine takes its time for that."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(180)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def chromium() -> str | None:
    """Returns the path of Debian's Chromium; tests/browser.sh installs it where it can."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser(driver: Any) -> Iterator[Any]:
    """A headless Chromium. Where there is none the tests are skipped, loudly."""
    path = chromium()
    if path is None:
        pytest.skip("NO CHROMIUM ON THIS MACHINE: THE BROWSER TESTS DID NOT RUN")
    started = driver.chromium.launch(
        executable_path=path,
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    )
    yield started
    started.close()


@pytest.fixture
def page(browser: Any, site: Site) -> Iterator[Any]:
    """A page of its own at phone width, in English."""
    context = browser.new_context(
        base_url=site.url, viewport={"width": 360, "height": 740}, locale="en-GB"
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def arabic(browser: Any, site: Site) -> Iterator[Any]:
    """A page of its own at phone width, in Arabic."""
    context = browser.new_context(
        base_url=site.url, viewport={"width": 360, "height": 740}, locale="ar"
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def language_button(page: Any, language: str) -> Any:
    """Opens the list of languages, and returns the button of one."""
    page.locator("details.drop:has(.languages) > summary").click()
    return page.locator(f'.languages button[lang="{language}"]')


def follow(locator: Any) -> None:
    """Clicks, and waits until the page that it leads to is there as a whole."""
    with locator.page.expect_navigation():
        locator.click()


def code_in_letter(site: Site, address: str) -> str:
    """Waits for the letter to an address; returns the code of six digits in it."""
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline:
        for file in (site.home / "mail").glob("*.log"):
            for text in file.read_bytes().split(b"-" * 79):
                letter = message_from_bytes(text.strip(), policy=default)
                found = re.search(r"^\d{6}$", str(letter.get_content()), re.MULTILINE)
                if letter["To"] == address and found:
                    return found[0]
        time.sleep(0.2)
    raise AssertionError(f"No letter with a code came for {address}.")


def sign_in(page: Any, login: str) -> None:
    """Signs in as one of the example accounts, with one click, as visitors do."""
    page.goto("/sign-in/")
    follow(page.locator(f'form:has(input[value="{login}"]) button'))
