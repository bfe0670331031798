"""Killing the web server while people answer loses no answer that was acknowledged."""

import contextlib
import http.client
import http.cookies
import re
import threading
import time
from urllib.parse import urlencode

import psutil
import psycopg
import pytest

from bench.deployment import answers
from homelands.foundation import codes as code_book
from tests.journeys.conftest import OPEN_SURVEY, Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


class Respondent:
    """A browser without scripts: it keeps cookies, follows redirects, posts forms."""

    def __init__(self, port: int):
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Returns status, page and the address where it led; raises OSError when nobody answers."""
        with contextlib.closing(
            http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        ) as connection:
            return self._ask(connection, method, path, form)

    def _ask(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        form: dict[str, str] | None,
    ) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        body = urlencode(form) if form else None
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in http.cookies.SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, page, answer.headers.get("Location") or path

    def start(self) -> str:
        """Begins to answer the open survey and returns the address of the first page."""
        _status, page, _to = self.ask("GET", OPEN_SURVEY)
        form = {"language": "en", "destination": "GBR", "csrfmiddlewaretoken": token(page)}
        status, _page, to = self.ask("POST", OPEN_SURVEY, form)
        assert status == 302, "the start page was not accepted"
        return to


def token(page: str) -> str:
    return str(re.findall(r'csrfmiddlewaretoken" value="([^"]+)"', page)[-1])


def web_processes(site: Site) -> list[psutil.Process]:
    """Returns the web server's processes of this site, master and workers."""
    family = psutil.Process(site.process.pid).children(recursive=True)
    return [one for one in family if "homelands.web.wsgi" in " ".join(one.cmdline())]


def answer_until(stop: threading.Event, port: int, acknowledged: list[str]) -> None:
    """Starts drafts one after another and notes the code of each that was acknowledged."""
    while not stop.is_set():
        try:
            acknowledged.append(code_of(Respondent(port).start()))
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)


def test_acknowledged_answers_survive_a_kill(site: Site) -> None:
    acknowledged: list[str] = []
    stop = threading.Event()
    arguments = (stop, site.port, acknowledged)
    respondents = [threading.Thread(target=answer_until, args=arguments) for _ in range(4)]
    for respondent in respondents:
        respondent.start()
    try:
        for _ in range(2):
            wait_for(8, acknowledged, respondents)
            victims = web_processes(site)
            assert victims, "no web process was found to kill"
            for victim in victims:
                with contextlib.suppress(psutil.NoSuchProcess):
                    victim.kill()
            wait(site)
    finally:
        stop.set()
        for respondent in respondents:
            respondent.join()
    assert len(acknowledged) >= 16
    assert stored(site, acknowledged) == len(acknowledged)


def wait_for(more: int, acknowledged: list[str], respondents: list[threading.Thread]) -> None:
    enough = len(acknowledged) + more
    while len(acknowledged) < enough:
        assert any(one.is_alive() for one in respondents), "nobody can begin to answer"
        time.sleep(0.05)


def code_of(address: str) -> str:
    """Returns the resume code in an address such as /answer/ABCD-…/page/."""
    return str(re.findall(r"/answers?/([^/]+)/", address)[0])


def wait(site: Site) -> None:
    deadline = time.monotonic() + 60
    while not answers(site.port):
        assert time.monotonic() < deadline, "the web server was not started again"
        time.sleep(0.3)


def stored(site: Site, codes: list[str]) -> int:
    """Counts the drafts in the database that belong to the codes."""
    wanted = [bytes.fromhex(code_book.digest(code)) for code in codes]
    address = f"postgresql://homelands_owner@/homelands?host={site.home}/postgres"
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "SELECT count(*) FROM questionnaires_response WHERE resume_digest = ANY(%s)", [wanted]
        ).fetchone()
    assert row is not None
    return int(row[0])
