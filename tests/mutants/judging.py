"""Judges changes, each in a process of its own that is forked where its module is imported."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
import pytest

from tests import database
from tests.mutants.changes import Change, changes

#: A change may take so many times as long as no change, and so many seconds more.
PATIENCE, GRACE = 5, 20
_LONGEST = 600

#: Alone, in order, until the first failure. Without what collects garbage at the end of every run.
_OPTIONS = (
    *("-x", "-q", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider"),
    *("-p", "no:unraisableexception", "-W", "ignore::pytest.PytestAssertRewriteWarning"),
    "--hypothesis-profile=mutants",
)


@dataclass(frozen=True)
class Target:
    """A module, and the tests that should notice its changes, in the order in which they run."""

    name: str
    path: Path
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """Whether the tests noticed a change of a module."""

    path: Path
    change: Change
    noticed: bool


def judge(targets: Sequence[Target], workers: int) -> Iterator[Judged]:
    """Judges every change of the targets; each worker takes its share of every module."""
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]  # a failure needs no shrinking
    hypothesis.settings.register_profile(
        "mutants", phases=phases, derandomize=True, database=None, deadline=None
    )
    _load_libraries()
    with tempfile.TemporaryDirectory() as folder:
        started = []
        for number in range(workers):
            environment = database.apart(f"mutants{number}")
            worker = os.fork()
            if not worker:
                os.environ.update(environment)
                _work(targets, (number, workers), Path(folder, str(number)))
            started.append(worker)
        for worker in started:
            os.waitpid(worker, 0)
        for file in sorted(Path(folder).iterdir()):
            yield from map(_read, file.read_text().splitlines())


def _load_libraries() -> None:
    """Loads what the program stands on, so that no process of a change has to load it again."""
    code = "import sys, django; django.setup(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    for name in done.stdout.split():
        if not name.startswith(("homelands", "__")):
            with suppress(Exception):  # some wait until Django has begun
                import_module(name)


def _read(line: str) -> Judged:
    path, change, noticed = json.loads(line)
    return Judged(Path(path), Change(*change), noticed)


def _work(targets: Sequence[Target], share: tuple[int, int], results: Path) -> None:
    """Judges one worker's share: a process for each module, from which those of changes fork."""
    for target in targets:
        print(f"{target.path} …", file=sys.stderr) if share[0] == 0 else None
        process = os.fork()
        if not process:
            sys.meta_path.insert(0, _Forking(target, share, results))
            _run(target.tests)
        os.waitpid(process, 0)
    os._exit(0)


def _run(tests: Sequence[str]) -> None:
    """Runs the tests in silence, and ends the process: with 0 if all of them pass."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    failed = True
    try:
        failed = any(pytest.main([*_OPTIONS, one]) for one in tests)
    finally:
        os._exit(failed)


class _Forking(SourceFileLoader):
    """Loads one module once for each of its changes, every time in a new process.

    What was loaded before it is shared, and what imports it gets the changed module.
    """

    def __init__(self, target: Target, share: tuple[int, int], results: Path) -> None:
        super().__init__(target.name, str(target.path))
        self._target, self._share, self._results = target, share, results

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Finds this module, and leaves all others to Python."""
        if name != self.name:
            return None
        source = self._target.path
        inside = [str(source.parent)] if source.name == "__init__.py" else None
        return spec_from_file_location(name, source, loader=self, submodule_search_locations=inside)

    def exec_module(self, module: ModuleType) -> None:
        """Returns in the process of each change; the one that forks them ends here."""
        source, limit = self._target.path.read_bytes(), _LONGEST
        number, workers = self._share
        for change in (None, *changes(source)[number::workers]):
            began = time.monotonic()
            process = os.fork()
            if not process:
                signal.alarm(limit)
                text = change.of(source) if change else source
                exec(compile(text, self.path, "exec"), vars(module))
                return
            noticed = os.waitpid(process, 0)[1] != 0
            if change:
                self._write(change, noticed)
            elif noticed:  # the tests fail as they are: nothing can be judged
                break
            else:
                limit = GRACE + PATIENCE * int(time.monotonic() - began)
        os._exit(0)

    def _write(self, change: Change, noticed: bool) -> None:
        with self._results.open("a") as file:
            row = [str(self._target.path), astuple(change), noticed]
            file.write(json.dumps(row) + "\n")
