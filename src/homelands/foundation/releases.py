"""The one way by which figures reach people who may not read what they are made of.

A page for everybody, or for officers without a grant for the records behind a figure, shows what
`let_out` returns. It holds a table against all that was told of the same people before: what
subtracting one from the other would tell of fewer than ten people is not shown again, and the
page goes on showing what it showed last. What is new is noted in the register of releases.
"""

from collections.abc import Mapping
from datetime import datetime

from homelands.foundation.access.context import acting
from homelands.foundation.actions import releases as actions
from homelands.foundation.actors import Actor
from homelands.foundation.queries import releases
from homelands.foundation.queries.releases import Told
from homelands.foundation.rules import TellsFew, check_tells_nobody
from homelands.science.disclosure import releases as science
from homelands.science.disclosure.releases import Cells, selection

__all__ = ["EVERYBODY", "by_answer", "check", "let_out", "let_out_each", "let_out_whole"]

#: Everybody whom a universe counts.
EVERYBODY = selection([])


def by_answer(variable: str, people: int | None, counts: Mapping[str, int | None]) -> Cells:
    """Returns a table by the answers to one question, with everybody in it."""
    cells = {selection([(variable, [answer])]): n for answer, n in counts.items()}
    return {**cells, EVERYBODY: people}


def let_out(universe: str, cells: Cells, *, page: str, at: datetime) -> Cells:
    """Returns what may be shown: the table as it is, as the page showed it last, or hidden."""
    return let_out_each({universe: cells}, page=page, at=at)[universe]


def let_out_each(tables: Mapping[str, Cells], *, page: str, at: datetime) -> dict[str, Cells]:
    """Returns what may be shown of several tables, each of a universe of its own."""
    told = releases.told(tables)
    return {
        universe: _let_out(universe, cells, told[universe], page, at)
        for universe, cells in tables.items()
    }


def let_out_whole(universe: str, cells: Cells, *, page: str, at: datetime) -> None:
    """Notes a table that is shown as it is or not at all; refused where it tells of a few."""
    if cells not in [one.cells for one in releases.told([universe])[universe]]:
        actions.note(universe, cells=cells, page=page, at=at, by=Actor.system(page))


def check(universe: str, cells: Cells) -> None:
    """Refuses a table that tells of a few people, beside what was told before."""
    with acting(Actor.system("releases")):
        check_tells_nobody(releases.before(universe), science.of_cells("", universe, cells))


def _let_out(universe: str, cells: Cells, told: list[Told], page: str, at: datetime) -> Cells:
    if cells in [one.cells for one in told]:
        return cells
    try:
        actions.note(universe, cells=cells, page=page, at=at, by=Actor.system(page))
    except TellsFew:
        shown = {cell: n for one in told if one.page == page for cell, n in one.cells.items()}
        return {cell: shown.get(cell) for cell in cells}
    return cells
