"""Policy profiles: kept by the ministry, read by all, honest about their age."""

from datetime import timedelta

import pytest
from django.test import Client

from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import Role
from homelands.policy.actions import institutions, instruments
from homelands.policy.actions.institutions import InstitutionFacts, InstitutionKnown
from homelands.policy.actions.instruments import InstrumentFacts
from homelands.policy.models import Institution
from homelands.policy.queries import profiles
from tests import make

pytestmark = pytest.mark.django_db

OFFICE = InstitutionFacts("GHA", "agency", "Diaspora Affairs Office", "Official page", 2014)
POLICY = InstrumentFacts("GHA", "policy", "skills", "Diaspora engagement policy", 2016, "Gazette")


def test_an_institution_is_added_once_and_checked_again() -> None:
    officer = make.officer(role=Role.MINISTRY_OFFICER)
    made = institutions.add(facts=OFFICE, on=make.TODAY - timedelta(days=400), by=officer)
    assert made.is_stale(make.TODAY)
    with pytest.raises(InstitutionKnown):
        institutions.add(facts=OFFICE, on=make.TODAY, by=officer)
    assert not institutions.verify(made, on=make.TODAY, by=officer).is_stale(make.TODAY)


def test_others_do_not_write() -> None:
    with pytest.raises(NotAllowed):
        instruments.add(facts=POLICY, on=make.TODAY, by=make.officer("GBR"))


def test_the_summary_counts_what_needs_checking() -> None:
    officer = make.officer(role=Role.MINISTRY_OFFICER)
    institutions.add(facts=OFFICE, on=make.TODAY - timedelta(days=400), by=officer)
    instruments.add(facts=POLICY, on=make.TODAY, by=officer)
    (summary,) = profiles.summaries(make.TODAY)
    assert (summary.country, summary.institutions, summary.instruments) == ("GHA", 1, 1)
    assert (summary.last_checked, summary.stale) == (make.TODAY, 1)


def test_the_public_page_shows_source_and_age() -> None:
    officer = make.officer(role=Role.MINISTRY_OFFICER)
    institutions.add(facts=OFFICE, on=make.TODAY - timedelta(days=4000), by=officer)
    page = Client().get("/policy/").content.decode()
    for words in ("Diaspora Affairs Office", "Official page", "Needs checking", "founded 2014"):
        assert words in page, words


def test_an_officer_adds_an_institution_on_the_page() -> None:
    client = Client()
    client.force_login(make.user(Role.MINISTRY_OFFICER))
    form = {"country": "GHA", "kind": "agency", "name": "Office", "source": "Page 3"}
    assert client.post("/desk/policy/institutions/add/", form)["Location"] == "/desk/policy/GHA/"
    again = client.post("/desk/policy/institutions/add/", form).content.decode()
    assert "in the profile already" in again
    assert 'value="Page 3"' in again
    client.post(f"/desk/policy/institutions/{Institution.objects.get().pk}/verify/")
    assert "Ghana" in client.get("/desk/policy/").content.decode()


def test_the_page_to_add_refuses_others() -> None:
    client = Client()
    client.force_login(make.user(Role.MISSION_OFFICER, country="GBR"))
    assert client.get("/desk/policy/institutions/add/").status_code == 403
