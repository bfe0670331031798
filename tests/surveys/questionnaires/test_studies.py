"""A study can be changed after it was set up, except in what its answers rest on."""

import pytest
from django.test import Client

from homelands.foundation.roles import Role
from tests import make, make_surveys

pytestmark = pytest.mark.django_db


def sent(**fields: object) -> dict[str, object]:
    return {
        "name": "Health workers",
        "about": "",
        "design": "convenience",
        "population": "",
        "destinations": ["GBR", "ITA"],
        **{f"opens_on_{part}": n for part, n in (("day", 1), ("month", 1), ("year", 2020))},
        **{f"closes_on_{part}": n for part, n in (("day", 1), ("month", 1), ("year", 2030))},
        **fields,
    }


def test_dates_and_words_change_and_the_address_stays() -> None:
    study = make_surveys.asked()
    desk = Client()
    desk.force_login(make.user(Role.SURVEY_MANAGER))
    url = f"/desk/studies/{study.slug}/change/"
    assert study.name in desk.get(url).content.decode()
    desk.post(url, sent())
    study.refresh_from_db()
    assert (study.name, study.closes_on.year) == ("Health workers", 2030)
    assert desk.get(f"/desk/studies/{study.slug}/").status_code == 200


def test_what_answers_rest_on_stays() -> None:
    study = make_surveys.asked()
    make_surveys.started(study, "ITA")
    desk = Client()
    desk.force_login(make.user(Role.SURVEY_MANAGER))
    url = f"/desk/studies/{study.slug}/change/"
    page = desk.post(url, sent(design="rds")).content.decode()
    assert "how they were reached stays as it is" in page
    page = desk.post(url, sent(destinations=["GBR"])).content.decode()
    assert "have answered already. Leave it in." in page
    study.refresh_from_db()
    assert (study.design, study.destinations) == ("convenience", ["GBR", "ITA"])


def test_only_managers_of_every_country_change_it() -> None:
    study = make_surveys.asked()
    desk = Client()
    desk.force_login(make.user(Role.SURVEY_MANAGER, country="ITA"))
    assert desk.get(f"/desk/studies/{study.slug}/change/").status_code == 403
