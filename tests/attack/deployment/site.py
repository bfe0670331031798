"""A deployment as whoever keeps it starts it, and those who attack it from outside."""

import json
import os
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.cookies import SimpleCookie
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from bench.deployment import free_port
from tests.house.source import REPOSITORY

#: How long a deployment may take to start, and a process to come back, on a busy machine.
MOST_SECONDS = 300
SOON = 40
CLOCK = Path(__file__).parent / "clock"
_CLIENTS = count(1)


@dataclass
class Site:
    """A running deployment: its folder, its port, and the process that keeps the others."""

    home: Path
    port: int
    environment: dict[str, str]
    process: "subprocess.Popen[bytes]"

    @property
    def log(self) -> str:
        return (self.home / "run.log").read_text(errors="replace")

    def sql(self, role: str = "app") -> "psycopg.Connection[Any]":
        """Connects to the database as one of its roles: app, owner, report."""
        address = f"postgresql://homelands_{role}@/homelands?host={self.home}/postgres"
        return psycopg.connect(address, autocommit=True)

    def value(self, sql: str, values: Any = None) -> Any:
        """Returns what one statement of the owner finds."""
        with self.sql("owner") as connection:
            return (connection.execute(sql, values).fetchone() or (None,))[0]

    def command(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Runs a command of the deployment, as whoever keeps it does."""
        return subprocess.run(
            [sys.executable, "-m", "homelands", *words],
            env={**self.environment, **more},
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
            timeout=200,
        )

    def shell(self, script: str) -> str:
        """Runs lines of Python within the deployment and returns what they print."""
        done = self.command("shell", "--no-imports", "-v", "0", "-c", script)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def letters(self, to: str) -> list[str]:
        """Returns the texts of the letters that were written to an address, the last one last.

        The names of the files tell seconds, and several are written in one.
        """
        found = []
        files = (self.home / "mail").glob("*.log")
        for file in sorted(files, key=lambda file: file.stat().st_mtime_ns):
            for text in file.read_bytes().split(b"-" * 79):
                letter = message_from_bytes(text.strip(), policy=default)
                if letter["To"] == to:
                    found.append(str(letter.get_content()))
        return found


def surroundings(home: Path, port: int, **more: str) -> dict[str, str]:
    """The environment of a deployment of its own: nothing of the tests' but where programs are."""
    kept = ("PATH", "LANG", "HOME", "TMPDIR")
    own = {name: os.environ[name] for name in kept if name in os.environ}
    sources = os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)])
    return own | {"HOMELANDS_HOME": str(home), "PORT": str(port), "PYTHONPATH": sources} | more


def start(*words: str, **settings: str) -> Site:
    """Starts `homelands run` and waits until it answers."""
    home = Path(tempfile.mkdtemp(prefix="homelands-attack-"))
    home.chmod(0o755)
    port = free_port()
    environment = surroundings(home, port, **settings)
    site = Site(home, port, environment, run(home, environment, *words))
    try:
        until(lambda: well(site) or stopped(site), MOST_SECONDS)
        assert not stopped(site)
    except AssertionError as error:
        stop(site)
        raise AssertionError(f"The site does not answer:\n{site.log}") from error
    return site


def with_clock(folder: Path) -> dict[str, str]:
    """Settings of a deployment whose clock `set_clock` moves."""
    (folder / "clock").write_text("0")
    sources = [str(CLOCK), str(REPOSITORY / "src"), str(REPOSITORY)]
    return {
        "PYTHONPATH": os.pathsep.join(sources),
        "HOMELANDS_ATTACK_CLOCK": str(folder / "clock"),
    }


def set_clock(site: Site, seconds: float) -> None:
    """Makes the pages of a deployment believe that it is earlier or later."""
    file = Path(site.environment["HOMELANDS_ATTACK_CLOCK"])
    draft = file.with_suffix(".new")
    draft.write_text(str(seconds))
    draft.replace(file)


