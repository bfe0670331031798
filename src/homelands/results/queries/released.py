"""What came of it, as the register of releases lets it out to everybody.

The people of the register are one universe, whether they stand in the funnel, in an indicator or
on the page of a country. A figure that would differ by a few people from one that could be read
before stays as it was.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from homelands.foundation import releases
from homelands.foundation.releases import EVERYBODY
from homelands.people.register.rules.releases import UNIVERSE
from homelands.results.models import Reading
from homelands.results.queries import funnel as funnels
from homelands.results.queries import indicators as queries
from homelands.results.queries.funnel import Funnel
from homelands.results.queries.indicators import Progress
from homelands.science.disclosure.releases import Cells, Selection, selection

PAGE = "results.indicators.public"

#: The steps after which a person has gone a part of the way.
_STEPS = ("matched", "placed", "followed_up")


def funnel(on: date, *, at: datetime) -> Funnel:
    """Returns how many went how far, as everybody may read it."""
    shown = funnels.public(on)
    steps = (shown.matched, shown.placed, shown.followed_up)
    cells = {EVERYBODY: shown.registered}
    cells |= {_reached(place): n for place, n in enumerate(steps)}
    told = releases.let_out(UNIVERSE, cells, page=f"{PAGE}.funnel", at=at)
    return Funnel(told[EVERYBODY], *(told[_reached(place)] for place in range(len(_STEPS))))


def _reached(place: int) -> Selection:
    """Returns those who reached a step: whoever got farther is among them."""
    return selection([("step", _STEPS[place:])])


def indicators(*, at: datetime) -> list[Progress]:
    """Returns every indicator as everybody may see it."""
    shown = queries.public()
    found = {}
    for measure in dict.fromkeys(one.indicator.measure for one in shown):
        these = [one for one in shown if one.indicator.measure == measure]
        for one in _let_out(measure, these, at):
            found[one.indicator.pk] = one
    return [found[one.indicator.pk] for one in shown]


def _let_out(measure: str, these: list[Progress], at: datetime) -> Iterator[Progress]:
    universe = UNIVERSE if measure == "people_registered" else f"measure {measure}"
    cells: Cells = {_scope(one): one.n for one in these if one.is_computed}
    told = releases.let_out(universe, cells, page=PAGE, at=at) if cells else {}
    for one in these:
        n = told.get(_scope(one))
        if n == one.n or not one.is_computed:
            yield one
        else:
            yield _as_it_was(one, n)


def _scope(one: Progress) -> Selection:
    programme = one.indicator.programme_id
    return selection([("programme", [str(programme)])] if programme else [])


def _as_it_was(one: Progress, n: int | None) -> Progress:
    """Returns an indicator with the reading that was told last, hidden where none was."""
    readings = Reading.objects.filter(indicator=one.indicator).order_by("on", "pk")
    reading = None if n is None else readings.filter(n=n).first()
    if reading is None:
        return replace(one, value=None, n=None, hidden=True)
    return replace(one, on=reading.on, value=reading.value, n=reading.n)
