"""Devices against the real web server: bodies in chunks, a hundred at once, and a kill."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from uuid import uuid4

import pytest

from bench.deployment import free_port
from tests import database
from tests.make_collection import RIGHT, answers
from tests.surveys.collection.collect_client import Collect, Reply, multipart, over_http
from tests.surveys.collection.test_survives import _rows, served

_PREPARE = """
import django; django.setup()
from tests import make_collection
print(make_collection.collector().token)
"""


@pytest.fixture(scope="module")
def surroundings() -> dict[str, str]:
    settings = {"DJANGO_SETTINGS_MODULE": "homelands.web.settings"}
    return database.apart("openrosa", HOMELANDS_KEEP_CONNECTIONS="1", **settings)


@pytest.fixture(scope="module")
def token(surroundings: dict[str, str]) -> str:
    command = [sys.executable, "-W", "ignore", "-c", _PREPARE]
    done = subprocess.run(
        command, env=surroundings, cwd=database.ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def app(surroundings: dict[str, str], token: str) -> Iterator[Collect]:
    port = free_port()
    with served(surroundings, port):
        yield Collect(f"http://127.0.0.1:{port}/openrosa/{token}", over_http())


def post(app: Collect, xml: bytes) -> Reply:
    kind, body = multipart(xml, {})
    return app.ask("POST", f"{app.base}/submission", {"Content-Type": kind}, body)


def test_bodies_without_a_length_arrive_and_the_date_is_said_once(
    app: Collect, surroundings: dict[str, str]
) -> None:
    app.send = over_http(chunked=True)
    name = f"uuid:{uuid4()}"
    xml = answers(instance_id=name)
    (reply,) = app.submit(xml)
    assert reply.status == 201
    assert [one.status for one in app.submit(xml)] == [202]
    body = _rows(
        surroundings, f"SELECT body FROM collection_submission WHERE instance_id = '{name}'"
    )
    assert bytes(body[0][0]) == xml
    assert len(app.forms()) == 1
    too_large = xml + b"\r\n" * 11 * 2**20
    kind, part = multipart(too_large, {})
    for send in (over_http(chunked=True), over_http()):
        app.send = send
        refused = app.ask("POST", f"{app.base}/submission", {"Content-Type": kind}, part)
        assert (refused.status, "larger than 20 MB" in refused.message) == (413, True)


def test_a_hundred_at_once_are_one(app: Collect, surroundings: dict[str, str]) -> None:
    name = f"uuid:{uuid4()}"
    xml = answers(instance_id=name)
    other = answers({**RIGHT, "about/age": "50"}, instance_id=name)
    with ThreadPoolExecutor(20) as pool:
        codes = list(pool.map(lambda n: post(app, xml).status, range(100)))
    assert (codes.count(201), codes.count(202)) == (1, 99)
    with ThreadPoolExecutor(20) as pool:
        codes = list(pool.map(lambda n: post(app, other).status, range(40)))
    assert codes == [409] * 40
    found = _rows(
        surroundings,
        "SELECT s.state, count(*), count(s.response_id) FROM collection_submission s "
        f"WHERE s.instance_id = '{name}' GROUP BY 1 ORDER BY 1",
    )
    assert found == [("accepted", 1, 1), ("quarantined", 1, 0)]


def test_the_same_answers_of_many_people_at_once_are_all_taken_in(app: Collect) -> None:
    with ThreadPoolExecutor(20) as pool:
        codes = list(pool.map(lambda _: post(app, answers()).status, range(80)))
    assert codes == [201] * 80


def test_corrections_at_once_count_one_after_the_other(
    app: Collect, surroundings: dict[str, str]
) -> None:
    first = f"uuid:{uuid4()}"
    post(app, answers(instance_id=first))
    meta = f"<orx:deprecatedID>{first}</orx:deprecatedID>"

    def correct(age: int) -> int:
        return post(app, answers({**RIGHT, "about/age": str(age)}, meta=meta)).status

    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(correct, range(30, 50))) == {201}
    found = _rows(
        surroundings,
        f"SELECT state, count(*) FROM collection_submission WHERE deprecated_id = '{first}' "
        "GROUP BY 1 ORDER BY 1",
    )
    assert found == [("accepted", 1), ("review", 19)]
    assert _rows(
        surroundings,
        "SELECT revision FROM questionnaires_response r JOIN collection_submission s "
        f"ON s.response_id = r.id WHERE s.instance_id = '{first}'",
    ) == [(1,)]


def test_what_was_acknowledged_survives_a_kill(surroundings: dict[str, str], token: str) -> None:
    acknowledged: list[str] = []
    stop = threading.Event()
    port = free_port()

    def send() -> None:
        app = Collect(f"http://127.0.0.1:{port}/openrosa/{token}", over_http())
        while not stop.is_set():
            name = f"uuid:{uuid4()}"
            try:
                if post(app, answers(instance_id=name)).status == 201:
                    acknowledged.append(name)
            except (OSError, HTTPException):
                time.sleep(0.01)

    with served(surroundings, port) as process:
        senders = [threading.Thread(target=send) for _ in range(4)]
        for sender in senders:
            sender.start()
        deadline = time.monotonic() + 60
        while len(acknowledged) < 30 and time.monotonic() < deadline:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        stop.set()
        for sender in senders:
            sender.join()
    assert len(acknowledged) >= 30
    names = ", ".join(f"'{name}'" for name in acknowledged)
    kept = _rows(
        surroundings,
        "SELECT count(*), count(response_id) FROM collection_submission "
        f"WHERE instance_id IN ({names})",
    )
    assert kept == [(len(acknowledged), len(acknowledged))]
