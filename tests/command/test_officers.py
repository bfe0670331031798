"""`homelands officers` opens accounts; nobody enters one but by its link, once and within a day."""

import io
import re
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from homelands.foundation.models import Grant, User
from tests import make, make_programmes

pytestmark = pytest.mark.django_db

LOGIN = "ama@example.org"
PASSWORD = "a long and private sentence"


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def officers(*words: str) -> str:
    told = io.StringIO()
    call_command("officers", *words, stdout=told)
    return told.getvalue()


def add(*more: str, login: str = LOGIN) -> str:
    """Opens an account; returns the path of its link."""
    told = officers("add", login, "--name", "Ama", "--role", "mission_officer", *more)
    return re.findall(r"http://localhost:\d+(/\S+)", told)[0]


def opened(client: Client, path: str) -> str:
    return client.get(path, follow=True).content.decode()


def enter(client: Client, path: str) -> None:
    form = client.get(path)["Location"]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})


def test_the_link_leads_to_a_password_and_then_to_the_second_factor() -> None:
    path = add("--country", "gbr")
    (grant,) = Grant.objects.all()
    assert (grant.user.login, grant.role, grant.country) == (LOGIN, "mission_officer", "GBR")
    client = Client()
    enter(client, path)
    user = User.objects.get(login=LOGIN)
    assert user.check_password(PASSWORD)
    assert client.get("/desk/")["Location"] == "/account/2fa/totp/activate/"
    asked = client.get("/account/2fa/totp/activate/")["Location"]
    page = client.post(asked, {"password": PASSWORD}, follow=True).content.decode()
    assert re.search(r'value="[A-Z2-7]{16,}"', page)


def test_the_link_is_good_once() -> None:
    path = add()
    enter(Client(), path)
    again = Client()
    assert again.get(path).status_code == 200  # what is wrong, and no form
    assert 'name="password1"' not in opened(again, path)


def test_the_link_is_good_for_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    path = add()
    generator = "django.contrib.auth.tokens.PasswordResetTokenGenerator._now"
    for hours, good in ((23, True), (25, False)):
        then = datetime.now() + timedelta(hours=hours)
        monkeypatch.setattr(generator, lambda self, then=then: then)
        assert ('name="password1"' in opened(Client(), path)) is good


def test_a_new_link_is_printed_for_an_officer_and_for_nobody_else() -> None:
    add()
    assert "/account/password/reset/key/" in officers("link", LOGIN.upper())
    person = make.person()
    for login in ("nobody@example.org", str(person.pk)):
        with pytest.raises(CommandError, match="no officer"):
            officers("link", login)


def test_a_role_in_a_programme() -> None:
    programme = make_programmes.programme()
    add("--programme", programme.slug)
    assert Grant.objects.get().programme == programme.pk


@pytest.mark.parametrize(
    ("login", "more", "why"),
    [
        ("not an address", (), "not an e-mail address"),
        (LOGIN, ("--country", "XXX"), "not a country"),
        (LOGIN, ("--programme", "none"), "no programme"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_opened(
    login: str, more: tuple[str, ...], why: str
) -> None:
    with pytest.raises(CommandError, match=why):
        add(*more, login=login)
    assert User.objects.count() == 0


def test_an_account_is_opened_once() -> None:
    add()
    with pytest.raises(CommandError, match="has an account already"):
        add()
