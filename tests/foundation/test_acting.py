"""What the database is told of who acts: for the length of a block, then what it was before."""

from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from tests.rights import PUBLIC, SYSTEM, officer

pytestmark = pytest.mark.django_db
NAMES = (
    "user respondent countries answers programmes organisations actor action".split()  # all of them
)


def told() -> dict[str, str]:
    """Returns the settings as the policies read them, without the empty ones."""
    with connection.cursor() as cursor:
        parts = ", ".join(f"current_setting('homelands.{name}', true)" for name in NAMES)
        cursor.execute(f"SELECT {parts}")
        row = cursor.fetchone()
    return {name: value for name, value in zip(NAMES, row, strict=True) if value}


def test_an_officer_brings_user_and_scopes() -> None:
    programme, organisation = uuid4(), uuid4()
    one = officer(Role.MISSION_OFFICER, Role.SURVEY_MANAGER, country="GBR")
    two = officer(Role.PANEL_MEMBER, programme=programme)
    three = officer(Role.HOST_FOCAL_POINT, organisation=organisation)
    by = Actor("user", one.user_id, "Ama", (*one.reaches, *two.reaches, *three.reaches))
    with acting(by, "register.persons.welcome"):
        assert told() == {
            "user": str(by.user_id),
            "actor": str(by.user_id),
            "action": "register.persons.welcome",
            "countries": "GBR",
            "answers": "GBR",
            "programmes": str(programme),
            "organisations": str(organisation),
        }
    assert told() == {}


def test_scopes_are_those_of_the_roles_that_open_them() -> None:
    with acting(officer(Role.FINANCE_MAKER, country="GBR")):
        assert not {"countries", "answers", "programmes"} & told().keys()
    with acting(officer(Role.ME_OFFICER, country="GBR")):
        assert {name: told().get(name) for name in ("countries", "answers")} == {
            "countries": None,
            "answers": "GBR",
        }


def test_who_writes_is_told_apart_from_who_reads() -> None:
    """What each scope that opens rows for writing is filled by: its roles, and no others."""
    writes = {
        "collecting": {Role.SURVEY_MANAGER},
        "selecting": {Role.PROGRAMME_MANAGER, Role.PANEL_MEMBER},
        "managing": {Role.PROGRAMME_MANAGER},
        "paying": {Role.FINANCE_MAKER, Role.FINANCE_APPROVER},
        "approving": {Role.FINANCE_APPROVER},
    }
    opened: dict[str, set[Role]] = {name: set() for name in writes}
    for role in Role:
        with acting(officer(role)), connection.cursor() as cursor:
            for name in writes:
                cursor.execute("SELECT current_setting(%s, true)", [f"homelands.{name}"])
                if cursor.fetchone() == ("*",):
                    opened[name].add(role)
    assert opened == writes


def test_the_public_a_respondent_and_the_program_have_names() -> None:
    with acting(PUBLIC):
        assert told() == {"actor": "public"}
    with acting(Actor.answering("ab12")):
        assert told() == {"actor": "public", "respondent": "ab12"}
    with acting(SYSTEM):
        scopes = dict.fromkeys(("countries", "answers", "programmes"), "*")
        assert told() == {"actor": "tests", **scopes}


def test_a_block_inside_another_keeps_its_action_and_gives_it_back() -> None:
    with acting(PUBLIC, "outer"):
        with acting(SYSTEM):
            assert (told()["actor"], told()["action"]) == ("tests", "outer")
        with acting(SYSTEM, "inner"):
            assert told()["action"] == "inner"
        assert told() == {"actor": "public", "action": "outer"}
    assert told() == {}


def test_after_an_error_it_is_as_before() -> None:
    with acting(PUBLIC, "outer"):
        with pytest.raises(RuntimeError), acting(SYSTEM, "inner"):
            raise RuntimeError
        assert told() == {"actor": "public", "action": "outer"}
        with acting(SYSTEM):
            assert told()["action"] == "outer"


def test_the_same_actor_again_costs_nothing_but_a_savepoint(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with acting(SYSTEM), django_assert_num_queries(2), acting(SYSTEM):
        pass
