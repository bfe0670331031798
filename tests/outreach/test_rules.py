"""Who runs events, answers questions and writes letters, and at which stage."""

from datetime import timedelta
from uuid import uuid4

import pytest

from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.outreach.campaigns.rules import FILTERS, check_filters
from homelands.outreach.dialogue.models import Question
from homelands.outreach.dialogue.rules import (
    VERBS,
    check_asked_in_public,
    check_reachable,
    check_verb,
    is_asker,
)
from homelands.outreach.events.models import Event, SignUp
from homelands.outreach.events.rules.events import (
    check_can_change,
    check_capacity,
    check_holds_place,
    check_keeper,
    check_not_cancelled,
    check_not_over,
    check_not_withdrawn,
    check_open,
    check_published,
    check_reaches,
)
from tests.make import NOW
from tests.rights import PUBLIC, SYSTEM, may, member, officer, refused

MISSIONS = {Role.MISSION_OFFICER, Role.MINISTRY_OFFICER}
ID, CODE = uuid4(), bytes(range(32))


def test_missions_and_the_ministry_do_this() -> None:
    assert may(check_keeper) == may(check_keeper, country="FRA") == MISSIONS


def test_a_grant_reaches_its_country_and_what_has_none_needs_one_for_all() -> None:
    ours, anybodys = Event(country="GBR"), Event(country="")
    assert may(check_reaches, ours) == may(check_reaches, ours, country="GBR") == MISSIONS
    assert may(check_reaches, ours, country="FRA") == set()
    assert may(check_reaches, anybodys) == MISSIONS
    assert may(check_reaches, anybodys, country="GBR") == set()


def event(**fields: object) -> Event:
    return Event(**{"published_at": NOW, "ends_at": NOW + timedelta(hours=1), **fields})


CLOSED = ("event_closed", None)


def test_an_event_is_open_from_its_publication_until_it_ends() -> None:
    assert refused(check_open, event(), NOW) is None
    assert refused(check_open, event(published_at=None), NOW) == CLOSED
    assert refused(check_open, event(cancelled_at=NOW), NOW) == CLOSED
    assert refused(check_open, event(ends_at=NOW), NOW) == CLOSED
    assert refused(check_open, event(ends_at=NOW + timedelta(seconds=1)), NOW) is None


def test_each_of_these_by_itself() -> None:
    assert refused(check_published, event()) is None
    assert refused(check_published, event(published_at=None)) == CLOSED
    assert refused(check_not_cancelled, event()) is None
    assert refused(check_not_cancelled, event(cancelled_at=NOW)) == CLOSED
    assert refused(check_not_over, event(), NOW) is None
    assert refused(check_not_over, event(ends_at=NOW), NOW) == CLOSED


def test_a_draft_can_be_changed_until_it_is_over_or_cancelled() -> None:
    assert refused(check_can_change, event(published_at=None), NOW) is None
    assert refused(check_can_change, event(cancelled_at=NOW), NOW) == CLOSED
    assert refused(check_can_change, event(ends_at=NOW), NOW) == CLOSED


@pytest.mark.parametrize(
    ("capacity", "taken", "field"), [(None, 9, None), (9, 9, None), (8, 9, "capacity")]
)
def test_no_place_is_taken_back(capacity: int | None, taken: int, field: str | None) -> None:
    expected = ("too_few_places", field) if field else None
    assert refused(check_capacity, capacity, taken) == expected


def test_a_place_is_the_member_s_or_of_who_holds_its_code() -> None:
    place = SignUp(person_id=ID, code_digest=CODE)
    assert refused(check_holds_place, member(ID), place) is None
    assert refused(check_holds_place, Actor.answering(CODE.hex()), place) is None
    assert refused(check_holds_place, SYSTEM, place) is None
    for other in (member(uuid4()), Actor.answering("00"), PUBLIC, officer(*Role)):
        assert refused(check_holds_place, other, place) == ("not_allowed", None)


def test_a_guest_s_place_is_not_everybody_s() -> None:
    guest = SignUp(code_digest=CODE)
    assert refused(check_holds_place, PUBLIC, guest) == ("not_allowed", None)


def test_it_is_withdrawn_once() -> None:
    signed, withdrawn = (SignUp(state=state) for state in ("signed", "withdrawn"))
    assert refused(check_not_withdrawn, signed) is None
    assert refused(check_not_withdrawn, withdrawn) == ("withdrawn", None)


def test_who_asked() -> None:
    assert is_asker(member(ID), Question(person_id=ID)) is True
    assert is_asker(member(uuid4()), Question(person_id=ID)) is False
    assert is_asker(PUBLIC, Question()) is False


def test_what_can_be_done_with_a_question() -> None:
    waits = {"assign", "clear", "answer", "decline"}
    assert {
        "asked": waits,
        "assigned": waits,
        "answered": {"publish"},
        "published": set(),
        "declined": set(),
    } == VERBS
    for state, verbs in VERBS.items():
        for verb in [*waits, "publish"]:
            expected = None if verb in verbs else (f"not_{verb}", None)
            assert refused(check_verb, Question(state=state), verb) == expected


def test_only_what_was_asked_in_public_is_published() -> None:
    assert refused(check_asked_in_public, Question(in_public=True)) is None
    assert refused(check_asked_in_public, Question(in_public=False)) == ("private", None)


@pytest.mark.parametrize(("in_public", "reachable"), [(True, False), (False, True)])
def test_a_private_answer_needs_a_way_to_the_asker(in_public: bool, reachable: bool) -> None:
    assert refused(check_reachable, in_public=in_public, reachable=reachable) is None
    unreachable = refused(check_reachable, in_public=False, reachable=False)
    assert unreachable == ("unreachable", "email")


def test_what_a_segment_is_made_of() -> None:
    known = {"destination": "GBR", "occupation": "2221", "modality": "temporary", "language": "ar"}
    assert refused(check_filters, known) is None
    assert set(FILTERS) == set(known)
    for name in known:
        assert refused(check_filters, {name: "none"}) == ("unknown_filter", name)
    assert refused(check_filters, {"religion": "any"}) == ("unknown_filter", "religion")
