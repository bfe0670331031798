"""Draws how often each class of a number occurs; classes run downwards: a phone has room."""

from collections.abc import Sequence
from typing import Literal

import altair as alt

from ..numerals import number
from . import palette
from .drawing import drawing
from .points import Bin

ROW = 24
# Room for the counts behind the longest bar.
_AIR = 1.18


@drawing
def histogram(
    bins: Sequence[Bin], y_title: str, x_title: str, *, rtl: bool = False
) -> alt.LayerChart:
    """Returns one bar for each class, in the order given, with its count at its end."""
    rows = [
        {"row": place, "label": one.label, "count": one.count, "text": number(one.count)}
        for place, one in enumerate(bins)
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=_x(max((one.count for one in bins), default=1), x_title, rtl),
        y=alt.Y(
            "label:O",
            sort=None,
            scale=alt.Scale(paddingInner=0.08, paddingOuter=0.04),
            axis=alt.Axis(
                title=y_title,
                orient="right" if rtl else "left",
                titleAngle=0,
                titleAnchor="start",
                titleAlign="right" if rtl else "left",
                titleX=4 if rtl else -4,
                titleY=-10,
            ),
        ),
    )
    align: Literal["left", "right"] = "right" if rtl else "left"
    counts = base.mark_text(align=align, dx=-5 if rtl else 5, fontSize=12, color=palette.INK)
    drawn: alt.LayerChart = alt.LayerChart(
        layer=[base.mark_bar(color=palette.ACCENT), counts.encode(text="text:N")]
    )
    return drawn.properties(height=alt.Step(ROW))


def _x(largest: int, title: str, rtl: bool) -> alt.X:
    scale = alt.Scale(reverse=rtl, domain=[0, largest * _AIR], nice=False)
    axis = alt.Axis(
        title=title,
        titleAnchor="start",
        titleAlign="right" if rtl else "left",
        tickCount=4,
        format=",~r",
        labelBound=True,
    )
    return alt.X("count:Q", scale=scale, axis=axis)
