"""A deployment comes back by itself, whatever is killed, and ends with its supervisor."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest

from bench.deployment import free_port, postmaster

#: How long a test waits, on a machine that does other things too. `docs/performance.md` has what it
#: takes: ten seconds at most.
SOON = 40
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.xdist_group("supervisor")


class Deployment:
    """`homelands run` on a folder and a port of its own, with nobody in it."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        kept = ("PATH", "LANG", "HOME", "TMPDIR")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        self.environment = {
            **environment,
            "HOMELANDS_HOME": str(home),
            "PORT": str(self.port),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        self.log = (home / "log").open("w")
        self.process = self.start()

    def start(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "homelands", "run"]
        return subprocess.Popen(
            command, env=self.environment, stdout=self.log, stderr=self.log, text=True
        )

    def health(self) -> dict[str, str]:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=5) as answer:
                return {**json.load(answer), "code": str(answer.status)}
        except HTTPError as error:
            return {**json.load(error), "code": str(error.code)}
        except OSError:
            return {"status": "silent"}

    def is_well(self) -> bool:
        return self.health()["status"] == "ok"

    def parts(self) -> list[psutil.Process]:
        """The processes that the supervisor started, and those that these started."""
        own = psutil.Process(self.process.pid).children(recursive=True)
        return [*own, psutil.Process(postmaster(self.home))]

    def part(self, word: str) -> psutil.Process | None:
        """The first process whose command has a word in it: a master comes before its workers."""
        parts = sorted(self.parts(), key=lambda process: process.create_time())
        return next((part for part in parts if word in command_of(part)), None)


def until(holds: Callable[[], bool], seconds: float = SOON) -> float:
    """Waits until something holds; returns how long it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, "it did not come back in time"
        time.sleep(0.1)
    return time.monotonic() - began


def command_of(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    made = Deployment(tmp_path_factory.mktemp("supervised"))
    until(made.is_well, 120)
    yield made
    if made.process.poll() is None:
        made.process.send_signal(signal.SIGINT)
        made.process.wait(30)
    made.log.close()


@pytest.fixture
def deployment(made: Deployment) -> Deployment:
    """The deployment in good health, whatever the test before did to it."""
    if made.process.poll() is not None:
        made.process = made.start()
    until(made.is_well, 120)
    return made


@pytest.mark.parametrize("word", ["granian", "default,exports", "webhooks", "guard"])
def test_a_part_that_is_killed_comes_back(deployment: Deployment, word: str) -> None:
    before = deployment.part(word)
    assert before is not None
    before.kill()
    until(lambda: gone(before))
    until(lambda: deployment.part(word) not in (None, before))
    until(deployment.is_well)


def test_the_database_comes_back(deployment: Deployment) -> None:
    before = postmaster(deployment.home)
    os.kill(before, signal.SIGKILL)
    until(deployment.is_well)
    assert postmaster(deployment.home) != before


def test_without_a_database_health_says_so(deployment: Deployment) -> None:
    supervisor = psutil.Process(deployment.process.pid)
    supervisor.suspend()  # nobody brings it back for now
    try:
        os.kill(postmaster(deployment.home), signal.SIGKILL)
        until(lambda: deployment.health().get("database") == "failing")
        assert deployment.health()["code"] == "503"
    finally:
        supervisor.resume()
    until(deployment.is_well)


def test_a_second_one_on_the_same_data_is_refused(deployment: Deployment) -> None:
    environment = {**deployment.environment, "PORT": str(free_port())}
    command = [sys.executable, "-m", "homelands", "run"]
    second = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert second.returncode == 2
    assert f"another `homelands run` uses the data in {deployment.home}" in second.stderr
    assert deployment.is_well()


def test_children_end_with_a_supervisor_that_is_killed_and_the_next_one_starts(
    deployment: Deployment,
) -> None:
    parts = deployment.parts()
    deployment.process.kill()
    deployment.process.wait()
    until(lambda: all(map(gone, parts)), 2 * SOON)
    deployment.process = deployment.start()
    until(deployment.is_well, 60)


def test_all_of_it_stops_when_it_is_told_to(deployment: Deployment) -> None:
    parts = deployment.parts()
    deployment.process.send_signal(signal.SIGINT)
    assert deployment.process.wait(30) == 0
    until(lambda: all(map(gone, parts)))
