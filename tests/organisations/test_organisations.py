"""The directory: who writes it, and what it refuses."""

import pytest

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.roles import Role
from homelands.foundation.rules import UnknownCountry
from homelands.organisations.actions import organisations
from homelands.organisations.actions.organisations import (
    Details,
    NewOrganisation,
    OrganisationKnown,
)
from homelands.organisations.models import Organisation
from homelands.organisations.queries import organisations as organisation_queries
from tests import make, make_organisations

pytestmark = pytest.mark.django_db


def new(kind: str, country: str) -> NewOrganisation:
    return NewOrganisation(kind, country, Details("Friends of home"))


def test_a_ministry_officer_adds_every_kind() -> None:
    by = make_organisations.ministry()
    for kind in Organisation.Kind.values:
        organisations.add(new(kind, "GHA"), at=make.NOW, by=by)
    kinds = Organisation.objects.values_list("kind", flat=True)
    assert sorted(kinds) == sorted(Organisation.Kind.values)


@pytest.mark.parametrize(
    ("kind", "country", "allowed"),
    [
        ("association", "GBR", True),
        ("association", "FRA", False),
        ("mission", "GBR", False),
        ("host", "GBR", False),
        ("ministry", "GBR", False),
    ],
)
def test_a_mission_officer_adds_associations_of_the_country_only(
    kind: str, country: str, allowed: bool
) -> None:
    by = make.officer("GBR")
    if allowed:
        assert organisations.add(new(kind, country), at=make.NOW, by=by).country == country
        return
    with pytest.raises(NotAllowed):
        organisations.add(new(kind, country), at=make.NOW, by=by)
    assert Organisation.objects.count() == 0


def test_a_ministry_officer_of_one_country_is_not_one_for_all() -> None:
    by = make.officer("GBR", Role.MINISTRY_OFFICER)
    with pytest.raises(NotAllowed):
        organisations.add(new("host", "GBR"), at=make.NOW, by=by)


def test_a_country_that_is_none_is_refused_on_its_field() -> None:
    with pytest.raises(UnknownCountry) as refusal:
        organisations.add(new("host", "XXX"), at=make.NOW, by=make_organisations.ministry())
    assert refusal.value.field == "country"


def test_a_name_is_taken_once_per_kind_and_country() -> None:
    by = make_organisations.ministry()
    organisations.add(new("host", "GHA"), at=make.NOW, by=by)
    organisations.add(new("association", "GHA"), at=make.NOW, by=by)
    with pytest.raises(OrganisationKnown) as refusal:
        organisations.add(new("host", "GHA"), at=make.NOW, by=by)
    assert refusal.value.field == "name"


def test_a_name_is_not_changed_to_one_that_is_taken() -> None:
    make_organisations.host(name="Korle clinic")
    other = make_organisations.host(name="Tamale clinic")
    with pytest.raises(OrganisationKnown):
        organisations.change(other, details=Details("Korle clinic"), by=make.SYSTEM)
    other.refresh_from_db()
    assert other.name == "Tamale clinic"


def test_those_who_speak_for_it_change_their_own_entry_and_no_other() -> None:
    own, other = make_organisations.association("GBR"), make_organisations.association("GBR")
    by = make_organisations.speaker(own)
    assert organisations.change(own, details=Details("New name"), by=by).name == "New name"
    with pytest.raises(NotAllowed):
        organisations.change(other, details=Details("New name"), by=by)


def test_a_closed_organisation_is_not_changed_and_not_listed() -> None:
    closed = make_organisations.host()
    Organisation.objects.filter(pk=closed.pk).update(closed_at=make.NOW)
    closed.refresh_from_db()
    with pytest.raises(NotNow):
        organisations.change(closed, details=Details("New name"), by=make.SYSTEM)
    assert list(organisation_queries.directory()) == []
    assert organisation_queries.countries() == []


def test_hosts_are_the_host_institutions_by_name() -> None:
    second, first = make_organisations.host(name="B"), make_organisations.host(name="A")
    make_organisations.association()
    assert list(organisation_queries.hosts()) == [first, second]


def test_an_actor_has_the_organisations_that_the_grants_name() -> None:
    own = make_organisations.host()
    make_organisations.host()
    assert list(organisation_queries.of(make_organisations.speaker(own))) == [own]
    assert list(organisation_queries.of(make_organisations.ministry())) == []


def test_the_public_adds_nothing() -> None:
    with pytest.raises(NotAllowed):
        organisations.add(new("association", "GBR"), at=make.NOW, by=Actor.public())
