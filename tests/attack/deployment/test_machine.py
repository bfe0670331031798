"""Whoever has the machine: processes killed, backups stolen, history cut, slow and forging clients.

These run on a deployment of their own, with nobody in it, without proxies, whose clock can jump.
"""

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import psutil
import pytest

from bench.deployment import answers, free_port, postmaster
from tests.attack.deployment import site as sites
from tests.attack.deployment.site import (
    Site,
    Visitor,
    code_for,
    register,
    stopped,
    surroundings,
    until,
    well,
)
from tests.attack.deployment.test_people import planted
from tests.attack.deployment.test_strangers import words
from tests.house.source import REPOSITORY
from tests.web.test_second_factor import _code as totp

pytestmark = pytest.mark.xdist_group("attacked machine")

PASSWORD = "a long and private sentence"


@pytest.fixture(autouse=True)
def _in_good_health(machine: Site) -> Iterator[None]:
    """Each begins with a deployment that is well, at the right time, and with no counts."""
    if stopped(machine):
        machine.process = sites.run(machine.home, machine.environment)
    sites.set_clock(machine, 0)
    until(lambda: well(machine), 120)
    forget_counts(machine)
    yield
    sites.set_clock(machine, 0)


def forget_counts(machine: Site) -> None:
    with machine.sql("owner") as owner:
        owner.execute("DELETE FROM foundation_attempt")


def parts(machine: Site) -> list[psutil.Process]:
    own = psutil.Process(machine.process.pid).children(recursive=True)
    with suppress(psutil.NoSuchProcess, OSError):
        own.append(psutil.Process(postmaster(machine.home)))
    return own


def part(machine: Site, word: str) -> psutil.Process | None:
    """The oldest process whose command has a word in it."""
    found = []
    for process in parts(machine):
        with suppress(psutil.Error):
            if word in " ".join(process.cmdline()):
                found.append(process)
    return min(found, key=lambda process: process.create_time(), default=None)


