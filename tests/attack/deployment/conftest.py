"""Two deployments on the loopback: the example country, and one with nobody in it to be broken."""

import shutil
from collections.abc import Iterator

import pytest

from tests.attack.deployment import site as sites
from tests.attack.deployment.site import Site
from tests.journeys.conftest import browser as browser


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The example country behind a proxy, so that each visitor comes from an address of its own."""
    yield from _kept("--example", "--people", "120", WORKERS="2", HOMELANDS_PROXIES="127.0.0.1")


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A deployment for real data and without proxies, which is killed and whose clock jumps."""
    clock = sites.with_clock(tmp_path_factory.mktemp("clock"))
    yield from _kept(WORKERS="1", **clock)


@pytest.fixture(scope="session")
def behind_tls() -> Iterator[Site]:
    """A deployment that is reached by https alone, through a proxy that it knows."""
    yield from _kept(WORKERS="1", HOMELANDS_HTTPS="1", HOMELANDS_PROXIES="127.0.0.1")


def _kept(*words: str, **settings: str) -> Iterator[Site]:
    started = sites.start(*words, **settings)
    yield started
    sites.stop(started)
    shutil.rmtree(started.home, ignore_errors=True)
