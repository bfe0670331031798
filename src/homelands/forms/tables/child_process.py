"""Runs work on a stranger's file in a process of its own, capped in time and memory.

The file may ask for all memory, take for ever, or break a reader that is written in C or Rust:
then the process ends, and whoever asked gets nothing in place of an answer.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from typing import Any

#: Of processor time.
MOST_SECONDS = 60
#: By the clock, for a process that waits: a busy machine takes longer for the same work.
LONGEST = 4 * MOST_SECONDS
MOST_MEMORY = 2**30
#: No file that it writes may be larger.
_MOST_WRITTEN = 2**25


def answer(module: str, *words: str, source: bytes) -> Any:
    """Returns what a module answers to words and a file; None where a cap ended it."""
    command = [sys.executable, "-W", "ignore", "-m", module, str(MOST_SECONDS), str(MOST_MEMORY)]
    try:
        done = subprocess.run(
            [*command, *words],
            input=source,
            capture_output=True,
            timeout=LONGEST,
            env=_surroundings(),
            check=False,
        )
        return json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # ended in the middle of its work
        return None


def serve(work: Callable[..., Any]) -> None:
    """Runs on the other side: sets the caps, then writes what the work makes of its file."""
    seconds, memory, *words = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_WRITTEN, _MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The answer alone goes to the standard output: a reader may print to it.
    out, sys.stdout = sys.stdout, sys.stderr
    json.dump(work(sys.stdin.buffer.read(), *words), out)


def _surroundings() -> dict[str, str]:
    """Returns an environment without the deployment's secrets and addresses."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    # Threads of a number library would count against the memory cap, one stack each.
    return {**kept, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
