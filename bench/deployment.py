"""A whole deployment for the length of a measurement: its own folder, its own port."""

import http.client
import http.cookies
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psutil


@dataclass(frozen=True)
class Deployment:
    """A running deployment and how long it took to answer."""

    port: int
    home: Path
    seconds: float


def busy(pid: int) -> float:
    """Returns how many seconds of a processor a process and those that it started have used."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(sum(process.cpu_times()[:2]) for process in family)


def postmaster(home: Path) -> int:
    """Returns the number of the process of a deployment's embedded PostgreSQL."""
    return int((home / "postgres" / "postmaster.pid").read_text().split()[0])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int, path: str = "/health/") -> bool:
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            connection.request("GET", path)
            return connection.getresponse().status == 200
    except OSError:
        return False


@contextmanager
def running(home: Path, people: int) -> Iterator[Deployment]:
    """Starts a deployment in a folder, waits until it answers, and stops it afterwards."""
    port = free_port()
    environment = {**os.environ, "HOMELANDS_HOME": str(home), "PORT": str(port)}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "homelands", "run", "--example", "--people", str(people)],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        while not answers(port):
            if process.poll() is not None:
                raise RuntimeError("The deployment did not start.")
            time.sleep(0.1)
        yield Deployment(port, home, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="homelands-bench-") as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


def sign_in(port: int, login: str) -> str:
    """Signs in as an example account and returns the session's cookie."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/sign-in/")
    page = connection.getresponse()
    cookies = _cookies(page)
    (token, *_rest) = re.findall(r'csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
    body = urlencode({"login": login, "csrfmiddlewaretoken": token})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    connection.request("POST", "/sign-in/example/", body, headers)
    return _cookies(connection.getresponse())


def _cookies(answer: http.client.HTTPResponse) -> str:
    jar = http.cookies.SimpleCookie()
    for line in answer.headers.get_all("Set-Cookie") or []:
        jar.load(line)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())
