"""Ends what a supervisor started, where the supervisor was killed and cannot do it itself.

    python -m homelands.command.runtime.guard [FOLDER]

It reads from the supervisor "+ N" for a process group that was started and "- N" for one that
ended. When nothing more can come it stops those that are left, and the embedded database of FOLDER,
unless another supervisor has begun on the same data.
"""

import os
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from homelands.command.runtime import embedded

GRACE = 10  # seconds that a part has to stop before it is killed


def main(folder: str, lines: Iterable[str]) -> None:
    """Waits for the end of the supervisor, and ends what it left."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # it goes last
    groups: set[int] = set()
    for line in lines:
        sign, _, number_ = line.partition(" ")
        (groups.add if sign == "+" else groups.discard)(int(number_))
    if groups:
        end(groups)
        if folder and not embedded.is_in_use(Path(folder)):
            embedded.stop(Path(folder))


def end(groups: Iterable[int]) -> None:
    """Asks process groups to stop, and kills what has not done so in time."""
    left = {group for group in groups if _told(group, signal.SIGTERM)}
    until = time.monotonic() + GRACE
    while left and time.monotonic() < until:
        time.sleep(0.1)
        left = {group for group in left if _told(group, 0)}
    for group in left:
        _told(group, signal.SIGKILL)


def _told(group: int, number: int) -> bool:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
        return True
    return False


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "", sys.stdin)
