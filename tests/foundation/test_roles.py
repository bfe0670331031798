"""What the roles open: a promise to members, so each change of it is made here too."""

from homelands.foundation.roles import (
    ANSWER_FOR_DATA,
    ANSWER_READERS,
    OFFICERS,
    PAYERS,
    PEOPLE_READERS,
    PLACEMENT_READERS,
    PROGRAMME_READERS,
    SELECTORS,
    Role,
)


def test_all_but_members_and_focal_points_of_associations_are_officers() -> None:
    assert set(Role) - OFFICERS == {Role.MEMBER, Role.FOCAL_POINT}


def test_who_reads_people() -> None:
    assert {
        Role.MISSION_OFFICER,
        Role.MINISTRY_OFFICER,
        Role.PROGRAMME_MANAGER,
        Role.DATA_PROTECTION_OFFICER,
    } == PEOPLE_READERS


def test_who_reads_programmes() -> None:
    assert {
        Role.PROGRAMME_MANAGER,
        Role.PANEL_MEMBER,
        Role.FINANCE_MAKER,
        Role.FINANCE_APPROVER,
        Role.ME_OFFICER,
    } == PROGRAMME_READERS
    assert PROGRAMME_READERS - {Role.PANEL_MEMBER} == PLACEMENT_READERS


def test_who_chooses_and_who_pays() -> None:
    assert {Role.PROGRAMME_MANAGER, Role.PANEL_MEMBER} == SELECTORS
    assert {Role.FINANCE_MAKER, Role.FINANCE_APPROVER} == PAYERS


def test_who_reads_answers() -> None:
    assert {Role.SURVEY_MANAGER, Role.ME_OFFICER} == ANSWER_READERS


def test_who_answers_for_how_long_data_are_kept_or_checks_it() -> None:
    assert {Role.DATA_PROTECTION_OFFICER, Role.AUDITOR} == ANSWER_FOR_DATA
