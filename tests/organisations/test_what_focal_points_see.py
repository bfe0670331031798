"""A focal point of an association sees nobody's record, by no way in: so no factor is asked."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from homelands.foundation.roles import OFFICERS, Role
from homelands.programmes.placements.models import Placement
from homelands.programmes.selection.models import Match
from tests import make, make_organisations, make_outreach
from tests import make_programmes as mp

pytestmark = pytest.mark.django_db


def secured() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        return {name for (name,) in cursor.fetchall()}


#: Rows that are open whoever acts: keys of persons say nothing, findings and quotes are public.
def seen_by(actor: object) -> dict[str, int]:
    """How many rows of each secured table an actor sees in the database."""
    tables = {model._meta.db_table: model for model in apps.get_models()}
    with make.as_(actor):  # type: ignore[arg-type]
        return {name: tables[name].objects.count() for name in secured() if name in tables}


def test_in_the_database_a_focal_point_sees_no_more_rows_than_the_public() -> None:
    from homelands.foundation.actors import Actor

    placement = mp.placement()
    make_outreach.sign_up(make_outreach.event(), person=make.person("GBR"))
    everybody = seen_by(Actor.public())
    # Even where the grant names the very organisation that somebody is placed at.
    for organisation in (make_organisations.association().pk, placement.host_id):
        speaker = make.actor(make.user(Role.FOCAL_POINT, organisation=organisation))
        assert seen_by(speaker) == everybody
    host = make.actor(make.user(Role.HOST_FOCAL_POINT, organisation=placement.host_id))
    with make.as_(host):
        assert (Placement.objects.count(), Match.objects.count()) == (1, 1)


def test_every_page_of_the_desk_and_the_api_is_shut_to_a_focal_point() -> None:
    placement = mp.placement()
    client = Client()
    client.force_login(make.user(Role.FOCAL_POINT, organisation=placement.host_id))
    paths = {
        "/" + str(pattern.pattern)
        for group in get_resolver().url_patterns
        for pattern in getattr(group, "url_patterns", [group])
        if str(pattern.pattern).startswith("desk/") and "<" not in str(pattern.pattern)
    } | {f"/desk/people/{placement.person_id}/", f"/desk/programmes/placements/{placement.pk}/"}
    assert len(paths) > 30
    own = {"/desk/organisations/", "/desk/organisations/add/"}
    opened = {path for path in paths if client.get(path).status_code == 200}
    assert opened - own == set()
    for path in ("/api/people/", f"/api/people/{placement.person_id}/", "/api/surveys/studies/"):
        assert client.get(path).status_code == 403, path


def test_whoever_speaks_for_a_host_or_a_mission_is_an_officer_and_needs_the_factor() -> None:
    assert {Role.HOST_FOCAL_POINT, Role.MISSION_OFFICER} <= OFFICERS
    assert Role.FOCAL_POINT not in OFFICERS
