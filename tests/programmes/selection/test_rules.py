"""Who may apply, judge, and answer for host and person; conflicts of interest come first."""

from uuid import uuid4

import pytest

from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.programmes.needs.models import Call
from homelands.programmes.selection.models import Application, ConflictDeclaration, Match
from homelands.programmes.selection.rules import applications, matches
from tests.programmes.people import HOST, HOSTS, PERSON, PROGRAMME, may, officer, reaching

APPLICATION = Application(programme_id=PROGRAMME, person_id=PERSON)
MATCH = Match(programme_id=PROGRAMME, host_id=HOST, person_id=PERSON)
MANAGERS = reaching(Role.PROGRAMME_MANAGER)


@pytest.mark.parametrize("record", [APPLICATION, Call(programme_id=PROGRAMME)])
def test_applications_are_judged_by_manager_and_panel_of_the_programme(record: object) -> None:
    judges = reaching(Role.PROGRAMME_MANAGER, Role.PANEL_MEMBER)
    assert may(applications.check_selects, record) == judges


def test_what_was_sent_is_assessed_until_somebody_is_proposed() -> None:
    sent = {Application.State.SUBMITTED, Application.State.SHORTLISTED}
    assert sent == applications.ASSESSED


def test_only_the_person_applies() -> None:
    assert may(applications.check_applies, APPLICATION) == {"the person", "the system"}


def test_the_host_answers_for_the_host() -> None:
    assert may(matches.check_host_answers, MATCH) == HOSTS | {"the system"}


def test_the_person_answers_for_the_person() -> None:
    assert may(matches.check_person_answers, MATCH) == {"the person", "the system"}


def test_person_host_and_programme_may_decline() -> None:
    assert may(matches.check_declines, MATCH) == MANAGERS | HOSTS | {"the person"}


def test_an_officer_declares_before_judging() -> None:
    by = officer(Role.PROGRAMME_MANAGER, programme=PROGRAMME)
    with pytest.raises(applications.NotDeclared):
        applications.check_declaration(by, None)
    applications.check_declaration(by, ConflictDeclaration(has_conflict=False))


def test_a_conflict_of_interest_keeps_everybody_out() -> None:
    declared = ConflictDeclaration(user_id=uuid4(), has_conflict=True, text="My cousin applied.")
    for by in (officer(Role.PROGRAMME_MANAGER), officer(Role.PANEL_MEMBER, programme=PROGRAMME)):
        with pytest.raises(applications.Conflict):
            applications.check_declaration(by, declared)


def test_the_system_has_no_interests() -> None:
    applications.check_declaration(Actor.system("a job"), None)
