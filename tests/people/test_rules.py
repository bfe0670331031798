"""Who reads and changes a person, and until when."""

from dataclasses import replace
from uuid import uuid4

from homelands.foundation.actors import Opened
from homelands.foundation.roles import Role
from homelands.people.register.models import Person
from homelands.people.register.rules.persons import (
    check_may_change,
    check_may_read,
    check_not_erased,
    check_owner,
    check_reads_people,
    is_self,
)
from homelands.people.register.rules.seeing import Relation, relations
from tests.make import NOW
from tests.rights import PUBLIC, SYSTEM, may, member, officer, refused

ID = uuid4()
AMA = Person(id=ID, destination="GBR")
READERS = {
    Role.MISSION_OFFICER,
    Role.MINISTRY_OFFICER,
    Role.PROGRAMME_MANAGER,
    Role.DATA_PROTECTION_OFFICER,
}


def test_a_member_is_the_person_of_the_same_id() -> None:
    assert is_self(member(ID), AMA) is True
    assert is_self(member(uuid4()), AMA) is False
    assert is_self(PUBLIC, Person(id=None)) is False


def test_officers_read_who_lives_where_their_grants_reach() -> None:
    assert may(check_may_read, AMA) == may(check_may_read, AMA, country="GBR") == READERS
    assert may(check_may_read, AMA, country="FRA") == set()


def test_members_read_themselves() -> None:
    assert refused(check_may_read, member(ID), AMA) is None
    assert refused(check_may_read, member(uuid4()), AMA) == ("not_allowed", None)


def test_only_the_person_changes_what_is_theirs() -> None:
    for check, subject in ((check_may_change, AMA), (check_owner, OWNED)):
        assert refused(check, member(ID), subject) is None
        assert refused(check, SYSTEM, subject) is None
        assert refused(check, officer(*Role), subject) == ("not_allowed", None)


class _Owned:
    person = AMA


OWNED = _Owned()


def test_after_erasure_nothing_changes() -> None:
    gone = Person(id=ID, destination="GBR", erased_at=NOW)
    assert refused(check_not_erased, AMA) is None
    assert refused(check_not_erased, gone) == ("erased", None)
    assert refused(check_may_change, member(ID), gone) == ("erased", None)


def test_the_list_of_people_opens_to_roles_that_read_people_anywhere() -> None:
    assert may(check_reads_people) == may(check_reads_people, country="FRA") == READERS
    assert refused(check_reads_people, PUBLIC) == ("not_allowed", None)


def test_how_somebody_stands_to_a_person() -> None:
    assert relations(member(ID), AMA) == relations(SYSTEM, AMA) == {Relation.SELF}
    assert relations(officer(Role.MISSION_OFFICER, country="GBR"), AMA) == {Relation.COUNTRY}
    for stranger in (
        officer(Role.MISSION_OFFICER, country="FRA"),
        officer(Role.SURVEY_MANAGER),
        member(uuid4()),
        PUBLIC,
    ):
        assert relations(stranger, AMA) == frozenset()


def test_who_opened_a_record_stands_to_that_person_and_to_nobody_else() -> None:
    looking = replace(officer(Role.MISSION_OFFICER, country="FRA"), opened=Opened(uuid4(), ID))
    assert relations(looking, AMA) == {Relation.OPENED}
    assert relations(looking, Person(id=uuid4(), destination="GBR")) == frozenset()
