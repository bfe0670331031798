"""Passwords of officers: locked by account and client, and only the pages that are needed."""

import subprocess
import sys
import time
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings as deployment
from django.core.cache import cache
from django.test import Client, RequestFactory

from homelands.foundation.actions import accounts
from homelands.foundation.actors import Reach
from homelands.foundation.clients import client_of
from homelands.foundation.models import User
from homelands.foundation.roles import Role
from homelands.foundation.tasks import purge
from homelands.web import environment
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "a long and private sentence"


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def officer(login: str) -> User:
    user = accounts.open_for_officer(login=login, name="Ama", password=PASSWORD, by=make.SYSTEM)
    reach = Reach(Role.MISSION_OFFICER, "GBR")
    accounts.grant(user, reach=reach, at=make.NOW, by=make.SYSTEM)
    return user


def sign_in(login: str, password: str = PASSWORD, **meta: Any) -> Any:
    meta.setdefault("REMOTE_ADDR", "192.0.2.1")
    return Client(**meta).post("/account/login/", {"login": login, "password": password})


def let_in(answer: Any) -> bool:
    return answer.status_code == 302 and not answer["Location"].startswith("/account/login/")


def wrong(login: str, times: int, **meta: Any) -> Any:
    """Tries wrong passwords; what allauth counts for some minutes is past each time."""
    for _ in range(times):
        cache.clear()
        answer = sign_in(login, "wrong", **meta)
    cache.clear()
    return answer


def test_ten_wrong_passwords_lock_one_officer_for_one_client() -> None:
    for login in ("ama@example.org", "esi@example.org"):
        officer(login)
    answer = wrong(" AMA@example.org", 10)
    assert answer.status_code == 429
    assert "so there is a pause" in answer.content.decode()
    assert not let_in(sign_in("ama@example.org"))
    assert let_in(sign_in("esi@example.org"))
    assert let_in(sign_in("ama@example.org", REMOTE_ADDR="192.0.2.2"))


def test_wrong_passwords_that_come_fast_do_not_lock_the_officer_out_either() -> None:
    officer("ama@example.org")
    for _ in range(6):
        sign_in("ama@example.org", "wrong")
    assert not let_in(sign_in("ama@example.org"))
    assert let_in(sign_in("ama@example.org", REMOTE_ADDR="192.0.2.2"))


def test_whose_password_was_wrong_from_where_is_forgotten_the_day_after() -> None:
    officer("ama@example.org")
    wrong("ama@example.org", 3)
    for hours, left in ((12, 1), (25, 0)):
        purge(timestamp=int(time.time()) + hours * 3600)
        assert AccessAttempt.objects.count() == left


def test_behind_a_proxy_that_is_named_clients_are_told_apart(settings: Any) -> None:
    settings.HOMELANDS_PROXIES = environment.networks("10.0.0.5, 172.16.0.0/12")
    officer("ama@example.org")
    proxy = {"REMOTE_ADDR": "10.0.0.5"}
    wrong("ama@example.org", 10, HTTP_X_FORWARDED_FOR="198.51.100.7", **proxy)
    assert not let_in(sign_in("ama@example.org", HTTP_X_FORWARDED_FOR="198.51.100.7", **proxy))
    # What the client writes itself stands further left than what the proxy adds.
    forged = "203.0.113.1, 198.51.100.7"
    assert not let_in(sign_in("ama@example.org", HTTP_X_FORWARDED_FOR=forged, **proxy))
    assert let_in(sign_in("ama@example.org", HTTP_X_FORWARDED_FOR="198.51.100.8", **proxy))


