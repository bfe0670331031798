"""What everybody may see: nothing that rests on few people, nor what gives it away."""

import pytest

from homelands.mapping.stocks.queries import registered
from homelands.results.models import Indicator
from homelands.results.queries import funnel, released
from homelands.results.queries import indicators as indicator_queries
from homelands.results.queries.funnel import Funnel
from tests import make, make_results

pytestmark = pytest.mark.django_db


def shown(*cases: tuple[Indicator, float | None, int]) -> list[float | None]:
    """Gives indicators a reading each; returns what the public sees of them, in their order."""
    for indicator, value, n in cases:
        make_results.reading(indicator, value, n)
    seen = {one.indicator.pk: one for one in indicator_queries.public()}
    for indicator, _value, _n in cases:
        one = seen[indicator.pk]
        assert (one.value is None, one.n is None) == (one.hidden, one.hidden)
    return [seen[indicator.pk].value for indicator, _value, _n in cases]


@pytest.mark.parametrize(("n", "seen"), [(9, None), (10, 40.0), (0, None)])
def test_a_value_that_rests_on_fewer_than_ten_is_hidden(n: int, seen: float | None) -> None:
    assert shown((make_results.indicator(), 40, n)) == [seen]


def test_officers_see_what_is_hidden_from_the_public() -> None:
    make_results.reading(make_results.indicator(), 3, 3)
    assert [one.value for one in indicator_queries.listed()] == [3]


def test_a_small_programme_cannot_be_worked_out_from_the_whole() -> None:
    small, large = make_results.programme(), make_results.programme()
    cases = (
        (make_results.indicator(), 33, 33),
        (make_results.indicator(programme_id=small.pk), 3, 3),
        (make_results.indicator(programme_id=large.pk), 30, 30),
    )
    assert shown(*cases) == [33, None, None]


def test_a_small_rest_cannot_be_worked_out_either() -> None:
    programme = make_results.programme()
    cases = (
        (make_results.indicator(), 33, 33),
        (make_results.indicator(programme_id=programme.pk), 30, 30),
    )
    assert shown(*cases) == [33, None]


def test_large_programmes_and_their_whole_are_shown() -> None:
    one, two = make_results.programme(), make_results.programme()
    cases = (
        (make_results.indicator(), 50, 50),
        (make_results.indicator(programme_id=one.pk), 20, 20),
        (make_results.indicator(programme_id=two.pk), 30, 30),
    )
    assert shown(*cases) == [50, 20, 30]


def test_programmes_without_a_whole_stand_alone() -> None:
    one, two = make_results.programme(), make_results.programme()
    cases = (
        (make_results.indicator(programme_id=one.pk), 3, 3),
        (make_results.indicator(programme_id=two.pk), 30, 30),
    )
    assert shown(*cases) == [None, 30]


def test_a_whole_that_is_small_hides_itself_and_its_parts() -> None:
    programme = make_results.programme()
    cases = (
        (make_results.indicator(), 9, 9),
        (make_results.indicator(programme_id=programme.pk), 9, 9),
    )
    assert shown(*cases) == [None, None]


def test_two_indicators_of_the_same_measure_are_hidden_together() -> None:
    cases = ((make_results.indicator(), 9, 9), (make_results.indicator(), 10, 10))
    assert shown(*cases) == [None, None]


def test_other_measures_are_other_tables() -> None:
    cases = (
        (make_results.indicator("people_registered"), 40, 40),
        (make_results.indicator("specialist_days_delivered"), 90, 9),
    )
    assert shown(*cases) == [40, None]


def test_the_funnel_counts_people_and_not_placements() -> None:
    programme, person = make_results.programme(), make.person()
    first = make_results.placement(programme, person)
    make_results.placement(programme, person)
    make_results.placement(programme, started_on=None, ended_on=None, state="planned")
    make.person()
    make_results.followed_up(first)
    with make.as_(make.SYSTEM):
        assert funnel.counted(make.TODAY) == Funnel(3, 2, 1, 1)
        early = funnel.counted(make_results.STARTED.replace(year=2020))
    assert early == Funnel(0, 0, 0, 0)


def test_steps_that_few_reached_are_left_out_of_the_public_funnel() -> None:
    programme = make_results.programme()
    for place in range(12):
        if place < 10:
            made = make_results.placement(programme)
            if place < 9:
                make_results.followed_up(made)
        else:
            make.person()
    # Two of the twelve were not matched: ten would tell of them.
    assert funnel.public(make.TODAY) == Funnel(12, None, None, None)
    for _ in range(8):
        make.person()
    assert funnel.public(make.TODAY) == Funnel(20, 10, 10, None)


def test_the_public_funnel_stays_as_it_was_until_ten_more_have_come() -> None:
    for _ in range(12):
        make.person()
    assert released.funnel(make.TODAY, at=make.NOW).registered == 12
    for shown in (12,) * 9 + (22,):
        make.person()
        assert released.funnel(make.TODAY, at=make.NOW).registered == shown


def test_the_register_is_one_universe_on_every_public_page() -> None:
    for place in range(25):
        make.person("ITA" if place < 4 else "GBR")
    assert released.funnel(make.TODAY, at=make.NOW).registered == 25
    assert registered.let_out("ITA", at=make.NOW) is None
    # 25 less 21 are the four whose number the page of Italy hides.
    assert registered.count_in("GBR") == 21
    assert registered.let_out("GBR", at=make.NOW) is None


def test_an_indicator_stays_at_the_reading_that_was_told() -> None:
    indicator = make_results.indicator()
    for n, shown in ((74, 74), (76, 74), (84, 84)):
        make_results.reading(indicator, n, n)
        (one,) = released.indicators(at=make.NOW)
        assert (one.n, one.value, one.hidden) == (shown, shown, False)
