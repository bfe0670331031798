"""`homelands run`: the database, the web server and the worker, in one command.

It starts them, restarts what dies, and stops all of them on Ctrl-C or a termination signal.
"""

import argparse
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TextIO

from homelands.command.runtime import database, embedded, example, guard, preparation, serving
from homelands.command.runtime.progress import fail, say, step
from homelands.web import environment

_EVERY = 0.5  # seconds between two looks at what should run
#: Who dies so soon after the start, in seconds, is started again after a pause that grows to this.
_EARLY, _LONGEST_PAUSE = 10, 5
#: Seconds by which the workers begin after the web server, so that pages are answered soon.
_WORKERS_WAIT = 3


def run(arguments: list[str]) -> int:
    """Runs a whole deployment until it is told to stop; returns the exit code."""
    options = _options(arguments)
    if not _is_free(options.host, options.port):
        return fail(
            f"port {options.port} is taken. Stop what uses it, or choose another: "
            f"PORT={options.port + 1} make run"
        )
    lock = alone(environment.home())
    if lock is None:
        return fail(
            f"another `homelands run` uses the data in {environment.home()}. Stop it first, or "
            "choose another folder: HOMELANDS_HOME=another make run"
        )
    say(f"Homelands: data live in {environment.home()}")
    if options.example:
        os.environ["HOMELANDS_EXAMPLE"] = "1"
    os.environ["PORT"] = str(options.port)
    own = None if os.environ.get("DATABASE_URL") else environment.home()
    if own:
        with step("Starting the database"):
            database.reach()
    if database.is_too_old(os.environ["DATABASE_OWNER_URL"]):
        return fail(database.TOO_OLD)
    reason = example.why_not(
        os.environ["DATABASE_OWNER_URL"], wanted=environment.flag("HOMELANDS_EXAMPLE")
    )
    if reason:
        return fail(reason)
    try:
        preparation.prepare()
        if options.example:
            example.load_once(options.people)
    except subprocess.CalledProcessError as error:
        return fail(f"`homelands {' '.join(error.cmd[3:])}` failed; its message is above.")
    _announce(options)
    with lock:
        return Supervisor(_commands(options), own).run()


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="homelands run", description=run.__doc__)
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--example", action="store_true", help="load the example country")
    parser.add_argument("--people", type=int, default=2000, help="people in the example country")
    parser.add_argument("--workers", type=int, default=int(os.environ.get("WORKERS", "2")))
    return parser.parse_args(arguments)


def alone(home: Path) -> TextIO | None:
    """Holds a file of the data folder for as long as this process lives; None if another does."""
    home.mkdir(parents=True, exist_ok=True)
    lock = (home / embedded.LOCK).open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return None
    return lock


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _commands(options: argparse.Namespace) -> list[list[str]]:
    web = serving.command(options.host, options.port, options.workers)
    worker = [sys.executable, "-m", "homelands", "procrastinate", "worker"]
    # Other people's servers may be slow: who waits for them holds up no letter and no file.
    told = [*worker, "--queues", "webhooks", "--concurrency", "4"]
    jobs = [*worker, "--queues", "default,exports", "--concurrency", "2"]
    return [web, jobs, told]


def _announce(options: argparse.Namespace) -> None:
    say(f"\nHomelands answers at http://localhost:{options.port}/")
    if options.example:
        say("Example data: synthetic people. Ready sign-ins, one click each at /sign-in/ :")
        for login, password, what in example.SIGN_INS:
            say(f"  {what:<20} {login}  password {password}")
    say("Stop with Ctrl-C.\n")


@dataclass
class Part:
    """One command that is kept running: since when, how often it died early, when it is due."""

    command: list[str]
    child: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    early: int = 0
    due: float = 0.0

    @property
    def name(self) -> str:
        return " ".join(self.command[2:4])


class Supervisor:
    """Keeps commands and the embedded database running, and stops the commands together."""

    def __init__(self, commands: list[list[str]], folder: Path | None):
        self._parts = [Part(command) for command in commands]
        self._folder = folder
        self._stopping = False
        self._guard = self._guarded()

    def run(self) -> int:
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        for worker in self._parts[1:]:
            worker.due = time.monotonic() + _WORKERS_WAIT
        while not self._stopping:
            self._look_after_the_database()
            self._look_after_the_guard()
            for part in self._parts:
                self._look_after(part)
            time.sleep(_EVERY)
        self._end_all()
        return 0

    def _look_after_the_database(self) -> None:
        if self._folder is None or embedded.is_running(self._folder):
            return
        say("  the database stopped; starting it again")
        try:
            embedded.start(self._folder)
        except (subprocess.SubprocessError, AssertionError, OSError) as error:
            say(f"  it does not start yet: {error}")

    def _look_after_the_guard(self) -> None:
        if self._guard.poll() is not None:
            self._guard = self._guarded()
            for part in self._parts:
                if part.child is not None:
                    self._tell_guard("+", part.child.pid)

    def _guarded(self) -> "subprocess.Popen[str]":
        """Starts the guard; its standard input closes when this process ends, however it ends."""
        command = [sys.executable, "-m", guard.__name__, str(self._folder or "")]
        return subprocess.Popen(command, stdin=subprocess.PIPE, text=True, start_new_session=True)

    def _look_after(self, part: Part) -> None:
        """Starts a part that is due, and whatever is left of one that died goes first."""
        now = time.monotonic()
        if part.child is not None and part.child.poll() is not None:
            say(f"  {part.name} stopped; starting it again")
            self._gone(part.child)
            part.early = part.early + 1 if now - part.began < _EARLY else 0
            part.child, part.due = None, now + min(_LONGEST_PAUSE, part.early)
        if part.child is None and now >= part.due and not self._stopping:
            # A session of its own: Ctrl-C reaches only this process, which stops the others.
            part.child = subprocess.Popen(part.command, start_new_session=True)
            part.began = now
            self._tell_guard("+", part.child.pid)

    def _gone(self, child: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        self._tell_guard("-", child.pid)

    def _tell_guard(self, sign: str, group: int) -> None:
        assert self._guard.stdin is not None
        with suppress(BrokenPipeError):
            print(sign, group, file=self._guard.stdin, flush=True)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _end_all(self) -> None:
        """Ends the workers first: while they finish what they are at, pages are still answered."""
        web, *workers = self._parts
        self._end(workers)
        self._end([web])
        with suppress(BrokenPipeError):
            self._guard.communicate()
        say("Homelands has stopped.")

    def _end(self, parts: list[Part]) -> None:
        children = [part.child for part in parts if part.child is not None]
        for child in children:
            child.terminate()
        deadline = time.monotonic() + guard.GRACE / 2
        for child in children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, deadline - time.monotonic()))
            self._gone(child)
