"""Draws values by rank, largest first, each with its interval where it is known."""

from collections.abc import Sequence
from dataclasses import asdict

import altair as alt
from django.utils.translation import gettext as _

from ..numerals import number
from . import palette
from .drawing import drawing
from .points import Bar
from .rows import bars, chart, interval, missing, words, x


@drawing
def ranked_bars(points: Sequence[Bar], x_title: str, *, rtl: bool = False) -> alt.LayerChart:
    """Returns one bar per point; points without a value come last, hatched."""
    ranked = sorted(points, key=lambda point: (point.value is None, -(point.value or 0)))
    rows = [
        {**asdict(point), "row": place, "text": _text(point)} for place, point in enumerate(ranked)
    ]
    scale = x("value", x_title, rtl)
    known = [row for row in rows if row["value"] is not None]
    layers = [bars(known, palette.ACCENT, x=scale), *interval(rows, scale), *words(rows, rtl)]
    if len(known) < len(rows):
        layers.insert(1, missing(rows))
    return chart(layers)


def _text(point: Bar) -> str:
    if point.value is None:
        return _("too few to show")
    return number(point.value, 0 if float(point.value).is_integer() else 1)
