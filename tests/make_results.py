"""What tests of results need: indicators, and placements that stand where they are asked to."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from homelands.people.register.models import Person
from homelands.programmes.needs.models import Call, Need, Programme
from homelands.programmes.placements.models import FollowUp, Placement
from homelands.programmes.selection.models import Application, Match
from homelands.results.actions import indicators
from homelands.results.actions.indicators import NewIndicator
from homelands.results.models import Indicator, Reading
from tests import make, make_organisations

STARTED, ENDED = date(2026, 9, 1), date(2026, 9, 10)


def new(measure: str = "placements_completed", **fields: Any) -> NewIndicator:
    """What an indicator is to be."""
    given = {
        "code": f"1.{make.number()}",
        "name": "Placements completed",
        "definition": "Placements that lasted to their last day.",
        "unit": "placements",
        "baseline": 0,
        "baseline_on": date(2025, 1, 1),
        "target": 120,
        "target_on": date(2027, 12, 31),
    }
    return NewIndicator(measure=measure, **{**given, **fields})


def indicator(measure: str = "placements_completed", **fields: Any) -> Indicator:
    """An indicator that is set up."""
    return indicators.add(new(measure, **fields), by=make.SYSTEM)


def reading(indicator: Indicator, value: float | None, n: int) -> Reading:
    """A reading with a given value, whatever the records say."""
    return Reading.objects.create(indicator=indicator, value=value, on=make.TODAY, n=n)


def programme() -> Programme:
    """A programme."""
    name = f"programme-{make.number()}"
    largest = Decimal(10_000)
    return Programme.objects.create(
        name=name, slug=name, currency="EUR", largest_payment=largest, added_at=make.NOW
    )


def _need(programme: Programme) -> Need:
    return Need.objects.create(
        programme=programme,
        host=make_organisations.host(),
        title="Neonatal nurse",
        terms="Train a ward.",
        occupations=["2221"],
        modality="temporary",
        weeks=2,
        place="Tamale",
        starts_from=STARTED,
        starts_until=ENDED,
        made_at=make.NOW,
    )


def match(programme: Programme, person: Person | None = None) -> Match:
    """A person and a host who agreed."""
    with make.as_(make.SYSTEM):
        person = person or make.person()
        need = _need(programme)
        call = Call.objects.create(
            need=need,
            programme=programme,
            opens_at=make.NOW - timedelta(days=200),
            closes_at=make.NOW - timedelta(days=150),
        )
        application = Application.objects.create(
            call=call,
            programme=programme,
            person=person,
            state=Application.State.MATCHED,
            started_at=make.NOW - timedelta(days=180),
            submitted_at=make.NOW - timedelta(days=170),
        )
        return Match.objects.create(
            application=application,
            need=need,
            programme=programme,
            host=need.host,
            person=person,
            state=Match.State.PLACED,
            proposed_at=make.NOW - timedelta(days=160),
            agreed_at=make.NOW - timedelta(days=150),
        )


def placement(programme: Programme, person: Person | None = None, **fields: Any) -> Placement:
    """A placement of ten days that was completed."""
    agreed = match(programme, person)
    given = {
        "state": Placement.State.COMPLETED,
        "modality": "temporary",
        "starts_on": STARTED,
        "ends_on": ENDED,
        "started_on": STARTED,
        "ended_on": ENDED,
    }
    with make.as_(make.SYSTEM):
        return Placement.objects.create(
            match=agreed,
            programme=programme,
            host=agreed.host,
            person=agreed.person,
            planned_at=make.NOW,
            **{**given, **fields},
        )


def followed_up(placement: Placement) -> UUID:
    """Somebody asked a year later what lasted."""
    with make.as_(make.SYSTEM):
        made = FollowUp.objects.create(
            placement=placement,
            programme=placement.programme,
            host=placement.host,
            person=placement.person,
            text="The ward still does it.",
            at=make.NOW,
        )
    return made.pk
