"""What was acknowledged is there, whatever happens to the web process: real server, real kill.

The server is a process of its own with a database of its own, because what is tested is what it
has committed: it is ended with SIGKILL the moment its answer has arrived.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode

import psycopg
import pytest

from bench.deployment import free_port
from homelands.command.runtime import serving
from tests import database

_PREPARE = """
import django; django.setup()
from tests import make_surveys
print(make_surveys.asked(opens_on=make_surveys.make.TODAY.replace(year=2020)).slug)
"""


@pytest.fixture
def surroundings() -> dict[str, str]:
    return database.apart("survives")


@contextmanager
def served(surroundings: dict[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Runs the web server until the block ends, or until it was killed."""
    command = serving.command("127.0.0.1", port, workers=1)
    process = subprocess.Popen(command, env=surroundings, start_new_session=True)
    try:
        for _ in range(150):
            if _answers(port):
                break
            time.sleep(0.1)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def _ask(port: int, url: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Asks as a browser does: with the token of a cookie, as CSRF protection wants."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    token = "a" * 32
    headers = {"Cookie": f"csrftoken={token}", "Host": "localhost"}
    body = None
    if data is not None:
        body = urlencode({**data, "csrfmiddlewaretoken": token})
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("GET" if body is None else "POST", url, body, headers)
    answer = connection.getresponse()
    found = answer.status, answer.headers.get("Location", ""), answer.read().decode()
    connection.close()
    return found


def _rows(surroundings: dict[str, str], query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(surroundings["DATABASE_OWNER_URL"]) as db:
        return db.execute(query).fetchall()


def test_acknowledged_answers_survive_and_sending_eight_times_at_once_sends_once(
    surroundings: dict[str, str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _PREPARE],
        env={**surroundings, "DJANGO_SETTINGS_MODULE": "homelands.web.settings"},
        cwd=database.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    slug, port = done.stdout.strip(), free_port()
    with served(surroundings, port) as process:
        start = {"language": "en", "destination": "GBR"}
        status, kept, _page = _ask(port, f"/take-part/{slug}/", start)
        assert status == 302
        code = kept.split("/")[2]
        given = {"age": "34", "works": "no"}
        assert _ask(port, f"/answer/{code}/about/", given)[0] == 302
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    held = _rows(
        surroundings, "SELECT answers->>'/data/about/age', page FROM questionnaires_response"
    )
    assert held == [("34", "offer")]
    # Another port: a killed worker may hold the first one for a moment longer.
    port = free_port()
    with served(surroundings, port):
        with ThreadPoolExecutor(8) as pool:
            sent = list(pool.map(lambda _: _ask(port, f"/answer/{code}/", {}), range(8)))
        assert [(status, place) for status, place, _page in sent] == [
            (302, f"/answers/{code}/sent/")
        ] * 8
    complete = "SELECT count(*), count(completed_at) FROM questionnaires_response"
    assert _rows(surroundings, complete) == [(1, 1)]
