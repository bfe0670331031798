"""Who speaks for an organisation: named by the ministry, with a grant for it and nothing else."""

from datetime import timedelta

import pytest

from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.models import AuditEvent, Grant, User
from homelands.foundation.queries import actors
from homelands.foundation.roles import Role
from homelands.organisations.actions import focal_points
from homelands.organisations.actions.focal_points import NamedAlready
from homelands.organisations.queries import focal_points as focal_point_queries
from homelands.organisations.rules import CannotSpeak
from tests import make, make_organisations

pytestmark = pytest.mark.django_db

LATER = make.NOW + timedelta(days=30)


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("association", Role.FOCAL_POINT),
        ("mission", Role.MISSION_OFFICER),
        ("host", Role.HOST_FOCAL_POINT),
    ],
)
def test_naming_grants_the_role_of_the_kind_for_the_organisation(kind: str, role: Role) -> None:
    organisation = make_organisations.organisation(kind)
    other = make_organisations.organisation(kind)
    actor = make_organisations.speaker(organisation)
    assert actor.roles == {role}
    assert actor.holds(role, organisation=organisation.pk)
    assert not actor.holds(role, organisation=other.pk)
    assert not actor.holds(role)


def test_naming_opens_no_country() -> None:
    mission = make_organisations.organisation("mission", "GBR")
    make.person("GBR")
    actor = make_organisations.speaker(mission)
    assert actor.countries(set(Role)) == frozenset()


def test_a_ministry_has_no_focal_points() -> None:
    with pytest.raises(NotNow) as refusal:
        make_organisations.focal_point(make_organisations.organisation("ministry"))
    assert refusal.value.code == "no_role"
    assert Grant.objects.exclude(organisation=None).count() == 0


@pytest.mark.parametrize("country", ["", "GBR"])
def test_mission_officers_name_nobody(country: str) -> None:
    association, user = make_organisations.association("GBR"), make_organisations.account()
    with pytest.raises(NotAllowed):
        focal_points.name(association, user=user, at=make.NOW, by=make.officer(country))


def test_a_focal_point_names_no_other() -> None:
    host, user = make_organisations.host(), make_organisations.account()
    with pytest.raises(NotAllowed):
        focal_points.name(host, user=user, at=make.NOW, by=make_organisations.speaker(host))


def test_nobody_names_themselves() -> None:
    user = make.user(Role.MINISTRY_OFFICER)
    by = actors.of(user, make.NOW)
    with pytest.raises(CannotSpeak) as refusal:
        focal_points.name(make_organisations.host(), user=user, at=make.NOW, by=by)
    assert refusal.value.field == "login"


def test_a_member_s_own_account_stays_free_to_be_erased() -> None:
    user = User.objects.get(pk=make.person().pk)
    with pytest.raises(CannotSpeak):
        make_organisations.focal_point(make_organisations.association(), user)


def test_a_closed_account_speaks_for_nobody() -> None:
    user = make_organisations.account()
    user.is_active = False
    with pytest.raises(CannotSpeak):
        make_organisations.focal_point(make_organisations.host(), user)


def test_an_account_is_named_once_and_leaves_one_grant() -> None:
    host, user = make_organisations.host(), make_organisations.account()
    make_organisations.focal_point(host, user)
    with pytest.raises(NamedAlready):
        make_organisations.focal_point(host, user)
    assert Grant.objects.filter(user=user).count() == 1


def test_ending_closes_the_grant_at_once_and_other_grants_stay() -> None:
    host, other, user = (
        make_organisations.host(),
        make_organisations.host(),
        make_organisations.account(),
    )
    ended = make_organisations.focal_point(host, user)
    make_organisations.focal_point(other, user)
    focal_points.end(ended, at=LATER, by=make_organisations.ministry())
    assert actors.of(user, LATER).organisations() == {str(other.pk)}
    with pytest.raises(NotNow):
        focal_points.end(ended, at=LATER, by=make_organisations.ministry())


def test_who_spoke_before_may_be_named_again_and_today_stands_first() -> None:
    host, user = make_organisations.host(), make_organisations.account()
    first = make_organisations.focal_point(host, user)
    focal_points.end(first, at=LATER, by=make_organisations.ministry())
    second = make_organisations.focal_point(host, user)
    assert list(focal_point_queries.of(host)) == [second, first]


def test_the_trail_says_who_named_and_that_the_grant_followed() -> None:
    host = make_organisations.host()
    by = make_organisations.ministry()
    focal_points.name(host, user=make_organisations.account(), at=make.NOW, by=by)
    with make.as_(make.SYSTEM):
        events = AuditEvent.objects.filter(code__in=["organisations.focal_points.name"])
        assert [event.actor_id for event in events] == [by.user_id]
        assert (
            AuditEvent.objects.filter(
                code="foundation.accounts.grant", actor_name="organisations.focal_points.name"
            ).count()
            == 1
        )
