"""Fills in what an answer changes elsewhere, as the form's author wants it."""

from collections.abc import Mapping

from ..paths import inside
from ..reading.questions import Change
from .instance import Place
from .kinds import written
from .settling import Settling

MAX_CHANGES = 10
"""How often one change may bring about another."""


def apply_changes(settling: Settling, before: Mapping[str, str]) -> None:
    """Runs the actions of all answers that differ from before, and of those these change."""
    held = dict(before)
    for _ in range(MAX_CHANGES):
        changed = [
            place
            for path in settling.form.changing
            for place in settling.instance.all_of(path)
            if place.text != held.get(place.path, "")
        ]
        if not changed:
            return
        for place in changed:
            held[place.path] = place.text
            for change in place.bind.changes:
                _fill(settling, place, change)
        settling.settle()


def _fill(settling: Settling, source: Place, change: Change) -> None:
    for target in _targets(settling, source, change.path):
        value = "" if change.value is None else settling.at(change.value, target)
        filled = written(value, target.bind.type)
        settling.given[target.path] = settling.context.budget.write(filled)


def _targets(settling: Settling, source: Place, path: str) -> list[Place]:
    """Finds the nodes that are meant: in the same round, where that is in the same repeat."""
    here: Place | None = source
    while here is not None and not inside(path, here.bind.path):
        here = here.parent
    places = settling.instance.all_of(path)
    return [place for place in places if here is not None and inside(place.path, here.path)]
