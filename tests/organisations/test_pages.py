"""The directory's pages as people use them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.foundation.models import User
from homelands.foundation.roles import Role
from homelands.organisations.models import FocalPoint, Organisation
from tests import make, make_organisations

pytestmark = pytest.mark.django_db

FORM = {"kind": "host", "country": "GHA", "name": "Korle clinic", "website": "example.org"}


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ministry() -> Client:
    return as_user(make.user(Role.MINISTRY_OFFICER))


def test_everybody_reads_the_directory_and_narrows_it() -> None:
    make_organisations.association("GBR", name="London union", about="Helps newcomers")
    make_organisations.host(name="Korle clinic")
    page = Client().get("/organisations/").content.decode()
    for words in ("London union", "Helps newcomers", "Korle clinic", "Host institution"):
        assert words in page, words
    narrowed = Client().get("/organisations/?kind=host").content.decode()
    assert ("Korle clinic" in narrowed, "London union" in narrowed) == (True, False)
    narrowed = Client().get("/organisations/?country=GBR").content.decode()
    assert ("Korle clinic" in narrowed, "London union" in narrowed) == (False, True)


def test_the_directory_is_a_file_too_and_its_words_run_no_formula() -> None:
    make_organisations.host(name="=1+1")
    answer = Client().get("/organisations/?format=csv")
    assert b"'=1+1" in b"".join(answer.streaming_content)


def test_the_directory_speaks_arabic_from_right_to_left() -> None:
    make_organisations.host(name="Korle clinic")
    page = Client().get("/organisations/", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert "<bdi>Korle clinic</bdi>" in page


def test_the_directory_names_no_focal_point() -> None:
    host = make_organisations.host()
    make_organisations.focal_point(host, make_organisations.account("Efua Boateng"))
    assert "Efua" not in Client().get("/organisations/").content.decode()


def test_an_empty_directory_says_what_belongs_there() -> None:
    assert "Officers of the service add them" in Client().get("/organisations/").content.decode()


def test_a_ministry_officer_adds_and_sees_it(ministry: Client) -> None:
    page = ministry.post("/desk/organisations/add/", FORM, follow=True).content.decode()
    for words in ("Korle clinic", "Ghana", "https://example.org", "Nobody yet"):
        assert words in page, words
    again = ministry.post("/desk/organisations/add/", {**FORM, "town": "Accra"}).content.decode()
    assert "is in the directory of this country already" in again
    assert 'value="Accra"' in again
    assert "Korle clinic" in ministry.get("/desk/organisations/").content.decode()


def test_a_link_that_runs_a_script_is_refused(ministry: Client) -> None:
    ministry.post("/desk/organisations/add/", {**FORM, "website": "javascript:alert(1)"})
    assert Organisation.objects.count() == 0


def test_a_mission_officer_is_told_what_the_grant_does_not_reach() -> None:
    client = as_user(make.user(Role.MISSION_OFFICER, country="GBR"))
    page = client.post("/desk/organisations/add/", FORM).content.decode()
    assert "Only ministry officers, and those who speak for it" in page
    assert 'value="Korle clinic"' in page
    host = make_organisations.host()
    assert client.get(f"/desk/organisations/{host.pk}/change/").status_code == 403
    assert client.get(f"/desk/organisations/{host.pk}/focal-points/name/").status_code == 403
    page = client.get(f"/desk/organisations/{host.pk}/").content.decode()
    assert "Ministry officers name those who speak for an organisation" in page


def test_a_focal_point_is_named_and_ended(ministry: Client) -> None:
    host, user = make_organisations.host(), make_organisations.account("Efua Boateng")
    url = f"/desk/organisations/{host.pk}/focal-points/name/"
    assert "Host institution focal point" in ministry.get(url).content.decode()
    unknown = ministry.post(url, {"login": "nobody@example.org"}).content.decode()
    assert "No account has this sign-in name" in unknown
    assert 'value="nobody@example.org"' in unknown
    page = ministry.post(url, {"login": user.login.upper()}, follow=True).content.decode()
    assert "Efua Boateng" in page
    assert "Speaks for it now" in page
    twice = ministry.post(url, {"login": user.login}).content.decode()
    assert "speaks for the organisation already" in twice
    assert f'value="{user.login}"' in twice
    end = f"/desk/focal-points/{FocalPoint.objects.get().pk}/end/"
    assert ministry.get(end).status_code == 405
    assert "Speaks for it now" not in ministry.post(end, follow=True).content.decode()
    assert ministry.post(end).status_code == 409


def test_an_association_s_focal_point_changes_its_entry_without_a_desk() -> None:
    own, other = make_organisations.association(name="Union"), make_organisations.association()
    client = as_user(make_organisations.focal_point(own).user)
    url = f"/desk/organisations/{own.pk}/change/"
    assert url in client.get("/organisations/").content.decode()
    assert 'value="Union"' in client.get(url).content.decode()
    assert client.post(url, {"name": "Union of friends"})["Location"] == "/organisations/"
    assert "Union of friends" in client.get("/organisations/").content.decode()
    assert client.get(f"/desk/organisations/{other.pk}/change/").status_code == 403
    assert client.get("/desk/organisations/").status_code == 403


def test_the_desk_is_closed_to_strangers() -> None:
    answer = Client().get("/desk/organisations/")
    assert answer["Location"] == "/sign-in/?next=/desk/organisations/"


@pytest.mark.parametrize("url", ["/organisations/", "/desk/organisations/"])
def test_the_lists_ask_as_many_questions_for_three_as_for_one(ministry: Client, url: str) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make_organisations.focal_point(make_organisations.host())
        with CaptureQueriesContext(connection) as asked:
            ministry.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_record_asks_as_many_questions_for_three_focal_points_as_for_one(
    ministry: Client,
) -> None:
    host, counts = make_organisations.host(), []
    for more in (1, 2):
        for _ in range(more):
            make_organisations.focal_point(host)
        with CaptureQueriesContext(connection) as asked:
            ministry.get(f"/desk/organisations/{host.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