def run(home: Path, environment: Mapping[str, str], *words: str) -> "subprocess.Popen[bytes]":
    with (home / "run.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "homelands", "run", *words],
            env=dict(environment),
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def well(site: Site) -> bool:
    """Says whether it answers, whichever way it is to be reached, that all is well."""
    try:
        answer = Visitor(site.port).get("/health/", **{"X-Forwarded-Proto": "https"})
    except OSError:
        return False
    return answer.status == 200 and bool(answer.json["status"] == "ok")


def stopped(site: Site) -> bool:
    return site.process.poll() is not None


def stop(site: Site) -> None:
    """Ends a deployment as whoever keeps it does."""
    if stopped(site):
        return
    site.process.send_signal(signal.SIGINT)
    try:
        site.process.wait(120)
    except subprocess.TimeoutExpired:
        site.process.kill()
        site.process.wait()


def until(holds: Callable[[], Any], seconds: float = SOON) -> float:
    """Waits until something holds; returns how long it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, "it did not happen in time"
        time.sleep(0.1)
    return time.monotonic() - began


@dataclass(frozen=True)
class Answer:
    """What the deployment answered."""

    status: int
    headers: Any
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def to(self) -> str:
        return str(self.headers.get("Location") or "")


@dataclass
class Visitor:
    """A browser without scripts, at an address of its own where the proxy's word is believed."""

    port: int
    #: What a proxy says of the client; none: nothing is said.
    address: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    #: The address of this machine from which it comes.
    comes_from: str = "127.0.0.1"

    def ask(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Asks once; raises OSError when nobody answers."""
        kind = HTTPSConnection if self.tls else HTTPConnection
        more: dict[str, Any] = {"context": self.tls} if self.tls else {}
        more |= {"timeout": 60, "source_address": (self.comes_from, 0)}
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self.address:
            sent["X-Forwarded-For"] = self.address
        with closing(kind("127.0.0.1", self.port, **more)) as connection:
            connection.request(method, path, body, sent | dict(headers or {}))
            try:
                came = connection.getresponse()
                answer = Answer(came.status, came.headers, came.read())
            except HTTPException as error:
                raise OSError(str(error)) from error
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, form: Mapping[str, Any], **headers: str) -> Answer:
        """Sends a form with the token that the site wants in it."""
        if "csrftoken" not in self.cookies:
            self.get("/sign-in/member/")
        body = urlencode({**form, "csrfmiddlewaretoken": self.cookies["csrftoken"]}, doseq=True)
        sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        if self.tls:
            sent["Referer"] = f"https://127.0.0.1:{self.port}/"
        return self.ask("POST", path, body, sent)

    def upload(self, path: str, form: Mapping[str, str], **files: tuple[str, bytes]) -> Answer:
        """Sends a form with files."""
        line = b"--attack"
        fields = {**form, "csrfmiddlewaretoken": self.cookies["csrftoken"]}
        parts = [
            f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
            for name, value in fields.items()
        ] + [
            f'Content-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'.encode()
            + content
            for name, (file, content) in files.items()
        ]
        body = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
        return self.ask(
            "POST", path, body, {"Content-Type": "multipart/form-data; boundary=attack"}
        )


def stranger(site: Site) -> Visitor:
    """Somebody who came from nowhere before."""
    number = next(_CLIENTS)
    return Visitor(site.port, f"198.18.{number // 250}.{number % 250 + 1}")


def officer(site: Site, key: str) -> Visitor:
    """Signs in as one of the example's officers, with one click."""
    visitor = stranger(site)
    visitor.get("/sign-in/")
    answer = visitor.post("/sign-in/example/", {"login": f"{key}@example.org"})
    assert answer.status == 302, answer.text
    return visitor


def register(visitor: Visitor, email: str, **more: str) -> Answer:
    form = {"name": "Ama Attacker", "email": email, "destination": "GBR", "language": "en"}
    return visitor.post("/register/", {**form, **more})


_SENDING = (
    "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' AND queue_name = 'default'"
)


def code_for(site: Site, email: str, letters: int = 1) -> str:
    """Waits for so many letters to an address; returns the code in the last.

    A letter is there a moment before its code is committed: before its job is done.
    """
    until(lambda: len(site.letters(email)) >= letters)
    until(lambda: site.value(_SENDING) == 0)
    return re.findall(r"^\d{6}$", site.letters(email)[-1], re.MULTILINE)[0]


def member(site: Site, email: str) -> Visitor:
    """Registers and enters the code from the letter."""
    visitor = stranger(site)
    assert register(visitor, email).status == 302
    answer = visitor.post("/sign-in/member/code/", {"code": code_for(site, email)})
    assert answer.status == 302, answer.text
    return visitor
