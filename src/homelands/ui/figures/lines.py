"""Draws lines in small panels under each other, all on the same scales, each with its end value.

The panels are rows of one drawing: what is measured upwards is laid into each row's own height,
so that a phone shows them as well as a wide page does.
"""

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from ..numerals import number
from . import palette
from .drawing import drawing
from .points import Panel
from .rows import x

ROW = 96
# In parts of a row: the words stand above, the lines between these two.
_TOP, _BOTTOM = 0.34, 0.94
_WORDS = 0.12


@drawing
def small_lines(
    panels: Sequence[Panel], x_title: str, top: float, *, unit: str = "", rtl: bool = False
) -> alt.LayerChart:
    """Returns a panel for each row; values run from 0 to ``top``, in ``unit``."""
    scale = x("x", x_title, rtl)
    guides = [{"y": place + edge} for place in range(len(panels)) for edge in (_TOP, _BOTTOM)]
    rows = [
        {"row": place + _WORDS, "label": panel.label, "text": panel.text}
        for place, panel in enumerate(panels)
    ]
    layers = [
        _data(guides).mark_rule(color=palette.LINE).encode(y=_y("y", len(panels))),
        *_references(panels, top),
        _lines(panels, top, scale),
        *_ends(panels, top, scale, rtl),
        *_words(rows, len(panels), rtl),
        _height(len(panels), f"{number(top)}{unit}", rtl),
    ]
    drawn: alt.LayerChart = alt.LayerChart(layer=layers)
    return drawn.properties(height=ROW * len(panels))


def _data(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.Data(values=rows))


def _y(field: str, panels: int) -> alt.Y:
    scale = alt.Scale(domain=[0, panels], reverse=True, nice=False, zero=False)
    return alt.Y(f"{field}:Q", axis=None, scale=scale)


def _place(panel: int, value: float, top: float) -> float:
    return panel + _BOTTOM - (_BOTTOM - _TOP) * value / top


def _references(panels: Sequence[Panel], top: float) -> list[alt.Chart]:
    rows = [
        {"y": _place(place, panel.reference, top)}
        for place, panel in enumerate(panels)
        if panel.reference is not None
    ]
    if not rows:
        return []
    dashes = _data(rows).mark_rule(color=palette.MARK, strokeWidth=2, strokeDash=[5, 4])
    return [dashes.encode(y=_y("y", len(panels)))]


def _lines(panels: Sequence[Panel], top: float, scale: alt.X) -> alt.Chart:
    rows = [
        {"x": at, "y": _place(place, value, top), "line": f"{place}.{number}"}
        for place, panel in enumerate(panels)
        for number, line in enumerate(panel.lines)
        for at, value in line.points
    ]
    return (
        _data(rows)
        .mark_line(color=palette.ACCENT, strokeWidth=2)
        .encode(x=scale, y=_y("y", len(panels)), detail="line:N")
    )


def _ends(panels: Sequence[Panel], top: float, scale: alt.X, rtl: bool) -> list[alt.Chart]:
    """A dot where each line ends, and its name there if it has one."""
    rows = [
        {"x": line.points[-1][0], "y": _place(place, line.points[-1][1], top), "name": line.label}
        for place, panel in enumerate(panels)
        for line in panel.lines
        if line.points
    ]
    base = _data(rows).encode(x=scale, y=_y("y", len(panels)))
    dots = base.mark_circle(color=palette.ACCENT, opacity=1, size=36)
    if not any(row["name"] for row in rows):
        return [dots]
    align: Literal["left", "right"] = "right" if rtl else "left"
    names = base.mark_text(
        align=align, dx=-6 if rtl else 6, dy=-7, fontSize=12, color=palette.INK
    ).encode(text="name:N")
    return [dots, names]


def _words(rows: list[dict[str, Any]], panels: int, rtl: bool) -> list[alt.Chart]:
    """The name of each panel where reading starts, its end value where the row ends."""
    start, end = (alt.value("width"), alt.value(0)) if rtl else (alt.value(0), alt.value("width"))
    room = max((len(row["text"]) for row in rows), default=0) * 9 + 8
    base = _data(rows).encode(y=_y("row", panels))
    first: Literal["left", "right"] = "right" if rtl else "left"
    last: Literal["left", "right"] = "left" if rtl else "right"
    name = base.mark_text(align=first, limit=alt.ExprRef(f"width - {room}"), color=palette.INK)
    value = base.mark_text(align=last, fontWeight=600, color=palette.INK)
    return [name.encode(text="label:N", x=start), value.encode(text="text:N", x=end)]


def _height(panels: int, text: str, rtl: bool) -> alt.Chart:
    """What the upper guide of each panel stands for, in small letters above its start."""
    rows = [{"y": place + _TOP, "text": text} for place in range(panels)]
    align: Literal["left", "right"] = "right" if rtl else "left"
    small = _data(rows).mark_text(align=align, dy=-8, fontSize=11, color=palette.SOFT)
    at = alt.value("width") if rtl else alt.value(0)
    return small.encode(y=_y("y", panels), x=at, text="text:N")
