"""The common rights: who is signed in, an officer, the program itself."""

import pytest

from homelands.foundation.roles import OFFICERS, Role
from homelands.foundation.rules import (
    ReasonMissing,
    check_answers_for_all_data,
    check_anyone,
    check_country,
    check_holds,
    check_officer,
    check_reason,
    check_signed_in,
    check_system,
)
from tests.rights import PUBLIC, SYSTEM, may, officer, refused

SOMEBODY = officer()


def test_everybody_may() -> None:
    assert refused(check_anyone, PUBLIC) is None


def test_signed_in() -> None:
    assert refused(check_signed_in, SOMEBODY) is None
    assert refused(check_signed_in, SYSTEM) is None
    assert refused(check_signed_in, PUBLIC) == ("sign_in_first", None)


def test_officers() -> None:
    assert may(check_officer) == OFFICERS
    assert refused(check_officer, PUBLIC) == ("not_allowed", None)


def test_the_program_itself() -> None:
    assert refused(check_system, SYSTEM) is None
    assert refused(check_system, SOMEBODY) == ("not_allowed", None)


def test_one_of_several_roles_anywhere() -> None:
    check = check_holds(Role.AUDITOR, Role.ENUMERATOR)
    assert may(check) == may(check, country="GBR") == {Role.AUDITOR, Role.ENUMERATOR}


def test_who_answers_for_all_data_has_a_grant_without_limits() -> None:
    both = {Role.DATA_PROTECTION_OFFICER, Role.AUDITOR}
    assert may(check_answers_for_all_data) == both
    assert may(check_answers_for_all_data, country="GBR") == set()
    assert refused(check_answers_for_all_data, PUBLIC) == ("not_allowed", None)


def test_a_country_is_known_or_refused_at_its_field() -> None:
    assert refused(check_country, "GHA") is None
    assert refused(check_country, "XYZ") == ("unknown_country", "country")
    assert refused(check_country, "", "destination") == ("unknown_country", "destination")


@pytest.mark.parametrize("why", ["", " \t\n"])
def test_a_decision_needs_a_reason(why: str) -> None:
    with pytest.raises(ReasonMissing, match="Say why") as refusal:
        check_reason(why)
    assert (refusal.value.code, refusal.value.field) == ("reason_missing", "why")
    with pytest.raises(ReasonMissing, match="The auditor reads it"):
        check_reason(why, "The auditor reads it.")
    check_reason("Lost")
