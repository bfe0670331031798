"""The deployment that everything is done to, started again by us as systemd would."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.chaos.clock import Clock
from bench.deployment import answers, free_port, postmaster

ROOT = Path(__file__).parents[2]
_HIDDEN = Path(__file__).with_name("hidden")
PEOPLE = 300
#: Seconds between the end of the supervisor and its next start.
_AGAIN_AFTER = 1
_DISK = "2g"


class Site:
    """`homelands run` in a folder, with letters to a port, and what it is started with."""

    def __init__(self, folder: Path, clock: Clock, letters: int) -> None:
        self.home, self.port = folder / "home", free_port()
        self.starts = 0
        self._letters = letters
        self._log = (folder / "log").open("w")
        self._stopping = False
        self.surroundings = {**os.environ, **self._settings(), **clock.surroundings}
        self.process = self._start()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def _settings(self) -> dict[str, str]:
        return {
            "HOMELANDS_HOME": str(self.home),
            "PORT": str(self.port),
            "PYTHONPATH": os.pathsep.join(map(str, (_HIDDEN, ROOT / "src", ROOT))),
            "HOMELANDS_PROXIES": "127.0.0.1",
            "HOMELANDS_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "HOMELANDS_EMAIL_HOST": "127.0.0.1",
            "HOMELANDS_EMAIL_PORT": str(self._letters),
        }

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "homelands", "run", "--example", "--people", str(PEOPLE)]
        self.starts += 1
        return subprocess.Popen(
            command, env=self.surroundings, stdout=self._log, stderr=self._log, cwd=ROOT
        )

    def _keep(self) -> None:
        while not self._stopping:
            self.process.wait()
            if not self._stopping:
                time.sleep(_AGAIN_AFTER)
                self.process = self._start()

    def until_it_answers(self, seconds: float = 300) -> None:
        end = time.monotonic() + seconds
        while not answers(self.port):
            if time.monotonic() > end:
                raise RuntimeError("The deployment does not answer.")
            time.sleep(0.2)

    def stop(self) -> None:
        self._stopping = True
        self.process.terminate()
        self.process.wait(60)
        self._log.close()

    def owner(self) -> str:
        return f"postgresql://homelands_owner@/homelands?host={self.home / 'postgres'}"

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Runs a Python command beside the deployment, with its settings and its clock."""
        host = self.home / "postgres"
        roles = {
            "DATABASE_URL": f"postgresql://homelands_app@/homelands?host={host}",
            "DATABASE_OWNER_URL": self.owner(),
            "DJANGO_SETTINGS_MODULE": "homelands.web.settings",
            "HOMELANDS_EXAMPLE": "1",
        }
        return subprocess.run(
            [sys.executable, "-W", "ignore", *words],
            env={**self.surroundings, **roles},
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )

    def part(self, word: str, which: int = 0) -> psutil.Process | None:
        """The process of ours whose command has a word in it; the oldest first."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        held = [one for one in sorted(family, key=_age) if word in _command_of(one)]
        return held[which % len(held)] if held else None

    def postmaster(self) -> psutil.Process:
        return psutil.Process(postmaster(self.home))

    def backend(self, which: int) -> psutil.Process | None:
        """A process of PostgreSQL that serves a connection of the app."""
        serving = [one for one in self.postmaster().children() if "_app" in _command_of(one)]
        return serving[which % len(serving)] if serving else None


def _age(process: psutil.Process) -> float:
    return process.create_time()


def _command_of(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


@contextmanager
def disk_of_its_own(folder: Path) -> Iterator[bool]:
    """Mounts a small disk as the data folder, where we may; says whether it is one."""
    home = folder / "home"
    home.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_DISK},mode=755", "chaos", str(home)]
    mounted = os.getuid() == 0 and subprocess.run(mount, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(home)], check=False)  # noqa: S607
