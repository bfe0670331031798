"""The faults, one at a time, at random from a seed."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from random import Random

import psutil

from bench.chaos.clock import Clock
from bench.chaos.post import Post
from bench.chaos.site import Site

#: Seconds that a disk stays full, and that the mail server refuses everybody.
_FULL, _DOWN = 10, 45
BETWEEN = (20, 40)


@dataclass
class Fault:
    """One fault: its name, when it was done, and when what it held was let go."""

    name: str
    began: float
    ended: float
    found: bool


class Faults:
    """All that can be done to a deployment."""

    def __init__(self, site: Site, clock: Clock, post: Post, chance: Random, own_disk: bool):
        self._site, self._clock, self._post, self._chance = site, clock, post, chance
        self.kinds: dict[str, Callable[[], bool]] = {
            "kill -9 web master": lambda: self._kill(site.part("granian")),
            "kill -9 web worker": lambda: self._kill(site.part("granian", self._draw(1, 3))),
            "kill -9 worker of letters": lambda: self._kill(site.part("default,exports")),
            "kill -9 worker of webhooks": lambda: self._kill(site.part("webhooks")),
            "kill -9 postmaster": lambda: self._kill(site.postmaster()),
            "kill -9 one backend": lambda: self._kill(site.backend(self._draw(0, 20))),
            "kill -9 supervisor": lambda: self._kill(psutil.Process(site.process.pid)),
            "SIGTERM, start again": self._restart,
            "clock forward": self._forward,
            "mail server refuses 45 s": self._no_post,
        }
        if own_disk:
            self.kinds["full disk 10 s"] = self._fill

    def deck(self, words: list[str]) -> Iterator[str]:
        """Yields kinds of faults for ever: each once in a round, in a random order."""
        while True:
            names = sorted(kind for kind in self.kinds if any(word in kind for word in words))
            self._chance.shuffle(names)
            yield from names

    def do(self, name: str) -> Fault:
        began = time.monotonic()
        found = False
        with suppress(psutil.Error, OSError, ValueError):
            found = self.kinds[name]()
        # Only of a full disk does silence count from the moment at which there is room again.
        ended = time.monotonic() if "disk" in name else began
        return Fault(name, began, ended, found)

    def _draw(self, low: int, high: int) -> int:
        return self._chance.randrange(low, high)

    def _kill(self, process: psutil.Process | None) -> bool:
        if process is not None:
            process.kill()
        return process is not None

    def _restart(self) -> bool:
        self._site.process.terminate()
        return True

    def _forward(self) -> bool:
        self._clock.forward(self._draw(300, 3 * 3600))
        return True

    def _no_post(self) -> bool:
        self._post.down = True
        time.sleep(_DOWN)
        self._post.down = False
        return True

    def _fill(self) -> bool:
        path = self._site.home / "full"
        try:
            with path.open("wb", buffering=0) as file:
                with suppress(OSError):
                    while True:
                        file.write(os.urandom(1) * 2**20)
                with suppress(OSError):
                    while True:
                        file.write(b"x" * 512)
                _hold_full(file.fileno(), _FULL)
        finally:
            path.unlink()
        return True


def _hold_full(file: int, seconds: float) -> None:
    """Takes whatever becomes free for so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError):
            while os.write(file, b"x" * 4096):
                pass
        time.sleep(0.05)
