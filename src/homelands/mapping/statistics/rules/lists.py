"""The size of a population from a study whose answers say on which lists each person is.

Each complete answer is one person, found on at least one list; who is on none is left out. No
number of people on any combination of lists is shown: they are counts of few.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import Refusal
from homelands.science.estimate import Caution, Estimate
from homelands.science.publication.thresholds import is_small
from homelands.science.size.fitted import Model as Model  # the page writes it
from homelands.science.size.lists import MOST_LISTS, capture_lists
from homelands.science.size.models import FEWEST, MOST
from homelands.science.size.searched import searched
from homelands.science.size.systems import multiple_systems

_ON, _OFF = frozenset({"1", "yes", "true"}), frozenset({"0", "no", "false"})


class NoLists(Refusal):
    """The answers are no lists; the sentence says of which question."""

    code = "no_lists"


@dataclass(frozen=True)
class Sizes:
    """The spread over all models, those that fit best, and for many lists their average."""

    names: tuple[str, ...]
    n: int
    spread: tuple[float, float] | None
    models: tuple[Model, ...]
    every: int
    average: Estimate | None
    cautions: tuple[Caution, ...]


def sizes(names: Sequence[str], answers: Sequence[Sequence[str]], level: float) -> Sizes:
    """Estimates the size from `answers`, a column of 0 and 1 (or no and yes) for each list."""
    if not FEWEST <= len(set(names)) == len(names) <= MOST_LISTS:
        raise NoLists(
            _("Name %(least)d to %(most)d different questions, with commas between them.")
            % {"least": FEWEST, "most": MOST_LISTS},
            field="lists",
        )
    on = np.array([_flags(name, column) for name, column in zip(names, answers, strict=True)]).T
    on = on[on.any(axis=1)]
    if is_small(len(on)):
        raise NoLists(_("Fewer than ten people are on any of these lists."), field="lists")
    lists = capture_lists(names, on)
    if len(names) <= MOST:
        made, average = multiple_systems(lists, level), None
        every = len(made.models)
    else:
        made, told = searched(lists, level)
        average, every = told.average, told.fitted
    return Sizes(made.lists, made.n, made.spread, made.models[:10], every, average, made.cautions)


def _flags(name: str, column: Sequence[str]) -> list[bool]:
    told = [text.lower() for text in column]
    if any(text not in _ON and text not in _OFF for text in told):
        raise NoLists(
            _("“%(name)s” holds something else than 0 and 1, or no and yes, for somebody.")
            % {"name": name},
            field="lists",
        )
    return [text in _ON for text in told]
