"""`homelands run`: the database, the web server and the worker, in one command.

It starts them, restarts what dies, and stops all of them on Ctrl-C or a termination signal.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from homelands.command.runtime import database, example, preparation
from homelands.command.runtime.progress import fail, say, step
from homelands.web import environment

_GRACE = 10  # seconds a child has to stop before it is killed


def run(arguments: list[str]) -> int:
    """Runs a whole deployment until it is told to stop; returns the exit code."""
    options = _options(arguments)
    if not _is_free(options.host, options.port):
        return fail(
            f"port {options.port} is taken. Stop what uses it, or choose another: "
            f"PORT={options.port + 1} make run"
        )
    say(f"Homelands: data live in {environment.home()}")
    if options.example:
        os.environ["HOMELANDS_EXAMPLE"] = "1"
    os.environ["PORT"] = str(options.port)
    if not os.environ.get("DATABASE_URL"):
        with step("Starting the database"):
            database.reach()
    if database.is_too_old(os.environ["DATABASE_OWNER_URL"]):
        return fail(database.TOO_OLD)
    try:
        preparation.prepare()
        if options.example:
            example.load_once(options.people)
    except subprocess.CalledProcessError as error:
        return fail(f"`homelands {' '.join(error.cmd[3:])}` failed; its message is above.")
    _announce(options)
    return Supervisor(_commands(options)).run()


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="homelands run", description=run.__doc__)
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--example", action="store_true", help="load the example country")
    parser.add_argument("--people", type=int, default=2000, help="people in the example country")
    parser.add_argument("--workers", type=int, default=int(os.environ.get("WORKERS", "2")))
    return parser.parse_args(arguments)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _commands(options: argparse.Namespace) -> list[list[str]]:
    web = [sys.executable, "-m", "gunicorn", "homelands.web.wsgi", "--worker-class", "gthread"]
    web += ["--workers", str(options.workers), "--threads", "4", "--log-level", "warning"]
    web += ["--bind", f"{options.host}:{options.port}", "--worker-tmp-dir", str(_scratch())]
    worker = [sys.executable, "-m", "homelands", "procrastinate", "worker"]
    # Other people's servers may be slow: who waits for them holds up no letter and no file.
    told = [*worker, "--queues", "webhooks", "--concurrency", "4"]
    jobs = [*worker, "--queues", "default,exports", "--concurrency", "2"]
    return [web, jobs, told]


def _scratch() -> str:
    """A folder in memory where there is one: the web server writes its heartbeat there."""
    return "/dev/shm" if os.path.isdir("/dev/shm") else str(environment.home())  # noqa: S108


def _announce(options: argparse.Namespace) -> None:
    say(f"\nHomelands answers at http://localhost:{options.port}/")
    if options.example:
        say("Example data: synthetic people. Ready sign-ins, one click each at /sign-in/ :")
        for login, password, what in example.SIGN_INS:
            say(f"  {what:<20} {login}  password {password}")
    say("Stop with Ctrl-C.\n")


class Supervisor:
    """Keeps a set of commands running and stops them together."""

    def __init__(self, commands: list[list[str]]):
        self._commands = commands
        self._children: dict[int, subprocess.Popen[bytes]] = {}
        self._stopping = False

    def run(self) -> int:
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        for place in range(len(self._commands)):
            self._start(place)
        while not self._stopping:
            time.sleep(0.5)
            for place, child in list(self._children.items()):
                if child.poll() is not None and not self._stopping:
                    say(f"  {self._commands[place][2]} stopped; starting it again")
                    time.sleep(1)
                    self._start(place)
        self._end_all()
        return 0

    def _start(self, place: int) -> None:
        # A session of its own, so that Ctrl-C reaches only this process, which stops the others.
        self._children[place] = subprocess.Popen(self._commands[place], start_new_session=True)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _end_all(self) -> None:
        for child in self._children.values():
            child.terminate()
        deadline = time.monotonic() + _GRACE
        for child in self._children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        say("Homelands has stopped.")
