"""How parts end: workers before the web server, and never the database of a successor."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from homelands.command.runtime import guard, supervisor

#: Writes when it was told to stop, and takes a second for it.
_SLOW = """
import pathlib, signal, sys, time
def stop(*_):
    pathlib.Path(sys.argv[1]).write_text(str(time.monotonic()))
    time.sleep(float(sys.argv[2]))
    sys.exit()
signal.signal(signal.SIGTERM, stop)
pathlib.Path(sys.argv[1] + ".up").touch()
time.sleep(60)
"""


def command(told: Path, seconds: float) -> list[str]:
    return [sys.executable, "-c", _SLOW, str(told), str(seconds)]


def test_pages_are_answered_while_workers_finish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web, worker = tmp_path / "web", tmp_path / "worker"
    monkeypatch.setattr(supervisor.signal, "signal", lambda *_: None)  # not the main thread
    keeper = supervisor.Supervisor([command(web, 0), command(worker, 1)], None)
    thread = threading.Thread(target=keeper.run)
    thread.start()
    until = time.monotonic() + 20
    while not all((tmp_path / f"{name}.up").exists() for name in ("web", "worker")):
        assert time.monotonic() < until
        time.sleep(0.05)
    keeper._stop(15, None)
    thread.join(20)
    assert float(web.read_text()) - float(worker.read_text()) >= 1


@pytest.mark.parametrize("successor", [True, False])
def test_the_guard_leaves_the_database_to_a_successor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, successor: bool
) -> None:
    stopped: list[Path] = []
    monkeypatch.setattr(guard.embedded, "stop", stopped.append)
    monkeypatch.setattr(guard.signal, "signal", lambda *_: None)
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], process_group=0)
    lock = supervisor.alone(tmp_path) if successor else None
    threading.Thread(target=child.wait).start()
    guard.main(str(tmp_path), [f"+ {child.pid}"])
    assert stopped == ([] if successor else [tmp_path])
    assert not os.path.exists(f"/proc/{child.pid}")
    if lock:
        lock.close()
