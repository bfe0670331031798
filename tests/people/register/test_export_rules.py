"""Who asks for a file of people, decides on it and takes it, how large it is and until when."""

from datetime import timedelta
from typing import Any

import pytest

from homelands.foundation.roles import PEOPLE_READERS, Role
from homelands.people.register.models import PeopleExport
from homelands.people.register.rules.exports import (
    check_in_time,
    check_may_decide,
    check_may_export,
    check_ready,
    check_requested,
    check_sees,
    check_size,
    check_state,
    check_still_fits,
    check_wish,
)
from tests.make import NOW
from tests.rights import PUBLIC, SYSTEM, may, officer, refused

State = PeopleExport.State
ASKED = officer(Role.MISSION_OFFICER, country="GBR")
WHY = "An evening for nurses."


def export(**fields: Any) -> PeopleExport:
    """A request for people in the United Kingdom that ends an hour from now."""
    known = {"country": "GBR", "requested_by": ASKED.user_id, "state": State.APPROVED}
    return PeopleExport(**{**known, "expires_at": NOW + timedelta(hours=1), **fields})


def test_officers_who_read_people_ask_for_files_and_the_program_does_not() -> None:
    assert may(check_may_export) == may(check_may_export, country="GBR") == PEOPLE_READERS
    assert refused(check_may_export, PUBLIC) == ("sign_in_first", None)
    assert refused(check_may_export, SYSTEM) == ("not_allowed", None)


def test_a_second_officer_protects_the_data_there_or_reads_people_everywhere() -> None:
    protects = {Role.DATA_PROTECTION_OFFICER}
    for check in (check_may_decide, check_sees):
        assert may(check, export()) == PEOPLE_READERS
        assert may(check, export(), country="GBR") == protects
        assert may(check, export(), country="FRA") == set()
        assert refused(check, SYSTEM, export()) == ("not_allowed", None)
        assert refused(check, PUBLIC, export()) == ("sign_in_first", None)


def test_who_asked_sees_the_request_takes_the_file_and_does_not_decide() -> None:
    assert refused(check_sees, ASKED, export()) is None
    assert refused(check_requested, ASKED, export()) is None
    again = officer(Role.DATA_PROTECTION_OFFICER, user=ASKED.user_id)
    assert refused(check_may_decide, again, export()) == ("not_allowed", None)


def test_who_asked_takes_nothing_once_the_grant_has_ended() -> None:
    without = officer(user=ASKED.user_id)
    assert refused(check_requested, without, export()) == ("not_allowed", None)


def test_a_file_holds_what_is_listed_and_nothing_else() -> None:
    said = {"name", "email", "country", "language", "registered"}
    profile = {"occupation", "education", "modality", "availability"}
    assert refused(check_wish, said | profile, "contact", WHY) is None
    for fields in (set(), {"name", "salt"}, said | profile | {"salt"}):
        assert refused(check_wish, fields, "contact", WHY) == ("nothing_chosen", "fields_chosen")


def test_a_file_is_for_a_purpose_and_has_a_reason() -> None:
    assert refused(check_wish, {"name"}, "curiosity", WHY) == ("unknown_purpose", "purpose")
    assert refused(check_wish, {"name"}, "contact", " ") == ("reason_missing", "why")


@pytest.mark.parametrize(("rows", "alone", "agreed"), [(2, True, True), (3, False, True)])
def test_more_than_one_officer_takes_alone_needs_a_second(
    rows: int, alone: bool, agreed: bool, settings: Any
) -> None:
    settings.HOMELANDS_PEOPLE_ALONE, settings.HOMELANDS_PEOPLE_MOST = 2, 4
    assert (refused(check_still_fits, export(), rows) is None) is alone
    second = export(decided_by=officer().user_id)
    assert (refused(check_still_fits, second, rows) is None) is agreed


def test_no_file_is_larger_than_the_limit_whoever_agreed(settings: Any) -> None:
    settings.HOMELANDS_PEOPLE_ALONE, settings.HOMELANDS_PEOPLE_MOST = 2, 4
    second = export(decided_by=officer().user_id)
    assert refused(check_size, 4) is refused(check_still_fits, second, 4) is None
    too_many = ("too_many_people", None)
    assert refused(check_size, 5) == refused(check_still_fits, second, 5) == too_many


def test_a_request_is_decided_once_and_expires() -> None:
    follows = {
        (one, other)
        for one in State
        for other in State
        if refused(check_state, export(state=one), other) is None
    }
    assert follows == {
        ("waiting", "approved"),
        ("waiting", "refused"),
        ("waiting", "expired"),
        ("approved", "expired"),
    }
    assert refused(check_state, export(state="expired"), State.APPROVED) == ("not_now", None)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, None),
        ({"expires_at": NOW}, "expired"),
        ({"state": State.EXPIRED}, "expired"),
        ({"state": State.WAITING}, "not_approved"),
        ({"state": State.REFUSED}, "not_approved"),
    ],
)
def test_a_file_is_ready_from_approval_until_its_time_is_over(
    fields: dict[str, Any], code: str | None
) -> None:
    expected = code and (code, None)
    assert refused(check_ready, export(**fields), NOW) == expected
    in_time = expected if code == "expired" else None
    assert refused(check_in_time, export(**fields), NOW) == in_time
