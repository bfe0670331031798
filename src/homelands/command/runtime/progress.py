"""Tells the person at the terminal what is happening."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(what: str) -> Iterator[None]:
    """Prints what is being done, then how long it took."""
    started = time.monotonic()
    print(f"  {what} …", end="", flush=True)
    yield
    print(f" done ({time.monotonic() - started:.1f} s)", flush=True)


def say(text: str = "") -> None:
    print(text, flush=True)


def fail(text: str) -> int:
    """Prints one clear line where errors go and returns the exit code."""
    print(f"homelands: {text}", file=sys.stderr, flush=True)
    return 2
