"""A deployment with a few thousand people in a database of its own, and who looks at it.

What grows with the register is made once and copied; what the pages show is made after it, so that
it stands at the end of every table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import psycopg
from django.db import connection
from django.test import Client

from bench.crowd import copy
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Reach
from homelands.foundation.models import User
from homelands.foundation.roles import Role
from homelands.people.register.actions import entries
from homelands.people.register.actions.entries import Statement
from homelands.surveys.questionnaires.models import Study
from tests import (
    database,
    make,
    make_outreach,
    make_programmes,
    make_recruitment,
    make_surveys,
)

_COPIES = 400
_ABROAD = ("GBR", "ITA", "FRA", "DEU", "USA", "CAN", "NLD", "ESP", "BEL", "CHE")


@dataclass(frozen=True)
class Crowd:
    """Who can be signed in, the addresses of what was made, and the rows of growing tables."""

    accounts: dict[str, User]
    paths: dict[str, str]
    rows: dict[str, int]

    def client(self, who: str) -> Client:
        """A browser in which somebody is signed in, or nobody."""
        client = Client()
        if who:
            backend = "homelands.foundation.sessions.AccountBackend"
            client.force_login(self.accounts[who], backend=backend)
        return client


@contextmanager
def crowd() -> Iterator[Crowd]:
    """Makes the deployment, and connects this process to it while the block runs."""
    owner = database.apart("plans")["DATABASE_OWNER_URL"]
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = owner.rpartition("/")[2].partition("?")[0]
    try:
        with make.as_(make.SYSTEM):
            _copied()
        copy(owner, _COPIES)
        rows = _counted()
        _enlarge(owner)
        with make.as_(make.SYSTEM):
            accounts, paths = _looked_at()
        yield Crowd(accounts, paths, rows)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _copied() -> None:
    """Makes some of everything that grows with the register."""
    for _ in range(3):
        make_programmes.payment(make_programmes.completed())
    member, event = make_outreach.willing("ITA"), make_outreach.event()
    for country in _ABROAD:
        # They agree to be seen: a list without names, or filtered by what none shows, is cheap.
        willing = make.agreed(make_outreach.willing(country), "mission", "matching")
        virtual = Statement("modality", "virtual")
        entries.state(willing, statement=virtual, on=make.TODAY, by=make.member(willing))
    for country in _ABROAD[:5]:
        make_outreach.question(person=member, country=country)
        make_outreach.sign_up(event)
    make_outreach.letter(make_outreach.segment(occupation="2221"))
    for _ in range(4):
        _answered()
        _recruited()


def _looked_at() -> tuple[dict[str, User], dict[str, str]]:
    """Makes what the pages show; returns the accounts and the addresses."""
    paid = make_programmes.payment(make_programmes.completed())
    officers = _officers(paid.programme_id)
    application = make_programmes.shortlisted()
    make_programmes.declared(application.call, make.actor(officers["everywhere"]))
    event = make_outreach.event()
    make_outreach.sign_up(event, person=paid.person)
    desk, studies = "/desk/programmes/", "/desk/studies/"
    paths = {
        "person": f"/desk/people/{paid.person_id}/",
        "need": f"{desk}needs/{application.call.need_id}/",
        "call": f"{desk}calls/{application.call_id}/",
        "application": f"{desk}applications/{application.pk}/",
        "placement": f"{desk}placements/{paid.placement_id}/",
        "payment": f"{desk}payments/{paid.pk}/",
        "event": f"events/{event.pk}/",
        "study": f"{studies}{_answered().slug}/",
        "rds": f"{studies}{_recruited().slug}/",
    }
    return {"member": User.objects.get(pk=paid.person_id), **officers}, paths


def _answered() -> Study:
    study = make_surveys.asked()
    make_surveys.sent(study, "ITA")
    return study


def _recruited() -> Study:
    study = make_recruitment.running()
    make_recruitment.answered(make_recruitment.seed(study, "ITA"), destination="ITA")
    return study


def _officers(programme: UUID) -> dict[str, User]:
    here = make.user(Role.MISSION_OFFICER, country="GBR")
    accounts.grant(here, reach=Reach(Role.SURVEY_MANAGER, "GBR"), at=make.NOW, by=make.SYSTEM)
    reach = Reach(Role.PROGRAMME_MANAGER, programme=programme)
    accounts.grant(here, reach=reach, at=make.NOW, by=make.SYSTEM)
    everywhere = make.user(Role.MINISTRY_OFFICER)
    for role in (Role.PROGRAMME_MANAGER, Role.SURVEY_MANAGER, Role.FINANCE_MAKER):
        accounts.grant(everywhere, reach=Reach(role), at=make.NOW, by=make.SYSTEM)
    return {"one country": here, "everywhere": everywhere}


def _enlarge(owner: str) -> None:
    """Tells the planner of a hundred times as many rows, so that it plans as for a register."""
    with psycopg.connect(owner) as own:
        own.execute("""
            SELECT pg_restore_relation_stats(
                'schemaname', 'public', 'relname', relname::text,
                'relpages', relpages, 'reltuples', (reltuples * 100)::real
            )
            FROM pg_class JOIN (
                SELECT oid FROM pg_class WHERE relrowsecurity UNION
                SELECT indexrelid FROM pg_index JOIN pg_class c ON c.oid = indrelid
                WHERE relrowsecurity
            ) AS growing USING (oid) WHERE reltuples > 0
        """)


def _counted() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, reltuples FROM pg_class WHERE relrowsecurity")
        return {table: int(rows) for table, rows in cursor.fetchall()}
