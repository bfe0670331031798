"""Who takes answers out as a file, who has to agree, and for how long it can be fetched."""

from datetime import timedelta
from uuid import uuid4

import pytest

from homelands.foundation.roles import Role
from homelands.surveys.datasets.models import ExportRequest
from homelands.surveys.datasets.rules import exports
from homelands.surveys.datasets.rules.exports import (
    check_may_decide,
    check_may_describe,
    check_may_export,
    check_ready,
    check_requested,
    check_state,
    check_wish,
    needs_second,
)
from homelands.surveys.questionnaires.models import Study
from tests.make import NOW
from tests.rights import PUBLIC, SYSTEM, may, officer, refused

READERS = {Role.SURVEY_MANAGER, Role.ME_OFFICER}
DESCRIBERS = READERS | {Role.MINISTRY_OFFICER, Role.DATA_PROTECTION_OFFICER}
STUDY = Study(destinations=["GBR", "FRA"])
ASKER = uuid4()


def test_data_are_for_who_reads_answers_in_a_country_of_the_study() -> None:
    assert may(check_may_export, STUDY) == may(check_may_export, STUDY, country="GBR") == READERS
    assert may(check_may_export, STUDY, country="DEU") == set()
    assert may(check_may_export, Study(), country="DEU") == READERS
    assert may(check_may_export) == may(check_may_export, country="DEU") == READERS


def test_the_description_is_for_more() -> None:
    assert may(check_may_export, STUDY, "ddi", country="FRA") == DESCRIBERS
    assert may(check_may_describe, STUDY) == DESCRIBERS
    assert may(check_may_describe, STUDY, country="DEU") == set()
    assert refused(check_may_describe, PUBLIC, STUDY) == ("sign_in_first", None)


def test_every_format_of_data_has_the_same_readers() -> None:
    assert {name for name, roles in exports.READERS.items() if roles != READERS} == {"ddi"}


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ((True, "", 10**6), None),
        ((False, " ", 1), ("reason_missing", "why")),
        ((False, "To weigh it", 50_000), None),
        ((False, "To weigh it", 50_001), ("too_many_rows", None)),
    ],
)
def test_what_is_not_anonymous_has_a_reason_and_a_limit(
    wish: tuple[bool, str, int], refusal: object
) -> None:
    assert refused(check_wish, *wish) == refusal


def test_above_a_hundred_rows_a_second_officer_agrees() -> None:
    assert [needs_second(False, rows) for rows in (100, 101)] == [False, True]
    assert needs_second(True, 101) is False


def test_the_second_officer_is_another_one_without_limits() -> None:
    asked = ExportRequest(requested_by=ASKER)
    approvers = READERS | {Role.DATA_PROTECTION_OFFICER}
    assert may(check_may_decide, asked) == approvers
    assert may(check_may_decide, asked, country="GBR") == set()
    asker = officer(*Role, user=ASKER)
    assert refused(check_may_decide, asker, asked) == ("not_allowed", None)


def test_a_file_is_fetched_by_who_asked_while_the_grant_lasts() -> None:
    asked = ExportRequest(requested_by=ASKER, study=STUDY, format="csv")
    manager = officer(Role.SURVEY_MANAGER, user=ASKER)
    assert refused(check_requested, manager, asked) is None
    for other in (officer(Role.SURVEY_MANAGER), officer(user=ASKER), SYSTEM):
        assert refused(check_requested, other, asked) == ("not_allowed", None)
    described = ExportRequest(requested_by=ASKER, study=STUDY, format="ddi")
    assert refused(check_requested, officer(Role.MINISTRY_OFFICER, user=ASKER), described) is None


def test_the_stages_of_a_file() -> None:
    may_follow = {
        (one, other)
        for one in ExportRequest.State
        for other in ExportRequest.State
        if refused(check_state, ExportRequest(state=one), other) is None
    }
    assert may_follow == {
        ("waiting", "approved"),
        ("waiting", "refused"),
        ("approved", "ready"),
        ("approved", "failed"),
        ("ready", "expired"),
    }
    refusal = refused(check_state, ExportRequest(state="ready"), ExportRequest.State.READY)
    assert refusal == ("not_now", None)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"state": "ready"}, None),
        ({"state": "ready", "expires_at": NOW + timedelta(seconds=1)}, None),
        ({"state": "ready", "expires_at": NOW}, "expired"),
        ({"state": "expired"}, "expired"),
        ({"state": "approved"}, "not_now"),
    ],
)
def test_when_it_can_be_fetched(fields: dict[str, object], code: str | None) -> None:
    expected = (code, None) if code else None
    assert refused(check_ready, ExportRequest(**fields), NOW) == expected


def test_how_long_files_last_and_which_are_made_by_a_worker() -> None:
    assert (timedelta(days=7), timedelta(days=2)) == (exports.LASTS, exports.LASTS_NAMED)
    assert exports.AT_ONCE == 5_000
