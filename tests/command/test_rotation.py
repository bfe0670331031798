"""Keys are rotated on data, also when that is broken off; what was encrypted still opens."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from homelands.web import environment
from homelands.web.environment import Keyring
from tests import database

PLANT = """
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from homelands.foundation.access.context import acting
from homelands.surveys.datasets.actions import webhooks
from tests import make, make_collection, make_outreach, make_surveys
with acting(make.SYSTEM):
    people = [make.person(email=f"p{n}@example.org", name=f"Person {n}") for n in range(5)]
    make_collection.collector()
    make_outreach.sign_up(make_outreach.event())
    webhooks.add(make_surveys.asked(), url="https://a.example.org/x", at=make.NOW, by=make.SYSTEM)
    officer = make.account("mfa@example.org")
    TOTP.activate(officer, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(officer)
    from homelands.people.register.actions import persons
    persons.look(people[0], by=make.SYSTEM, why="A question by telephone")
"""

READ = """
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from homelands.foundation.access.context import acting
from homelands.outreach.events.models import SignUp
from homelands.people.register.models import Person
from homelands.people.register.queries import persons
from homelands.surveys.datasets.models import Webhook
from homelands.surveys.questionnaires.models import Collector
from homelands.surveys.questionnaires.queries import collectors
from tests import make
import json
with acting(make.SYSTEM):
    people = list(Person.objects.order_by("registered_at", "pk"))
    totp = Authenticator.objects.get(type="totp")
    collector = Collector.objects.get()
    print(json.dumps({
        "people": sorted([p.name, p.email] for p in people),
        "by email": persons.by_email("p3@example.org").name,
        "why": [look.why for p in people for look in persons.looks(p.pk) if look.why],
        "guest": SignUp.objects.get().name,
        "webhook": Webhook.objects.get().url,
        "collector": collectors.by_token(collector.token, collector.kind).pk == collector.pk,
        "totp": get_adapter().decrypt(totp.data["secret"]),
    }))
"""

#: Works like the command, and is killed after two batches of two rows.
BROKEN = """
import os
from homelands.foundation.actions import keys
from django.core.management import call_command
keys.BATCH, made, reseal = 2, [], keys.reseal
def counted(**given):
    made.append(1)
    if len(made) > 2:
        os._exit(9)
    return reseal(**given)
keys.reseal = counted
call_command("rotate-keys")
"""


class Deployment:
    """A data folder with secrets of its own, and a database that programs work on."""

    def __init__(self, home: Path) -> None:
        self.home, self.secrets = home, home / "secrets.json"
        self.environment = database.apart("rotation", HOMELANDS_HOME=str(home))
        self.environment.pop("HOMELANDS_SECRETS", None)

    def homelands(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "homelands", *command],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            cwd=database.ROOT,
        )

    def run(self, code: str, **more: str) -> subprocess.CompletedProcess[str]:
        return self.homelands("shell", "--verbosity", "0", "--command", code, **more)

    def read(self) -> object:
        done = self.run(READ)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def keys(self) -> tuple[list[str], str]:
        held = json.loads(self.secrets.read_text())
        return sorted(held["keys"]), held["key_id"]

    def rested(self) -> None:
        """Makes the file of secrets as old as it must be before a key is dropped."""
        old = time.time() - 3600
        os.utime(self.secrets, (old, old))


@pytest.fixture
def deployment() -> Iterator[Deployment]:
    folder = Path(tempfile.mkdtemp(prefix="homelands-keys-"))
    made = Deployment(folder)
    done = made.run(PLANT)
    assert done.returncode == 0, done.stderr
    yield made
    shutil.rmtree(folder, ignore_errors=True)


def test_a_rotation_that_was_broken_off_goes_on_and_ends(deployment: Deployment) -> None:
    before = deployment.read()
    killed = deployment.run(BROKEN, HOMELANDS_DATABASE_ROLE="owner")
    assert killed.returncode == 9, killed.stderr
    assert deployment.keys() == (["1", "2"], "2")
    assert deployment.read() == before

    early = deployment.homelands("rotate-keys", "--finish")
    assert early.returncode == 1
    assert "Still under an earlier key:" in early.stderr
    assert deployment.keys() == (["1", "2"], "2")

    done = deployment.homelands("rotate-keys")
    assert done.returncode == 0, done.stderr
    assert "Going on with key 2." in done.stdout
    assert "register_person: " in done.stdout
    assert deployment.keys() == (["1", "2"], "2")
    assert deployment.read() == before

    fresh = deployment.homelands("rotate-keys", "--finish")
    assert (fresh.returncode, "not ten minutes old" in fresh.stderr) == (1, True)
    deployment.rested()
    finished = deployment.homelands("rotate-keys", "--finish")
    assert finished.returncode == 0, finished.stderr
    assert "Dropped: key 1." in finished.stdout
    assert deployment.keys() == (["2"], "2")
    assert deployment.secrets.stat().st_mode & 0o777 == 0o600
    assert deployment.read() == before
    whole = deployment.homelands("verify-history")
    assert whole.returncode == 0, whole.stderr
    again = deployment.homelands("rotate-keys", "--finish")
    assert again.stdout == "There is no earlier key.\n"


def test_secrets_of_the_environment_are_changed_by_hand(deployment: Deployment) -> None:
    held = json.loads(deployment.secrets.read_text())
    refused = deployment.homelands("rotate-keys", HOMELANDS_SECRETS=json.dumps(held))
    assert refused.returncode == 2
    assert "Add a key to `keys`" in refused.stderr
    two = {**held, "keys": {**held["keys"], "b": held["blind"]}, "key_id": "b"}
    done = deployment.homelands("rotate-keys", HOMELANDS_SECRETS=json.dumps(two))
    assert done.returncode == 0, done.stderr
    one = {**two, "keys": {"b": two["keys"]["b"]}}
    read = deployment.run(READ, HOMELANDS_SECRETS=json.dumps(one))
    assert json.loads(read.stdout)["by email"] == "Person 3"


def test_a_process_that_runs_already_seals_under_a_new_key_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOMELANDS_HOME", str(tmp_path))
    monkeypatch.delenv("HOMELANDS_SECRETS", raising=False)
    running = environment.load_secrets().keys
    other = environment.load_secrets().keys
    first = running["1"]
    assert other.add() == "2"
    assert (running.current, running.earlier) == ("2", ["1"])
    assert (running["1"], running["2"]) == (first, other["2"])
    other.drop_earlier()
    assert (running.current, running.earlier) == ("2", [])
    with pytest.raises(KeyError):
        running["1"]


def test_keys_without_a_file_stay_as_they_are() -> None:
    ring = Keyring({"keys": {"a": "AAAA", "b": "BBBB"}, "key_id": "b"})
    assert (ring.current, ring.earlier, ring.is_a_file) == ("b", ["a"], False)
