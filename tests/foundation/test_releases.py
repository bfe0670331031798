"""The register of releases: figures for people without access, held against all told before."""

from datetime import timedelta

import pytest

from homelands.foundation import releases
from homelands.foundation.models import AuditEvent, Release
from homelands.foundation.releases import EVERYBODY
from homelands.foundation.rules import TellsFew
from tests import make

pytestmark = pytest.mark.django_db


def shown(yes: int | None, no: int, page: str = "a.b.c", days: int = 0) -> dict[str, int | None]:
    """What a page shows of a table of two answers."""
    people = None if yes is None else yes + no
    cells = releases.by_answer("works", people, {"yes": yes, "no": no})
    told = releases.let_out("study", cells, page=page, at=make.NOW + timedelta(days))
    assert told.keys() == cells.keys()
    return {
        "all" if of == EVERYBODY else next(iter(next(iter(of))[1])): n for of, n in told.items()
    }


def test_a_table_is_let_out_and_noted_once() -> None:
    assert shown(30, 20) == shown(30, 20, days=1) == {"yes": 30, "no": 20, "all": 50}
    (release,) = Release.objects.all()
    assert (release.universe, release.page, release.released_at) == ("study", "a.b.c", make.NOW)
    with make.as_(make.SYSTEM):
        assert AuditEvent.objects.filter(code="foundation.releases.note").count() == 1


def test_what_a_few_changed_stays_as_it_was_shown_until_ten_have() -> None:
    shown(30, 20)
    assert shown(32, 20, days=1) == {"yes": 30, "no": 20, "all": 50}
    assert shown(60, 40, days=2) == {"yes": 60, "no": 40, "all": 100}
    assert Release.objects.count() == 2


def test_a_page_that_never_showed_a_table_hides_what_another_one_told() -> None:
    shown(30, 20)
    assert shown(32, 20, page="d.e.f", days=1) == {"yes": None, "no": None, "all": None}
    assert shown(30, 20, page="d.e.f", days=1) == {"yes": 30, "no": 20, "all": 50}


def test_what_was_hidden_stays_hidden_where_it_was() -> None:
    assert shown(None, 20) == {"yes": None, "no": 20, "all": None}
    assert shown(None, 20, days=1) == {"yes": None, "no": 20, "all": None}


def test_parts_along_a_variable_are_held_against_the_whole() -> None:
    """37 of all, 31 in one country: six live in the other one, whose page would hide them."""
    releases.let_out("register", {EVERYBODY: 37}, page="a.b.c", at=make.NOW)
    here = releases.selection([("country", ["GBR"])])
    told = releases.let_out("register", {here: 31}, page="d.e.f", at=make.NOW)
    assert told == {here: None}


def test_a_table_that_is_shown_whole_is_refused_whole() -> None:
    for n in (50, 50, 60):
        releases.let_out_whole("study", {EVERYBODY: n}, page="a.b.c", at=make.NOW)
    with pytest.raises(TellsFew, match="1 people could be made out"):
        releases.let_out_whole("study", {EVERYBODY: 61}, page="a.b.c", at=make.NOW)
    with pytest.raises(TellsFew):
        releases.check("study", {EVERYBODY: 61})
    assert Release.objects.count() == 2


def test_universes_are_apart() -> None:
    for n, universe in ((50, "one"), (51, "other")):
        cells = {EVERYBODY: n}
        assert releases.let_out(universe, cells, page="a.b.c", at=make.NOW) == cells
