"""Multiple systems: the sizes that all models of dependence between the lists give.

Question     How many people are there, seen and unseen, and how far do the models disagree?
Formula      Every model of `models.hierarchical`, fitted; the spread is the lowest and the
             highest number among them. Never an average, never one model without the others.
Source       Fienberg (1972), Biometrika 59(3); Aleshin-Guendel, Sadinle and Wakefield (2021),
             arXiv:2101.09304: models that fit alike may give any number, so that the
             assumption that identifies the unseen must be named, or no estimate given.
Assumptions  IDENTIFYING and the others in ASSUMPTIONS, which travel with the result.
Not for      Fewer than three lists; lists that were not linked person by person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from homelands.science.estimate import Caution
from homelands.science.facts import Facts
from homelands.science.size.fitted import Model, fitted
from homelands.science.size.lists import Lists
from homelands.science.size.models import MOST_IN_FULL, hierarchical

IDENTIFYING = (
    "The interaction of all the lists together is zero: the people on no list are linked to the "
    "people on the lists by this alone, and no data can test it."
)
CLOSED = "The population is closed: all lists are of the same people, place and period."
LINKED = (
    "The lists are linked without error: a missed link raises every estimate, a false one lowers "
    "it."
)
ALIKE = (
    "People who differ in how likely they are to be on lists do so only in ways that the model's "
    "terms describe."
)
ASSUMPTIONS = (IDENTIFYING, CLOSED, LINKED, ALIKE)

APART = 2.0  # highest over lowest, from which the spread is the message


@dataclass(frozen=True, slots=True)
class MultipleSystems:
    """`models` by AIC; `spread` over all that give a number, limits included; `spread_existing`
    over those whose estimate exists; None where there is none. `n` people were seen.
    """

    lists: tuple[str, ...]
    n: int
    spread: tuple[float, float] | None
    spread_existing: tuple[float, float] | None
    models: tuple[Model, ...]
    assumptions: tuple[str, ...]
    cautions: tuple[Caution, ...]


def multiple_systems(lists: Lists, level: float = 0.95) -> MultipleSystems:
    """Fit every hierarchical model of 3 or 4 lists, and every model of pairs of 5."""
    found = [
        fitted(model.name, model.design(lists.seen), lists, level)
        for model in hierarchical(len(lists.names))
    ]
    models = tuple(sorted(found, key=lambda model: model.aic))
    spread, existing = spread_of(models), spread_of([one for one in models if one.exists])
    cautions = doubts(models, spread, existing, lists) + _pairs(lists)
    return MultipleSystems(lists.names, lists.n, spread, existing, models, ASSUMPTIONS, cautions)


def doubts(
    models: Sequence[Model],
    spread: tuple[float, float] | None,
    existing: tuple[float, float] | None,
    lists: Lists,
) -> tuple[Caution, ...]:
    """Return the doubts that models bring, of which some may have no estimate."""
    return _apart(spread) + _missing(models, existing) + _apart_lists(lists)


def spread_of(models: Sequence[Model]) -> tuple[float, float] | None:
    """Return the lowest and the highest number among models, None where none gives one."""
    values = [model.estimate.value for model in models if model.estimate]
    return (min(values), max(values)) if values else None


def _apart(spread: tuple[float, float] | None) -> tuple[Caution, ...]:
    if spread is None or spread[1] < APART * spread[0]:
        return ()
    low, high = spread
    return (Caution("size-spread-wide", Facts(factor=high / low, low=low, high=high)),)


def _missing(models: Sequence[Model], existing: tuple[float, float] | None) -> tuple[Caution, ...]:
    """Return the caution on models whose maximum likelihood estimate does not exist."""
    missing = sum(not model.exists for model in models)
    if not missing:
        return ()
    if existing is None:
        return (Caution("size-estimates-none", Facts(models=len(models))),)
    low, high = existing
    facts = Facts(missing=missing, models=len(models), low=low, high=high)
    return (Caution("size-estimate-missing", facts),)


def _apart_lists(lists: Lists) -> tuple[Caution, ...]:
    """Return a caution for each pair of lists that share nobody."""
    cautions: list[Caution] = []
    for a, b in combinations(range(len(lists.names)), 2):
        if not lists.count[lists.seen[:, a] & lists.seen[:, b]].sum():
            facts = Facts(first=lists.names[a], second=lists.names[b])
            cautions.append(Caution("lists-without-overlap", facts))
    return tuple(cautions)


def _pairs(lists: Lists) -> tuple[Caution, ...]:
    if len(lists.names) <= MOST_IN_FULL:
        return ()
    return (Caution("models-of-pairs-only", Facts(lists=len(lists.names))),)
