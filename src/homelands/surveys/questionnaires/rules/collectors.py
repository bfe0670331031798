"""Who may open and change the collectors of a study, and when a collector takes answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.roles import Role
from homelands.foundation.rules import UnknownCountry, check_country, check_holds
from homelands.surveys.questionnaires.models import Collector, Study


class CollectorClosed(NotNow):
    code = "collector_closed"
    sentence = _("This way of taking part is closed. Nothing was stored.")


class WrongDates(Refusal):
    code = "wrong_dates"
    sentence = _("A collector cannot close before it opens.")


check_manager = check_holds(Role.SURVEY_MANAGER)


def check_reaches(by: Actor, study: Study, destination: str) -> None:
    """Survey managers of the country; if there is none, of every country of the study."""
    places: Sequence[str] = [destination] if destination else (study.destinations or [""])
    if not all(by.holds(Role.SURVEY_MANAGER, country=place) for place in places):
        raise NotAllowed(_("This needs a survey manager of every country of this collector."))


def check_manages_collector(by: Actor, collector: Any) -> None:
    """Survey managers of the country of the collector; if it has none, of all of the study."""
    check_reaches(by, collector.study, collector.destination)


def check_place(study: Study, destination: str) -> None:
    """A collector leads into a country of its study."""
    if destination:
        check_country(destination, "destination")
        if study.destinations and destination not in study.destinations:
            raise UnknownCountry(field="destination")


def check_dates(opens_on: date, closes_on: date | None) -> None:
    if closes_on is not None and closes_on < opens_on:
        raise WrongDates(field="closes_on")


def check_takes(collector: Collector, on: date) -> None:
    """A collector that is stopped, or outside its dates, takes no respondent."""
    late = collector.closes_on is not None and on > collector.closes_on
    if collector.stopped_at is not None or on < collector.opens_on or late:
        raise CollectorClosed
