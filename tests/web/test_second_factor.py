"""An officer without a second factor can do nothing but set it up; with it, everything granted."""

import base64
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from homelands.foundation.actions import accounts
from homelands.foundation.actors import Reach
from homelands.foundation.models import User
from homelands.foundation.roles import Role
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "a long and private sentence"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _no_code_was_used_before() -> None:
    cache.clear()


@pytest.fixture
def officer() -> User:
    user = accounts.open_for_officer(
        login="real@example.org", name="Real officer", password=PASSWORD, by=make.SYSTEM
    )
    reach = Reach(Role.MISSION_OFFICER, "GBR")
    accounts.grant(user, reach=reach, at=make.NOW, by=make.SYSTEM)
    return user


def _sign_in(client: Client) -> object:
    return client.post("/account/login/", {"login": "real@example.org", "password": PASSWORD})


def _code(secret: str) -> str:
    """The code that an authenticator shows now (RFC 6238)."""
    key = base64.b32decode(secret)
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def test_the_desk_waits_for_the_second_factor(officer: User) -> None:
    client = Client()
    _sign_in(client)
    assert client.get("/desk/")["Location"] == "/account/2fa/totp/activate/"
    assert client.get("/api/people/")["Location"] == "/account/2fa/totp/activate/"
    opened = client.post("/desk/people/openings/open/", {"number": "12345678", "why": "A reason."})
    assert opened["Location"] == "/account/2fa/totp/activate/"


def test_a_wrong_password_opens_nothing(officer: User) -> None:
    client = Client()
    page = client.post("/account/login/", {"login": "real@example.org", "password": "wrong"})
    assert page.status_code == 200
    assert client.get("/desk/")["Location"].startswith("/sign-in/")


def test_setting_it_up_opens_the_desk(officer: User) -> None:
    client = Client()
    _sign_in(client)
    asked = client.get("/account/2fa/totp/activate/")["Location"]
    page = client.post(asked, {"password": PASSWORD}, follow=True).content.decode()
    (secret,) = re.findall(r'value="([A-Z2-7]{16,})"', page)
    client.post("/account/2fa/totp/activate/", {"code": _code(secret)})
    assert client.get("/desk/").status_code == 200


def _activated(client: Client) -> tuple[str, str]:
    """Sets the factor up; returns its secret and the code that showed that it works."""
    asked = client.get("/account/2fa/totp/activate/")
    if asked.status_code == 302:
        asked = client.post(asked["Location"], {"password": PASSWORD}, follow=True)
    (secret,) = re.findall(r'value="([A-Z2-7]{16,})"', asked.content.decode())
    code = _code(secret)
    client.post("/account/2fa/totp/activate/", {"code": code})
    return secret, code


def test_a_code_that_set_the_factor_up_opens_nothing_afterwards(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    client = Client()
    _sign_in(client)
    _secret, code = _activated(client)
    assert client.get("/desk/").status_code == 200
    other = Client()
    _sign_in(other)
    other.post("/account/2fa/authenticate/", {"code": code})
    assert other.get("/desk/")["Location"].startswith("/sign-in/")


def test_adding_and_losing_the_factor_end_the_other_sessions(officer: User) -> None:
    first, second = Client(), Client()
    _sign_in(first)
    _sign_in(second)
    _activated(second)
    assert second.get("/desk/").status_code == 200
    assert first.get("/desk/")["Location"].startswith("/sign-in/")
    third = Client()
    _sign_in(third)
    officer_codes = RecoveryCodes.activate(officer).get_unused_codes()
    third.post("/account/2fa/authenticate/", {"code": officer_codes[0]})
    assert third.get("/desk/").status_code == 200
    second.post("/account/2fa/totp/deactivate/")
    assert second.get("/desk/")["Location"] == "/account/2fa/totp/activate/"
    assert third.get("/desk/")["Location"].startswith("/sign-in/")


def test_new_recovery_codes_end_the_other_sessions(officer: User) -> None:
    first, second = Client(), Client()
    _sign_in(first)
    _activated(first)
    _sign_in(second)
    codes = RecoveryCodes.activate(officer).get_unused_codes()
    second.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert second.get("/desk/").status_code == 200
    first.post("/account/2fa/recovery-codes/generate/")
    assert first.get("/desk/").status_code == 200
    assert second.get("/desk/").status_code == 302


@pytest.fixture
def promoted() -> Client:
    """A member who has been given a role, signed in by e-mail code, with a factor set up."""
    person = make.person(email="ama@example.org")
    user = User.objects.get(pk=person.pk)
    reach = Reach(Role.MISSION_OFFICER, "GBR")
    accounts.grant(user, reach=reach, at=make.NOW, by=make.SYSTEM)
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    client = Client()
    client.post("/sign-in/member/", {"email": "ama@example.org"})
    code = accounts.send_code(user, at=timezone.now(), by=make.SYSTEM)
    client.post("/sign-in/member/code/", {"code": code})
    return client


def test_an_email_code_alone_opens_nothing_where_a_factor_is_set_up(promoted: Client) -> None:
    for path in ("/desk/", "/desk/people/", "/api/people/", "/my/data/", "/account/password/set/"):
        assert promoted.get(path)["Location"].startswith("/account/2fa/reauthenticate/"), path
    for path in ("totp/deactivate/", "totp/activate/", "recovery-codes/generate/"):
        for answer in (promoted.get(f"/account/2fa/{path}"), promoted.post(f"/account/2fa/{path}")):
            assert answer["Location"].startswith("/account/2fa/reauthenticate/"), path
    assert Authenticator.objects.count() == 2


def test_with_the_factor_the_session_goes_on_where_it_was_asked_for(promoted: Client) -> None:
    there = promoted.get("/desk/people/")["Location"]
    assert "Incorrect code" in promoted.post(there, {"code": "000000"}).content.decode()
    answer = promoted.post(there, {"code": _code(SECRET)})
    assert answer["Location"] == "/desk/people/"
    assert promoted.get("/desk/people/").status_code == 200


def test_a_recovery_code_is_as_good_once(promoted: Client) -> None:
    (used, *_rest) = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    promoted.post("/account/2fa/reauthenticate/", {"code": used})
    assert promoted.get("/desk/").status_code == 200
    assert used not in Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()


def test_a_member_given_a_role_in_an_open_session_sets_the_factor_up(officer: User) -> None:
    person = make.person()
    user = User.objects.get(pk=person.pk)
    client = Client()
    client.force_login(user)
    assert client.get("/my/data/").status_code == 200
    reach = Reach(Role.MISSION_OFFICER, "GBR")
    accounts.grant(user, reach=reach, at=make.NOW, by=make.SYSTEM)
    assert client.get("/my/data/")["Location"] == "/account/2fa/totp/activate/"
    _activated(client)
    assert client.get("/desk/").status_code == 200


def test_the_next_sign_in_asks_for_it(officer: User) -> None:
    TOTP.activate(officer, SECRET)
    client = Client()
    answer = _sign_in(client)
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert client.get("/desk/")["Location"].startswith("/sign-in/")
    client.post("/account/2fa/authenticate/", {"code": _code(SECRET)})
    assert client.get("/desk/").status_code == 200
