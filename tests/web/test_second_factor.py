"""An officer without a second factor can do nothing but set it up; with it, everything granted."""

import base64
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from homelands.foundation.actions import accounts
from homelands.foundation.actors import Reach
from homelands.foundation.models import User
from homelands.foundation.roles import Role
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "a long and private sentence"


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


def test_the_next_sign_in_asks_for_it(officer: User) -> None:
    TOTP.activate(officer, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = Client()
    answer = _sign_in(client)
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert client.get("/desk/")["Location"].startswith("/sign-in/")
    client.post("/account/2fa/authenticate/", {"code": _code("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")})
    assert client.get("/desk/").status_code == 200
