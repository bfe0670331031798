"""Who writes the directory, and who speaks for an organisation."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from homelands.foundation.actors import Actor
from homelands.foundation.models import User
from homelands.foundation.roles import Role
from homelands.organisations.models import FocalPoint, Organisation
from homelands.organisations.rules import (
    ROLES,
    check_can_speak,
    check_has_role,
    check_may_add,
    check_may_name,
    check_may_write,
    check_not_ended,
    check_open,
    speaks_for,
)
from tests import make
from tests.make import NOW, TODAY
from tests.rights import may, officer, refused

Kind = Organisation.Kind
ID = uuid4()
WRITERS = {Role.MISSION_OFFICER, Role.MINISTRY_OFFICER}


def entry(kind: Kind, country: str = "GBR") -> Organisation:
    return Organisation(id=ID, kind=kind, country=country, name="Ghana Nurses")


def test_each_kind_gives_its_role_to_who_speaks_for_it() -> None:
    assert ROLES == {
        Kind.ASSOCIATION: Role.FOCAL_POINT,
        Kind.MISSION: Role.MISSION_OFFICER,
        Kind.HOST: Role.HOST_FOCAL_POINT,
    }


def test_missions_write_the_associations_of_their_country() -> None:
    asked = entry(Kind.ASSOCIATION)
    assert may(check_may_write, asked) == WRITERS
    assert may(check_may_write, asked, country="GBR") == {Role.MISSION_OFFICER}
    assert may(check_may_write, asked, country="FRA") == set()


@pytest.mark.parametrize("kind", [Kind.MISSION, Kind.HOST, Kind.MINISTRY])
def test_the_other_kinds_are_the_ministry_s(kind: Kind) -> None:
    assert may(check_may_write, entry(kind)) == {Role.MINISTRY_OFFICER}
    assert may(check_may_write, entry(kind), country="GBR") == set()


def test_who_speaks_for_an_organisation_writes_its_entry() -> None:
    spokesmen = {Role.FOCAL_POINT, Role.MISSION_OFFICER, Role.HOST_FOCAL_POINT}
    for kind in Kind:
        assert may(check_may_write, entry(kind), organisation=ID) == spokesmen
    assert may(check_may_write, entry(Kind.HOST), organisation=uuid4()) == set()


def test_one_grant_of_several_is_enough() -> None:
    by = officer(Role.FOCAL_POINT, organisation=ID)
    other = officer(Role.FOCAL_POINT, organisation=uuid4())
    both = Actor("user", by.user_id, reaches=(*other.reaches, *by.reaches))
    assert speaks_for(both, ID) is True


def test_what_is_to_be_added_has_nobody_who_speaks_for_it() -> None:
    wanted = SimpleNamespace(kind=Kind.HOST, country="GHA")
    assert may(check_may_write, wanted) == {Role.MINISTRY_OFFICER}
    assert speaks_for(officer(Role.FOCAL_POINT), None) is False


def test_who_may_add_at_all() -> None:
    assert may(check_may_add) == WRITERS
    assert may(check_may_add, country="GBR") == {Role.MISSION_OFFICER}
    assert may(check_may_add, organisation=ID) == set()


def test_the_ministry_names_who_speaks() -> None:
    assert may(check_may_name) == {Role.MINISTRY_OFFICER}
    assert may(check_may_name, country="GBR") == set()


def test_a_closed_organisation_stays_as_it_is() -> None:
    closed = Organisation(kind=Kind.HOST, closed_at=NOW)
    assert refused(check_open, entry(Kind.HOST)) is None
    assert refused(check_open, closed) == refused(check_has_role, closed) == ("closed", None)


def test_nobody_is_given_a_role_in_a_ministry_here() -> None:
    assert refused(check_has_role, entry(Kind.HOST)) is None
    assert refused(check_has_role, entry(Kind.MINISTRY)) == ("no_role", None)


def test_nobody_names_themselves_nor_a_closed_account() -> None:
    by, host = officer(Role.MINISTRY_OFFICER), entry(Kind.HOST)
    refusals = [
        refused(check_can_speak, by, host, User(id=by.user_id)),
        refused(check_can_speak, by, host, User(id=uuid4(), is_active=False)),
    ]
    assert refusals == [("cannot_speak", "login")] * 2
    ministry = entry(Kind.MINISTRY)
    assert refused(check_can_speak, by, ministry, User(id=by.user_id)) == ("no_role", None)


@pytest.mark.django_db
def test_a_member_does_not_speak_with_their_own_account() -> None:
    person, by, host = make.person(), officer(Role.MINISTRY_OFFICER), entry(Kind.HOST)
    with make.as_(make.SYSTEM):
        assert refused(check_can_speak, by, host, User(id=person.pk)) == ("cannot_speak", "login")
        assert refused(check_can_speak, by, host, User(id=uuid4())) is None


def test_it_ends_once() -> None:
    assert refused(check_not_ended, FocalPoint()) is None
    assert refused(check_not_ended, FocalPoint(until=TODAY)) == ("ended", None)
