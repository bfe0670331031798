"""What strangers try who guess codes, use other people's addresses, or come fast."""

import html
import json
import re
from datetime import datetime, timedelta
from typing import Any

import altcha
import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client

from homelands.foundation import proof_of_work
from homelands.foundation.actions import accounts, attempts
from homelands.foundation.actions.attempts import TooOften
from homelands.foundation.limits import HOUR, LETTERS, Limit
from homelands.foundation.models import Attempt, SignInCode, User
from homelands.foundation.tasks import purge
from homelands.people.register import tasks
from homelands.people.register.models import PendingRegistration, Person
from homelands.people.register.pages import persons
from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "ama@example.org"
FORM = {"name": "Ama Mensah", "email": ADDRESS, "destination": "GBR", "language": "en"}
PAUSE = "so there is a pause"


class Clock:
    """The time that pages and letters read."""

    def __init__(self) -> None:
        self.now = make.NOW

    def on(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()

    class Frozen(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return clock.now

    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    monkeypatch.setattr(tasks, "datetime", Frozen)
    return clock


def browser(address: str = "192.0.2.1") -> Client:
    return Client(REMOTE_ADDR=address)


def work() -> None:
    """Runs every letter that is to be sent, as the worker does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name = 'register.tasks.send_code'"
            " RETURNING args->>'person'"
        )
        waiting = [person for (person,) in cursor.fetchall()]
    for person in waiting:
        tasks.send_code(person=person)


def codes() -> list[str]:
    return [re.findall(r"\n\n(\d{6})\n\n", letter.body)[0] for letter in mail.outbox]


def ask(client: Client, email: str = ADDRESS) -> None:
    client.post("/sign-in/member/", {"email": email})
    work()


def enter(client: Client, code: str) -> Any:
    return client.post("/sign-in/member/code/", {"code": code})


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


# Letters


def test_an_address_gets_one_letter_a_minute_and_its_code_stays_good(clock: Clock) -> None:
    make.person(email=ADDRESS)
    client = browser()
    for _ in range(5):
        ask(client)
        clock.on(seconds=5)
    (code,) = codes()
    assert enter(client, code).status_code == 302
    clock.on(seconds=60)
    ask(browser())
    assert len(codes()) == 2


def test_registering_and_signing_in_count_the_same_letters(clock: Clock) -> None:
    make.person(email=ADDRESS)
    for number in range(5):
        browser(f"192.0.2.{number}").post("/register/", {**FORM, "email": f" {ADDRESS.upper()}"})
        ask(browser(f"192.0.2.{number}"))
    assert len(mail.outbox) == 1


def test_a_client_asks_for_thirty_codes_an_hour(clock: Clock) -> None:
    client = browser()
    for number in range(30):
        assert client.post("/sign-in/member/", {"email": f"a{number}@x.org"}).status_code == 302
    assert PAUSE in client.post("/sign-in/member/", {"email": "b@x.org"}).content.decode()
    assert client.post("/sign-in/member/code/again/").status_code == 429
    assert browser("192.0.2.9").post("/sign-in/member/", {"email": "b@x.org"}).status_code == 302


# Codes


def test_a_new_code_does_not_give_new_tries(clock: Clock) -> None:
    """Measured before: 112 codes asked and 560 guesses made in 25 seconds."""
    make.person(email=ADDRESS)
    guesses = 0
    client = browser()
    for _ in range(20):
        ask(client)
        for _ in range(5):
            page = enter(client, other_than(codes()[-1])).content.decode()
            guesses += "This code is not right" in page
        clock.on(seconds=61)
    assert guesses == 10
    assert PAUSE in page
    assert "Minutes until you can try again: " in page


def test_the_right_code_does_not_open_in_the_pause_and_does_after_it(clock: Clock) -> None:
    make.person(email=ADDRESS)
    client = browser()
    for _twice in range(2):
        ask(client)
        for _ in range(5):
            enter(client, other_than(codes()[-1]))
        clock.on(minutes=2)
    ask(client)
    assert PAUSE in enter(client, codes()[-1]).content.decode()
    clock.on(minutes=61)
    ask(client)
    assert enter(client, codes()[-1]).status_code == 302


def test_other_sessions_and_clients_have_no_tries_of_their_own(clock: Clock) -> None:
    make.person(email=ADDRESS)
    first = browser()
    ask(first)
    right = 0
    for number in range(12):
        client = browser(f"198.51.100.{number}")
        client.post("/sign-in/member/", {"email": ADDRESS})
        right += "is not right" in enter(client, other_than(codes()[0])).content.decode()
    assert right == 10
    assert PAUSE in enter(first, codes()[0]).content.decode()


def test_an_unknown_address_is_paused_like_a_known_one(clock: Clock) -> None:
    make.person(email=ADDRESS)
    said = {}
    for email in (ADDRESS, "nobody@example.org"):
        client = browser()
        pages = []
        for _ in range(12):
            ask(client, email)
            page = enter(client, "abcdef").content.decode()
            pages.append((PAUSE in page, "is not right" in page))
        said[email] = pages
    assert said[ADDRESS] == said["nobody@example.org"]
    assert said[ADDRESS][-1] == (True, False)


def test_a_client_has_sixty_tries_over_all_accounts(clock: Clock) -> None:
    client = browser()
    answers = []
    for number in range(13):
        ask(client, f"nobody{number}@example.org")
        answers += [PAUSE in enter(client, "000000").content.decode() for _ in range(5)]
    assert answers == [False] * 60 + [True] * 5


def test_a_right_code_forgets_the_wrong_ones(clock: Clock) -> None:
    make.person(email=ADDRESS)
    for _ in range(4):
        client = browser()
        ask(client)
        for _ in range(4):
            enter(client, other_than(codes()[-1]))
        assert enter(client, codes()[-1]).status_code == 302
        clock.on(minutes=2)


# Somebody else's address


def test_a_stranger_who_registers_an_address_gets_nothing(clock: Clock) -> None:
    stranger = browser()
    stranger.post("/register/", {**FORM, "name": "Not Ama"})
    assert stranger.get("/my/data/").status_code == 302
    work()
    clock.on(minutes=2)
    owner = browser("192.0.2.2")
    owner.post("/register/", FORM)
    work()
    assert enter(owner, codes()[-1])["Location"] == "/my/profile/"
    assert "is not right" in enter(stranger, codes()[-1]).content.decode()
    assert stranger.get("/my/data/").status_code == 302
    with make.as_(make.SYSTEM):
        assert [person.name for person in Person.objects.all()] == ["Ama Mensah"]


def test_registering_twice_signs_in_and_changes_nothing(clock: Clock) -> None:
    person = make.person(email=ADDRESS, name="Ama Mensah")
    client = browser()
    client.post("/register/", {**FORM, "name": "Another"})
    work()
    assert mail.outbox[0].subject.startswith("You are registered already.")
    assert enter(client, codes()[0])["Location"] == "/"
    assert client.session["_auth_user_id"] == str(person.pk)
    with make.as_(make.SYSTEM):
        assert [one.name for one in Person.objects.all()] == ["Ama Mensah"]
    assert User.objects.filter(login=str(person.pk)).count() == User.objects.count() == 1


def test_the_page_says_the_same_of_a_known_and_an_unknown_address(clock: Clock) -> None:
    make.person(email=ADDRESS)
    pages = []
    for email in (ADDRESS, "nobody@example.org"):
        client = browser()
        answer = client.post("/register/", {**FORM, "email": email}, follow=True)
        page = re.sub(r'value="\w{64}"', "", answer.content.decode())
        pages.append((answer.redirect_chain, page, sorted(client.session.keys())))
    assert pages[0] == pages[1]


def test_confirming_ends_a_session_that_began_before(clock: Clock) -> None:
    person = make.person(email=ADDRESS)
    stranger, owner = browser(), browser("192.0.2.2")
    stranger.force_login(User.objects.get(pk=person.pk))
    assert stranger.get("/my/data/").status_code == 200
    ask(owner)
    enter(owner, codes()[0])
    assert owner.get("/my/data/").status_code == 200
    assert stranger.get("/my/data/").status_code == 302


def test_what_waits_is_sealed_and_seen_by_nobody_and_goes_after_two_days(clock: Clock) -> None:
    browser().post("/register/", FORM)
    for actor in (make.SYSTEM, make.officer(), make.officer("GBR")):
        with make.as_(actor):
            assert (PendingRegistration.objects.count(), Person.objects.count()) == (0, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        assert "ama@" not in str([Client().session.decode(row) for (row,) in cursor.fetchall()])
    accounts_before = User.objects.filter(login__regex="^[0-9a-f-]{36}$").count()
    for hours, left in ((47, 1), (49, 0)):
        tasks.forget_registrations(timestamp=int((make.NOW + hours * HOUR).timestamp()))
        assert User.objects.filter(login__regex="^[0-9a-f-]{36}$").count() == left
    assert accounts_before == 1


# Those who come fast


def solved(page: str) -> str:
    """Does the work that a page asks for, as its script does."""
    (text,) = re.findall(r'data-proof="([^"]+)"', page)
    challenge = altcha.Challenge.from_dict(json.loads(html.unescape(text)))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


def register(client: Client, number: int = 99, **more: str) -> Any:
    return client.post("/register/", {**FORM, "email": f"a{number}@example.org", **more})


def test_a_client_registers_ten_times_an_hour_and_then_does_a_proof_of_work(clock: Clock) -> None:
    client = browser()
    assert {register(client, number).status_code for number in range(10)} == {302}
    page = register(client).content.decode()
    assert "your browser has to do a short calculation first" in page
    assert "Minutes to wait: 60." in page
    assert 'value="Ama Mensah"' in page
    assert register(client, proof=solved(page)).status_code == 302
    assert register(browser("192.0.2.2")).status_code == 302
    clock.on(minutes=61)
    assert register(client).status_code == 302


def test_a_proof_is_good_once_for_its_form_in_its_time_and_as_it_was_given(clock: Clock) -> None:
    client = browser()
    for number in range(10):
        register(client, number)
    page = register(client).content.decode()
    proof = solved(page)
    other = altcha.Payload.from_base64(proof)
    other.challenge.parameters.key_prefix = "00"
    unsigned = altcha.Payload.from_base64(proof)
    unsigned.challenge.signature = None
    guessed = altcha.Payload.from_base64(proof)
    guessed.solution.counter += 1
    elsewhere = proof_of_work.challenge("events.sign_ups.join", at=clock.now)
    wrong = [
        "", "x", "e30=", "bnVsbA==", "W10=", "x" * 5_000, proof[:-8],
        *(payload.to_base64() for payload in (other, unsigned, guessed)),
        solved(f'data-proof="{html.escape(elsewhere)}"'),
    ]  # fmt: skip
    for text in wrong:
        assert "data-proof" in register(client, proof=text).content.decode()
    clock.on(minutes=31)
    assert "data-proof" in register(client, proof=proof).content.decode()
    clock.on(minutes=-31)
    assert register(client, proof=proof).status_code == 302
    assert "data-proof" in register(client, proof=proof).content.decode()


def test_a_client_is_paused_whatever_it_works(clock: Clock, monkeypatch: Any) -> None:
    monkeypatch.setattr(persons, "REGISTRATIONS", Limit("few", most=3, free=1))
    client = browser()
    register(client, 0)
    for number in (1, 2):
        page = register(client, number).content.decode()
        assert register(client, number, proof=solved(page)).status_code == 302
    assert PAUSE in register(client).content.decode()


def test_when_many_clients_come_each_works_and_nobody_is_paused(
    clock: Clock, monkeypatch: Any
) -> None:
    monkeypatch.setattr(persons, "REGISTRATIONS", Limit("few", most=9, free=5, free_of_all=3))
    for number in range(3):
        assert register(browser(f"192.0.2.{number}"), number).status_code == 302
    for number in range(10, 13):
        client = browser(f"192.0.2.{number}")
        page = register(client, number).content.decode()
        assert register(client, number, proof=solved(page)).status_code == 302


def test_a_clock_that_went_back_pauses_nobody_for_longer_than_a_rest() -> None:
    few = Limit("tests", most=1)
    attempts.count(few, who="me", at=make.NOW, by=make.SYSTEM)
    with pytest.raises(TooOften):
        attempts.count(few, who="me", at=make.NOW - HOUR / 2, by=make.SYSTEM)
    attempts.count(few, who="me", at=make.NOW - 24 * HOUR, by=make.SYSTEM)


def test_a_rest_begins_with_the_last_attempt_and_all_of_it_counts() -> None:
    few = Limit("tests", most=3)
    for minute in (0, 40, 50):
        attempts.count(few, who="me", at=make.NOW + minute * HOUR / 60, by=make.SYSTEM)
    with pytest.raises(TooOften, match="again: 10"):
        attempts.count(few, who="me", at=make.NOW + 100 * HOUR / 60, by=make.SYSTEM)
    attempts.count(few, who="me", at=make.NOW + 110 * HOUR / 60, by=make.SYSTEM)
    attempts.count(few, who="you", at=make.NOW, by=make.SYSTEM)


def test_counts_name_no_client_and_are_deleted_the_day_after() -> None:
    by = make.SYSTEM
    attempts.count(LETTERS, who="192.0.2.1", at=make.NOW, by=by)
    attempts.count(LETTERS, who=ADDRESS, at=make.NOW, by=by)
    user = User.objects.get(pk=make.person().pk)
    accounts.send_code(user, at=make.NOW, by=by)
    rows = str(list(Attempt.objects.values_list()))
    assert "192.0" not in rows
    assert ADDRESS not in rows
    assert all(re.fullmatch("[0-9a-f]{16}", row.who) for row in Attempt.objects.all())
    purge(timestamp=int((make.NOW + 12 * HOUR).timestamp()))
    assert (Attempt.objects.count(), SignInCode.objects.count()) == (2, 1)
    purge(timestamp=int((make.NOW + 25 * HOUR).timestamp()))
    assert (Attempt.objects.count(), SignInCode.objects.count()) == (0, 0)


def test_a_code_that_is_sent_again_after_a_crash_is_the_same_letter() -> None:
    """The worker died after the mail server had taken it, and before that was noted."""
    person = make.person(email=ADDRESS)
    with transaction.atomic():
        tasks.send_code(person=str(person.pk), letter="a")
        transaction.set_rollback(True)
    tasks.send_code(person=str(person.pk), letter="a")
    first, again = codes()
    assert first == again
    assert len({letter.message()["Message-ID"] for letter in mail.outbox}) == 1


def test_a_code_whose_letter_was_noted_is_not_sent_again() -> None:
    person = make.person(email=ADDRESS)
    for _turn in range(2):
        tasks.send_code(person=str(person.pk), letter="a")
        Attempt.objects.all().delete()  # a minute is over
    assert len(mail.outbox) == 1
    tasks.send_code(person=str(person.pk), letter="b")
    assert len(set(codes())) == 2
