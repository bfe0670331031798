"""A member's requests: each is a link to the thing itself, in the member's words."""

import re

import pytest
from django.test import Client
from django.utils.http import urlencode

from homelands.foundation.models import User
from homelands.foundation.promises import KINDS
from tests import make
from tests import make_programmes as mp

pytestmark = pytest.mark.django_db


def portal(person: object) -> str:
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    return client.get("/my/").content.decode()


def test_a_request_leads_to_what_was_sent_and_says_what_it_is_about() -> None:
    person = mp.nurse()
    sent = mp.application(mp.call(), person)
    page = portal(person)
    links = dict(re.findall(r'<li class="tasks__row"><span><a href="([^"]+)">([^<]+)', page))
    assert links == {
        f"/my/applications/{sent.pk}/": "A decision on your application",
        "/my/data/": "A reply to your registration",
    }
    assert f'<span class="soft"><bdi>{sent.call.need.title}</bdi></span>' in page


def test_what_was_sent_can_be_read_again() -> None:
    person = mp.nurse()
    sent = mp.application(mp.call(), person)
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    page = client.get(f"/my/applications/{sent.pk}/").content.decode()
    assert mp.STATEMENT in page
    assert "Sent on 23 November 2026." in page


def test_every_kind_that_a_person_follows_is_in_the_person_s_words() -> None:
    person = make.person()
    for kind in KINDS.values():
        if kind.asked and kind.code != "needs.needs.submit":  # a host reads it at the desk
            assert kind.theirs
            assert kind.their_page is not None
            assert kind.their_page(person.pk).startswith("/my/")


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("/my/applications/1/", "/my/applications/1/"),
        ("//evil.example/", ""),
        ("https://evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_whoever_was_sent_to_say_yes_goes_on_where_they_were(said: str, on: str) -> None:
    person = make.person()
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    page = "/my/consent/?next=" + said
    answer = client.post(page, {"purpose": "hosts", "given": "yes"})
    assert answer["Location"].startswith("/my/consent/")
    shown = client.get(answer["Location"]).content.decode()
    assert (f'<a class="button" href="{on}">Go on where you were</a>' in shown) == bool(on)
    assert not re.search(r"<a [^>]*evil", shown)


def test_an_application_asks_for_what_the_host_needs_to_see() -> None:
    """Line 8 of a walk: it was never asked for, and the proposal failed on it."""
    person = mp.nurse("matching")
    begun = mp.started(mp.call(), person)
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    page = client.get(f"/my/applications/{begun.pk}/").content.decode()
    (link,) = re.findall(r'href="([^"]+)">Let the host see you, if you are proposed', page)
    assert link == "/my/consent/?" + urlencode({"next": f"/my/applications/{begun.pk}/"})
