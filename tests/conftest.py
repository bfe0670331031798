"""What every test starts from: the database as the app sees it, no network, no real mail."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

# How long an example takes says more of the machine than of the program.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database exists already: tests/database.py made it, before Django started."""


@pytest.fixture(autouse=True)
def _simple_files(settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Starts in English: a page asked for in Arabic leaves its language to the thread."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def _only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets no test reach beyond this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
            "127.0.0.1",
            "::1",
            "localhost",
        ):
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    """What drives browsers: one for all tests of a process, for it keeps a loop of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright
