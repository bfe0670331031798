"""Draws how many people reached each step of a programme, from the same starting line."""

from collections.abc import Sequence

import altair as alt
from django.utils.translation import gettext as _

from ..numerals import number
from . import palette
from .drawing import drawing
from .points import Stage
from .rows import bars, chart, missing, words, x


@drawing
def funnel_bars(stages: Sequence[Stage], x_title: str, *, rtl: bool = False) -> alt.LayerChart:
    """Returns one bar per step, in the order given."""
    rows = [
        {
            "row": place,
            "label": stage.label,
            "value": stage.count,
            "text": _("too few to show") if stage.count is None else number(stage.count),
        }
        for place, stage in enumerate(stages)
    ]
    known = [row for row in rows if row["value"] is not None]
    layers = [bars(known, palette.ACCENT, x=x("value", x_title, rtl)), *words(rows, rtl)]
    if len(known) < len(rows):
        layers.insert(1, missing(rows))
    return chart(layers)
