"""Who opens a way of taking part, where it leads, and when it takes answers."""

from datetime import timedelta

import pytest

from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.models import Collector, Study
from homelands.surveys.questionnaires.rules.collectors import (
    check_dates,
    check_manager,
    check_manages_collector,
    check_place,
    check_reaches,
    check_takes,
)
from tests.make import NOW, TODAY
from tests.rights import may, refused

DAY = timedelta(days=1)
MANAGER = {Role.SURVEY_MANAGER}
ONE, TWO, ALL = Study(destinations=["GBR"]), Study(destinations=["GBR", "FRA"]), Study()


def test_survey_managers_somewhere() -> None:
    assert may(check_manager) == may(check_manager, country="GBR") == MANAGER


@pytest.mark.parametrize(
    ("study", "destination", "reaching"),
    [
        (TWO, "GBR", MANAGER),
        (TWO, "FRA", set()),
        (ONE, "", MANAGER),
        (TWO, "", set()),
        (ALL, "", set()),
        (ALL, "GBR", MANAGER),
    ],
)
def test_the_grant_reaches_where_the_collector_leads(
    study: Study, destination: str, reaching: set[Role]
) -> None:
    assert may(check_reaches, study, destination) == MANAGER
    assert may(check_reaches, study, destination, country="GBR") == reaching
    collector = Collector(study=study, destination=destination)
    assert may(check_manages_collector, collector, country="GBR") == reaching


def test_it_leads_into_a_country_of_the_study() -> None:
    for study, place in ((ONE, ""), (ONE, "GBR"), (ALL, "FRA")):
        assert refused(check_place, study, place) is None
    for study, place in ((ONE, "FRA"), (ALL, "XYZ")):
        assert refused(check_place, study, place) == ("unknown_country", "destination")


def test_it_closes_no_earlier_than_it_opens() -> None:
    assert refused(check_dates, TODAY, None) is None
    assert refused(check_dates, TODAY, TODAY) is None
    assert refused(check_dates, TODAY, TODAY - DAY) == ("wrong_dates", "closes_on")


@pytest.mark.parametrize(
    ("fields", "takes"),
    [
        ({"opens_on": TODAY}, True),
        ({"opens_on": TODAY + DAY}, False),
        ({"opens_on": TODAY, "closes_on": TODAY}, True),
        ({"opens_on": TODAY - 2 * DAY, "closes_on": TODAY - DAY}, False),
        ({"opens_on": TODAY, "stopped_at": NOW}, False),
    ],
)
def test_it_takes_answers_on_its_days_until_it_is_stopped(
    fields: dict[str, object], takes: bool
) -> None:
    expected = None if takes else ("collector_closed", None)
    assert refused(check_takes, Collector(**fields), TODAY) == expected
