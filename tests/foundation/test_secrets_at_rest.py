"""Nothing that opens a door lies in clear in any table, and so in no backup."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.exceptions import InvalidTag
from django.contrib.sessions.models import Session
from django.test import Client

from homelands.foundation import codes, encryption
from homelands.foundation.actions import accounts
from homelands.outreach.events.rules import codes as event_codes
from homelands.surveys.collection.queries import invitations
from homelands.surveys.datasets.actions import webhooks
from homelands.surveys.questionnaires.models import Collector
from homelands.surveys.questionnaires.queries import collectors
from homelands.web.session_store import SessionStore, opened
from tests import make, make_collection, make_outreach, make_recruitment, make_surveys, stored
from tests.surveys.collection import test_invitations

URL = "https://hooks.example.org/services/T0001/B0002/aVeryPrivatePath"


@pytest.fixture
def owner(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock(), stored.as_the_owner(), make.as_(make.SYSTEM):
        yield


def planted() -> dict[str, str]:
    """Plants one of everything that opens a door, and returns what each looks like in clear."""
    officer = make.account("keys@example.org")
    client = Client()
    client.force_login(officer)
    session = client.session
    session["secret"] = "a word in the session"
    session.save()
    totp = TOTP.activate(officer, "JBSWY3DPEHPK3PXPJBSWY3DP").instance
    recovery = RecoveryCodes.activate(officer)
    seed = encryption.unlock(encryption.SECOND_FACTOR, recovery.instance.data["seed"])
    assert totp.data["secret"].startswith("locked:")
    collector = make_collection.collector()
    webhooks.add(make_surveys.asked(), url=URL, at=make.NOW, by=make.SYSTEM)
    person = make.person()
    member = accounts.User.objects.get(pk=person.pk)
    place = make_outreach.sign_up(make_outreach.event())
    code = codes.new()
    running = make_recruitment.running()
    coupon = make_recruitment.seed(running)
    response, _ = make_recruitment.answered(coupon)
    letters = make_collection.collector(kind="personal")
    (invited,) = test_invitations.invited(letters, "invited@example.org")
    return {
        "the key of the session": client.cookies["sessionid"].value,
        "what the session holds": "a word in the session",
        "who is signed in": "_auth_user_id",
        "the secret of the second factor": "JBSWY3DPEHPK3PXPJBSWY3DP",
        "the seed of the recovery codes": seed,
        **{f"recovery code {n}": code for n, code in enumerate(recovery.generate_codes()[:3])},
        "the token of a collector": collector.token,
        "the address of a webhook": URL,
        "a sign-in code": accounts.send_code(member, at=make.NOW, by=make.SYSTEM),
        "the code of a place at an event": event_codes.of(place.pk),
        "the code of a coupon": make_recruitment.code(coupon),
        "the code of a claim": codes.derived("claim", response.pk),
        "the code of a respondent": code,
        "the token of an invitation": invitations.token(invited),
        "a password": "a long and private sentence",
    }


def test_no_door_can_be_opened_with_what_lies_in_the_tables(owner: None) -> None:
    words = planted()
    accounts.open_for_officer(
        login="p@example.org", name="P", password=words["a password"], by=make.SYSTEM
    )
    assert stored.places_of(words) == set()


def test_the_search_finds_what_lies_in_clear(owner: None) -> None:
    made = make.account("plain@example.org")
    found = stored.places_of({"login": "Plain@example.org", "salt": "never there"})
    assert found == {("foundation_user", "login"), ("foundation_userevent", "login")}
    assert made.pk is not None


@pytest.mark.django_db
def test_a_collector_is_found_by_its_token_with_one_query(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    collector = make_collection.collector()
    with django_assert_num_queries(1):
        found = collectors.by_token(collector.token, collector.kind)
        assert found is not None
        assert (found.pk, found.token) == (collector.pk, collector.token)
    assert collectors.by_token(collector.token.swapcase(), collector.kind) is None
    assert Collector.objects.filter(token_index=encryption.blind_word(collector.token)).exists()


@pytest.mark.django_db
def test_the_key_in_a_session_row_is_no_cookie() -> None:
    store = SessionStore()
    store["word"] = "kept"
    store.create()
    row = Session.objects.get(expire_date__gt=datetime.now(UTC))
    assert opened(row.session_key, row.session_data) == {"word": "kept"}
    assert SessionStore(store.session_key)["word"] == "kept"
    assert SessionStore(row.session_key).get("word") is None
    assert opened("f" * 40, row.session_data) == {}


@pytest.mark.django_db
def test_a_session_is_cycled_exists_and_ends() -> None:
    store = SessionStore()
    store["word"] = "kept"
    store.create()
    first = store.session_key
    store.cycle_key()
    assert first is not None
    assert store.session_key is not None
    assert (store.exists(first), store.exists(store.session_key)) == (False, True)
    assert SessionStore(store.session_key)["word"] == "kept"
    store.delete()
    assert Session.objects.count() == 0


def test_a_locked_word_opens_for_its_purpose_only() -> None:
    word = encryption.lock("second factor", "JBSW")
    assert encryption.unlock("second factor", word) == "JBSW"
    assert word != encryption.lock("second factor", "JBSW")
    with pytest.raises(InvalidTag):
        encryption.unlock("something else", word)


def test_what_was_not_locked_has_no_key() -> None:
    assert encryption.key_of(secrets.token_hex(40)) == ""
    assert encryption.key_of(encryption.lock("x", "y")) == "1"