@pytest.mark.parametrize(
    ("peer", "said", "client"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("10.0.0.5", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.5", "203.0.113.1, 198.51.100.7, 172.16.3.4", "198.51.100.7"),
        ("10.0.0.5", "203.0.113.1, nonsense", "10.0.0.5"),
        ("10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.5", "172.16.0.1", "172.16.0.1"),
        ("::ffff:10.0.0.5", "198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        ("", "198.51.100.7", "0.0.0.0"),
    ],
)
def test_who_the_client_is(peer: str, said: str, client: str, settings: Any) -> None:
    settings.HOMELANDS_PROXIES = environment.networks("10.0.0.5,172.16.0.0/12")
    headers = {"HTTP_X_FORWARDED_FOR": said} if said else {}
    assert client_of(RequestFactory().get("/", REMOTE_ADDR=peer, **headers)) == client


def test_no_proxy_is_trusted_unless_it_is_named() -> None:
    assert deployment.HOMELANDS_PROXIES == []
    with pytest.raises(SystemExit, match="HOMELANDS_PROXIES"):
        environment.networks("10.0.0.0/8, proxy.example.org")


def test_only_one_module_reads_the_address_of_a_request() -> None:
    command = ["grep", "-rlE", "REMOTE_ADDR|X_FORWARDED_FOR", "src/homelands", "--include=*.py"]
    found = subprocess.run(command, capture_output=True, text=True, cwd=_root(), check=False)
    assert found.stdout.split() == ["src/homelands/foundation/clients.py"]


def _root() -> str:
    from tests.house.source import REPOSITORY

    assert sys.executable
    return str(REPOSITORY)


@pytest.mark.parametrize(
    "path",
    [
        "email/",
        "signup/",
        "confirm-email/",
        "confirm-email/x/",
        "password/set/",
        "login/code/confirm/",
    ],
)
def test_what_is_not_needed_of_allauth_is_not_there(path: str) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=make.person().pk))
    for who in (client, Client()):
        assert who.get(f"/account/{path}").status_code == 404
        assert who.post(f"/account/{path}", {"email": "a@b.org"}).status_code == 404


def test_a_member_gets_no_password_but_reaches_the_second_factor() -> None:
    client = Client()
    user = User.objects.get(pk=make.person(email="ama@example.org").pk)
    client.force_login(user)
    sent = {"oldpassword": "", "password1": PASSWORD, "password2": PASSWORD}
    for answer in (
        client.get("/account/password/change/"),
        client.post("/account/password/change/", sent),
    ):
        assert answer.status_code == 404
    client.post("/account/password/reset/", {"email": "ama@example.org"})
    user.refresh_from_db()
    assert (user.has_usable_password(), user.email) == (False, "")
    assert client.get("/account/2fa/").status_code == 200
    assert client.get("/account/2fa/totp/activate/").status_code == 200


def test_an_officer_changes_the_password() -> None:
    user = officer("ama@example.org")
    client = Client()
    client.force_login(user)
    assert client.get("/account/password/change/").status_code == 200


# Example accounts


@pytest.mark.parametrize("sent", [{}, {"login": ""}, {"login": "nobody"}, {"login": "a\0b"}])
def test_signing_in_as_nobody_is_no_fault_of_ours(sent: dict[str, str]) -> None:
    assert Client().post("/sign-in/example/", sent).status_code == 404


def test_example_accounts_open_nothing_outside_of_the_example(settings: Any) -> None:
    user = accounts.open_for_officer(
        login="o@example.org", name="O", password="example-officer", example=True, by=make.SYSTEM
    )
    accounts.grant(user, reach=Reach(Role.MISSION_OFFICER), at=make.NOW, by=make.SYSTEM)
    before = Client()
    before.force_login(user)
    assert before.get("/desk/").status_code == 200
    settings.EXAMPLE = False
    assert before.get("/desk/")["Location"].startswith("/sign-in/")
    client = Client()
    client.post("/account/login/", {"login": "o@example.org", "password": "example-officer"})
    assert client.get("/desk/")["Location"].startswith("/sign-in/")
    assert client.post("/sign-in/example/", {"login": "o@example.org"}).status_code == 404
    forced = Client()
    forced.force_login(user)
    assert forced.get("/desk/")["Location"].startswith("/sign-in/")
