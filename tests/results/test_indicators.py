"""Indicators: who keeps them, what is refused, and readings that stay."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from homelands.foundation.actors import Actor, Reach
from homelands.foundation.errors import NotAllowed
from homelands.foundation.queries import history
from homelands.foundation.roles import Role
from homelands.results.actions import indicators
from homelands.results.actions.indicators import CodeTaken
from homelands.results.models import Indicator, Reading
from homelands.results.queries import indicators as indicator_queries
from homelands.results.rules import Unsound
from tests import make, make_results

pytestmark = pytest.mark.django_db


def monitor(**scope: object) -> Actor:
    """A monitoring officer with a grant for a scope or, without one, everywhere."""
    return Actor(kind="user", reaches=(Reach(Role.ME_OFFICER, **scope),))  # type: ignore[arg-type]


def test_a_monitoring_officer_sets_up_an_indicator() -> None:
    made = indicators.add(make_results.new(code="1.2"), by=monitor())
    assert Indicator.objects.get() == made
    assert (made.code, made.baseline, made.target) == ("1.2", 0, 120)


@pytest.mark.parametrize("role", [Role.MINISTRY_OFFICER, Role.PROGRAMME_MANAGER, Role.AUDITOR])
def test_others_set_up_and_compute_nothing(role: Role) -> None:
    known = make_results.indicator()
    with pytest.raises(NotAllowed):
        indicators.add(make_results.new(), by=make.officer(role=role))
    with pytest.raises(NotAllowed):
        indicators.compute(known, on=make.TODAY, by=make.officer(role=role))
    assert (Indicator.objects.count(), Reading.objects.count()) == (1, 0)


def test_a_grant_for_one_programme_reaches_its_indicators_only() -> None:
    own, other = make_results.programme(), make_results.programme()
    by = monitor(programme=own.pk)
    made = indicators.add(make_results.new(programme_id=own.pk), by=by)
    assert indicators.compute(made, on=make.TODAY, by=by).indicator == made
    for scope in (other.pk, None):
        with pytest.raises(NotAllowed):
            indicators.add(make_results.new(programme_id=scope), by=by)
        with pytest.raises(NotAllowed):
            indicators.compute(make_results.indicator(programme_id=scope), on=make.TODAY, by=by)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"measure": "happiness"}, "measure"),
        ({"target": -1}, "target"),
        ({"baseline": -1}, "baseline"),
        ({"target_on": date(2025, 1, 1)}, "target_on"),
    ],
)
def test_what_is_unsound_is_refused_on_its_field(fields: dict[str, object], field: str) -> None:
    with pytest.raises(Unsound) as refusal:
        make_results.indicator(**fields)
    assert refusal.value.field == field
    assert Indicator.objects.count() == 0


def test_a_measure_of_the_whole_service_takes_no_programme() -> None:
    with pytest.raises(Unsound) as refusal:
        make_results.indicator("people_registered", programme_id=make_results.programme().pk)
    assert refusal.value.field == "programme"


def test_a_code_is_used_once() -> None:
    make_results.indicator(code="1.2")
    with pytest.raises(CodeTaken) as refusal:
        make_results.indicator(code="1.2")
    assert refusal.value.field == "code"


def test_the_last_reading_of_the_latest_day_counts() -> None:
    indicator = make_results.indicator()
    make_results.placement(make_results.programme())
    before = make_results.STARTED - timedelta(days=1)
    indicators.compute(indicator, on=make.TODAY, by=monitor())
    make_results.placement(make_results.programme())
    indicators.compute(indicator, on=make.TODAY, by=monitor(), note="After the second return")
    indicators.compute(indicator, on=before, by=monitor())
    progress = indicator_queries.of(indicator)
    assert (progress.on, progress.value, progress.n) == (make.TODAY, 2, 2)
    readings = indicator_queries.readings(indicator)
    assert [(r.on, r.value, r.note) for r in readings] == [
        (make.TODAY, 2, "After the second return"),
        (make.TODAY, 1, ""),
        (before, 0, ""),
    ]


def test_a_reading_is_never_changed_and_its_chain_holds() -> None:
    reading = indicators.compute(make_results.indicator(), on=make.TODAY, by=monitor())
    for change in (
        lambda: Reading.objects.filter(pk=reading.pk).update(value=99),
        lambda: Reading.objects.filter(pk=reading.pk).delete(),
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied|append-only"),
            transaction.atomic(),
        ):
            change()
    assert history.breaks("results_reading") == []


def test_an_indicator_without_a_reading_stands_nowhere() -> None:
    progress = indicator_queries.of(make_results.indicator())
    assert (progress.is_computed, progress.on, progress.value) == (False, None, None)