def gone(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    return True


# Line 9: what is killed


@pytest.mark.parametrize("word", ["granian", "default,exports", "webhooks", "guard"])
def test_what_is_killed_comes_back(machine: Site, word: str) -> None:
    """Line 9: 35 seconds of silence after a master died."""
    until(lambda: part(machine, word) is not None)  # it may be coming back from the test before
    before = part(machine, word)
    assert before is not None
    before.kill()
    until(lambda: gone(before))
    until(lambda: part(machine, word) not in (None, before))
    until(lambda: well(machine))


def test_the_database_comes_back(machine: Site) -> None:
    """Line 9: 500s until an operator came."""
    before = postmaster(machine.home)
    os.kill(before, signal.SIGKILL)
    until(lambda: well(machine))
    assert postmaster(machine.home) != before
    assert register(Visitor(machine.port), "after@example.org").status == 302


def test_all_end_with_a_supervisor_that_is_killed(machine: Site) -> None:
    """Line 9: children ran on, and a stale file kept the next one from starting."""
    children = parts(machine)
    machine.process.kill()
    machine.process.wait()
    until(lambda: all(map(gone, children)), 80)
    machine.process = sites.run(machine.home, machine.environment)
    until(lambda: well(machine), 120)


def test_health_tells_of_a_database_that_is_gone(machine: Site) -> None:
    """Lines 9 and 20: `/health/` said that all was well."""
    supervisor = psutil.Process(machine.process.pid)
    supervisor.suspend()  # nobody brings it back for now
    try:
        os.kill(postmaster(machine.home), signal.SIGKILL)
        until(lambda: Visitor(machine.port).get("/health/").status == 503)
        assert Visitor(machine.port).get("/health/").json["database"] == "failing"
    finally:
        supervisor.resume()


def test_what_was_acknowledged_is_stored_once_and_letters_go_once(machine: Site) -> None:
    """Held already for registrations; not tried before for letters: both under kill -9."""
    kept: list[str] = []
    stop = threading.Event()

    def come(mark: int) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            email = f"kill{mark}x{number}@example.org"
            with suppress(OSError, KeyError):
                if register(Visitor(machine.port), email).status == 302:
                    kept.append(email)
            time.sleep(0.2)

    visitors = [threading.Thread(target=come, args=(mark,)) for mark in range(2)]
    for visitor in visitors:
        visitor.start()
    try:
        for word in ("default,exports", "granian", "default,exports"):
            enough = len(kept) + 3
            until(lambda enough=enough: forget_counts(machine) or len(kept) >= enough, 60)
            forget_counts(machine)
            if victim := part(machine, word):
                victim.kill()
            time.sleep(1)
    finally:
        stop.set()
        for visitor in visitors:
            visitor.join()
    until(lambda: well(machine))
    assert len(kept) >= 6
    waits = "SELECT count(*) FROM register_pendingregistration"
    assert machine.value(waits) >= len(kept)
    until(lambda: rescued(machine) == 0, 200)
    letters = [len(machine.letters(email)) for email in kept]
    assert min(letters) == 1
    # Who was killed between a letter and its note sends it again: at most one for each kill.
    assert sum(letters) <= len(kept) + 3


def rescued(machine: Site) -> int:
    """Gives jobs whose worker died to another, as happens every ten minutes; how many are left."""
    waits = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
    left = machine.value(f"{waits} AND task_name = 'register.tasks.send_code'")
    if left:
        machine.shell(
            "from asgiref.sync import async_to_sync\n"
            "from homelands.foundation.tasks import rescue_jobs\n"
            "async_to_sync(rescue_jobs)(None, 0)"
        )
    return int(left)


# Line 18: slow clients

HEAD = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\n"
BODY = HEAD + b"Content-Type: text/plain\r\nContent-Length: 100000\r\n\r\nx"


@pytest.mark.parametrize(("begun", "clients"), [(HEAD, 60), (BODY, 24)], ids=["headers", "bodies"])
def test_slow_clients_hold_up_nobody(machine: Site, begun: bytes, clients: int) -> None:
    """Line 18: 60 slow headers or 24 slow bodies silenced the server for a minute."""
    with ExitStack() as open_until_the_end:
        for _ in range(clients):
            slow = socket.create_connection(("127.0.0.1", machine.port), timeout=5)
            open_until_the_end.enter_context(closing(slow))
            slow.sendall(begun)
        time.sleep(0.5)
        assert [answers(machine.port) for _ in range(10)] == [True] * 10


# Who the client is


def test_a_client_forges_no_address_where_no_proxy_is_named(machine: Site) -> None:
    """Line 4, and not tried before: X-Forwarded-For is anybody's to write."""
    came = [
        register(Visitor(machine.port, f"203.0.113.{number}"), f"forged{number}@example.org").status
        for number in range(12)
    ]
    assert came == [302] * 10 + [200] * 2


# Lines 11 and 12: officers


def test_a_desk_opens_with_the_factor_and_no_code_is_good_twice(machine: Site) -> None:
    """Lines 11, 12 and 20: officers are opened by a command; secrets are sealed."""
    login = "real@example.org"
    words_ = ("officers", "add", login, "--name", "Real", "--role", "mission_officer")
    done = machine.command(*words_, "--country", "GBR")
    assert done.returncode == 0, done.stderr
    link = re.findall(r"http://localhost:\d+(/\S+)", done.stdout)[0]
    visitor = Visitor(machine.port)
    form = visitor.get(link).to
    visitor.get(form)
    visitor.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    setting_up = "/account/2fa/totp/activate/"
    for path in ("/desk/", "/desk/people/"):
        assert visitor.get(path).to == setting_up
    visitor.post(visitor.get(setting_up).to, {"password": PASSWORD})
    page = visitor.get(setting_up)
    secret = re.findall(r'value="([A-Z2-7]{16,})"', page.text)[0]
    code = totp(secret)
    assert visitor.post(setting_up, {"code": code}).status == 302
    assert visitor.get("/desk/").status == 200
    assert planted(machine, secret) == []
    assert planted(machine, visitor.cookies["sessionid"]) == []
    again = Visitor(machine.port)
    again.post("/account/login/", {"login": login, "password": PASSWORD})
    assert again.get("/desk/").status == 302
    again.post("/account/2fa/authenticate/", {"code": code})
    assert again.get("/desk/").status == 302
    second = Visitor(machine.port).get(link)
    assert "password1" not in second.text or second.status == 302


def test_a_member_who_gets_a_role_reaches_no_desk_by_letter(machine: Site) -> None:
    """Line 12: a member account that got a role signed in by e-mail code alone."""
    email = "promoted@example.org"
    visitor = Visitor(machine.port)
    register(visitor, email)
    visitor.post("/sign-in/member/code/", {"code": code_for(machine, email)})
    assert visitor.get("/my/data/").status == 200
    person = machine.value("SELECT id FROM register_person ORDER BY registered_at DESC LIMIT 1")
    machine.shell(
        "from django.utils import timezone\n"
        "from homelands.foundation.actions import accounts\n"
        "from homelands.foundation.actors import Actor, Reach\n"
        "from homelands.foundation.models import User\n"
        "from homelands.foundation.roles import Role\n"
        f"user = User.objects.get(pk='{person}')\n"
        "reach = Reach(Role.MISSION_OFFICER, 'GBR')\n"
        "by = Actor.system('tests')\n"
        "accounts.grant(user, reach=reach, at=timezone.now(), by=by)"
    )
    for path in ("/desk/", "/desk/people/", "/api/people/"):
        assert visitor.get(path).status in (302, 401, 403), path


def test_example_accounts_open_nothing_here(machine: Site) -> None:
    """Line 12: example accounts kept their published passwords in real use."""
    visitor = Visitor(machine.port)
    login = {"login": "officer@example.org"}
    assert visitor.post("/sign-in/example/", login).status == 404
    machine.shell(
        "from homelands.foundation.actions import accounts\n"
        "from homelands.foundation.actors import Actor\n"
        "accounts.open_for_officer(login='officer@example.org', name='x',"
        " password='example-officer', example=True, by=Actor.system('tests'))"
    )
    try:
        visitor.post("/account/login/", {**login, "password": "example-officer"})
        assert visitor.get("/desk/").status == 302
        assert visitor.get("/desk/").to.startswith("/sign-in/")
        assert visitor.post("/sign-in/example/", login).status == 404
    finally:
        with machine.sql("owner") as owner:
            owner.execute(
                "UPDATE foundation_user SET is_example = false, is_active = false"
                " WHERE login = 'officer@example.org'"
            )


# Clocks that jump


def test_a_clock_that_jumps_takes_nothing_and_gives_nothing(machine: Site) -> None:
    """Not tried before: two hours on, a day back, and right again."""
    visitor, email = Visitor(machine.port), "clock@example.org"
    register(visitor, email)
    code = code_for(machine, email)
    sites.set_clock(machine, 2 * 3600)
    late = visitor.post("/sign-in/member/code/", {"code": code})
    assert "is not right" in words(late)
    sites.set_clock(machine, 0)
    assert visitor.post("/sign-in/member/code/", {"code": code}).status == 302
    for number in range(11):
        last = register(Visitor(machine.port), f"clock{number}@example.org").status
    assert last == 200
    sites.set_clock(machine, -24 * 3600)
    assert register(Visitor(machine.port), "yesterday@example.org").status == 302
    sites.set_clock(machine, 0)
    assert visitor.get("/my/data/").status == 200
    assert machine.command("verify-history").returncode == 0


# Lines 10 and 13: backups and history


def test_a_backup_is_closed_and_a_restore_is_all_or_nothing(machine: Site) -> None:
    """Line 10: readable by all, half done over file systems, "restored" under other secrets."""
    folder = Path(tempfile.mkdtemp(prefix="homelands-restored-"))
    folder.chmod(0o755)
    try:
        archive = folder / "backup.tar"
        done = machine.command("backup", str(archive))
        assert done.returncode == 0, done.stderr
        assert stat.S_IMODE(archive.stat().st_mode) == 0o600
        cut = folder / "cut.tar"
        cut.write_bytes(archive.read_bytes()[:-20_000])
        for number, (file, secrets) in enumerate(((cut, True), (archive, False))):
            home = folder / f"refused{number}"
            refused = restore(machine, home, file, with_secrets=secrets)
            assert refused.returncode != 0
            assert "Traceback" not in refused.stderr
            assert "Restored" not in refused.stdout
        home = folder / "whole"
        whole = restore(machine, home, archive, with_secrets=True)
        assert whole.returncode == 0, whole.stderr
        again = restore(machine, home, archive, with_secrets=True)
        assert again.returncode != 0
        assert "Traceback" not in again.stderr
    finally:
        for home in folder.iterdir():
            with suppress(OSError, psutil.Error):
                psutil.Process(postmaster(home)).terminate()
        shutil.rmtree(folder, ignore_errors=True)


def restore(
    machine: Site, home: Path, archive: Path, *, with_secrets: bool
) -> "subprocess.CompletedProcess[str]":
    home.mkdir(exist_ok=True)
    if with_secrets:
        shutil.copy(machine.home / "secrets.json", home / "secrets.json")
    return subprocess.run(
        [sys.executable, "-m", "homelands", "restore", str(archive)],
        env=surroundings(home, machine.port),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


def test_history_that_lost_a_lane_is_found_out(machine: Site, tmp_path: Path) -> None:
    """Line 13: a lane or table deleted with its heads was not missed."""
    heads, table = tmp_path / "heads", "foundation_auditevent"
    assert machine.command("verify-history", "--heads", str(heads)).returncode == 0
    with machine.sql("owner") as owner:
        lane = owner.execute(
            f"SELECT lane FROM foundation_chainhead WHERE of_table = '{table}' LIMIT 1"
        ).fetchone()
        assert lane is not None
        with owner.transaction(force_rollback=False):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            owner.execute("ALTER TABLE foundation_chainhead DISABLE TRIGGER USER")
            for copied in (table, "foundation_chainhead"):
                owner.execute(f"CREATE TABLE kept_{copied} AS SELECT * FROM {copied}")
            owner.execute(f"DELETE FROM {table} WHERE chain_lane = %s", lane)
            owner.execute(
                f"DELETE FROM foundation_chainhead WHERE of_table = '{table}' AND lane = %s", lane
            )
        try:
            found = machine.command("verify-history", "--against", str(heads))
            assert found.returncode != 0
            assert table in found.stdout + found.stderr
        finally:
            for copied in (table, "foundation_chainhead"):
                owner.execute(f"DELETE FROM {copied}")
                owner.execute(f"INSERT INTO {copied} SELECT * FROM kept_{copied}")
                owner.execute(f"DROP TABLE kept_{copied}")
                owner.execute(f"ALTER TABLE {copied} ENABLE TRIGGER USER")
    assert machine.command("verify-history").returncode == 0


# Line 19: what it is made of


def test_an_audit_that_cannot_look_fails(machine: Site) -> None:
    """Line 19: "no known vulnerabilities", having audited nothing."""
    nowhere = f"http://127.0.0.1:{free_port()}"
    names = ("HTTPS_PROXY", "HTTP_PROXY", "PIP_INDEX_URL", "PIP_AUDIT_INDEX_URL")
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "AUDIT")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.gates.audit"],
        env={**kept, **dict.fromkeys(names, nowhere)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.returncode != 0
    assert "no known vulnerabilities" not in (done.stdout + done.stderr).lower()
