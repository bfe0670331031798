"""Indicators with their last reading: as it is for officers, as it may be shown for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from homelands.results.models import Indicator, Reading
from homelands.results.queries.measures import MEASURES
from homelands.results.rules import Measure
from homelands.science.disclosure.small_cells import suppress
from homelands.science.publication.thresholds import is_small


@dataclass(frozen=True)
class Progress:
    """An indicator and where it stands; `hidden` when that may not be shown."""

    indicator: Indicator
    measure: Measure
    on: date | None = None
    value: float | None = None
    n: int | None = None
    hidden: bool = False

    @property
    def is_computed(self) -> bool:
        """Whether there is something to show or to hide: a reading with a value."""
        return self.on is not None and (self.hidden or self.value is not None)


def listed() -> list[Progress]:
    """Returns every indicator with its last reading, by code."""
    indicators = Indicator.objects.select_related("programme").order_by("code")
    return _with_last(indicators)


def of(indicator: Indicator) -> Progress:
    """Returns one indicator with its last reading."""
    return _with_last([indicator])[0]


def readings(indicator: Indicator) -> QuerySet[Reading]:
    """Returns what an indicator stood at, the latest first."""
    return Reading.objects.filter(indicator=indicator).order_by("-on", "-pk")


def public() -> list[Progress]:
    """Returns every indicator as everybody may see it: what rests on few is hidden.

    A measure taken of programmes and of all of them is one table: a small programme must not
    come out by taking the others from the whole.
    """
    shown = listed()
    hidden = {
        (key, scope)
        for key in {one.indicator.measure for one in shown}
        for scope in _hidden([one for one in shown if one.indicator.measure == key])
    }
    return [
        replace(one, value=None, n=None, hidden=True)
        if (one.indicator.measure, one.indicator.programme_id) in hidden
        else one
        for one in shown
    ]


def _with_last(indicators: Iterable[Indicator]) -> list[Progress]:
    rows = list(indicators)
    last = {
        reading.indicator_id: reading
        for reading in Reading.objects.filter(indicator__in=rows)
        .order_by("indicator", "-on", "-pk")
        .distinct("indicator")
    }
    return [_progress(row, last.get(row.pk)) for row in rows]


def _progress(indicator: Indicator, reading: Reading | None) -> Progress:
    measure = MEASURES[indicator.measure]
    if reading is None:
        return Progress(indicator, measure)
    return Progress(indicator, measure, reading.on, reading.value, reading.n)


def _hidden(of_one_measure: list[Progress]) -> set[UUID | None]:
    """Returns the programmes (None for the whole) of which one measure may not be shown."""
    known: dict[UUID | None, int] = {}
    for one in of_one_measure:
        if one.n is not None and one.value is not None:
            scope = one.indicator.programme_id
            known[scope] = min(one.n, known.get(scope, one.n))
    whole = known.pop(None, None)
    if whole is None:
        return {scope for scope, n in known.items() if is_small(n)}
    rest = whole - sum(known.values())  # in programmes that no indicator shows
    cells = [*known.values(), rest] if rest > 0 or not known else list(known.values())
    hides = suppress(np.array(cells)).hidden.tolist()
    hidden = {scope for scope, hide in zip(known, hides, strict=False) if hide}
    return hidden | {None} if hides[-1] or is_small(whole) else hidden
