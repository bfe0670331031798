"""Seeds are described in words that name nobody, and differ enough from one another."""

from datetime import timedelta

import pytest

from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import Role
from homelands.surveys.recruitment.actions import coupons, seeds
from homelands.surveys.recruitment.actions.seeds import NewSeed
from homelands.surveys.recruitment.queries import seeds as queries
from homelands.surveys.recruitment.rules.coupons import NamesSomebody, NoScheme
from homelands.surveys.recruitment.rules.seeds import DIMENSIONS, read, written
from tests import make, make_recruitment

SOME = {"gender": "woman", "age": "25-34", "network": "a choir; on Sundays"}


def test_a_description_is_read_as_it_was_written_but_for_what_parts_it():
    assert read(written(SOME)) == {**SOME, "network": "a choir, on Sundays"}
    assert read("") == {}


def test_the_longest_description_fits_into_its_column():
    assert len(written(dict.fromkeys(DIMENSIONS, "x" * 999))) <= 300


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["ama@example.org", "+44 20 7946 0000", "www.example.org/ama"])
def test_what_leads_to_a_person_is_refused_where_it_stands(words):
    made = make_recruitment.running()
    with pytest.raises(NamesSomebody) as refused:
        seeds.add(made, seed=NewSeed({"region": words}, "GBR"), at=make.NOW, by=make.SYSTEM)
    assert refused.value.field == "region"


def test_seeds_need_rules_and_an_officer_of_every_country():
    with pytest.raises(NoScheme):
        make_recruitment.seed(make_recruitment.study())
    made = make_recruitment.running()
    by = make.officer("GBR", Role.SURVEY_MANAGER)
    with pytest.raises(NotAllowed):
        seeds.add(made, seed=NewSeed({}, "GBR"), at=make.NOW, by=by)


def told(made, later=timedelta(0)):
    with make.as_(make.SYSTEM):
        found = queries.listed(made, make.NOW + later)
        on = (make.NOW + later).date()
        return found, [(a.code, a.subject, a.count) for a in queries.advice(made, found, on)]


def test_advice_asks_for_three_in_each_country_and_for_difference():
    made = make_recruitment.running()
    for _ in range(3):
        make_recruitment.seed(made)
    assert told(made)[1] == [
        ("few", "ITA", 0),
        ("alike", "gender", 0),
        ("untold", "age", 0),
        ("alike", "occupation", 0),
        ("untold", "region", 0),
        ("untold", "network", 0),
    ]


def test_seeds_that_sleep_for_a_week_are_told_of():
    made = make_recruitment.running(destinations=("GBR",))
    for _ in range(6):
        make_recruitment.seed(made)
    assert ("silent", "", 6) in told(made, timedelta(days=7))[1]
    assert "silent" not in [code for code, *_ in told(made, timedelta(days=6))[1]]


def test_the_list_says_how_far_each_came_and_who_came_through_it():
    made = make_recruitment.running()
    done, begun, waiting, gone = (make_recruitment.seed(made) for _ in range(4))
    response, _ = make_recruitment.answered(done)
    for coupon in make_recruitment.invitations(response)[:2]:
        make_recruitment.answered(coupon)
    make_recruitment.begun(begun)
    coupons.void(gone, at=make.NOW, by=make.SYSTEM, why="Moved away")
    found, _advice = told(made)
    assert [(s.coupon.pk, s.state, s.recruits) for s in found] == [
        (done.pk, "answered", 2),
        (begun.pk, "begun", 0),
        (waiting.pk, "waiting", 0),
        (gone.pk, "withdrawn", 0),
    ]
    late, _advice = told(made, timedelta(days=60))
    assert [s.state for s in late] == ["answered", "expired", "expired", "withdrawn"]
