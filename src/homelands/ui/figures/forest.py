"""Draws a forest of trees side by side, from its roots downwards, one step for each depth.

All branches are one path and all knots another: a thousand of them weigh no more than a picture.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt

from . import palette
from .drawing import drawing
from .points import Knot

STEP = 26
#: A root is named where the last name is at least so far away, in parts of the whole drawing.
_ROOM = 0.045


@drawing
def forest(knots: Sequence[Knot], y_title: str, *, rtl: bool = False) -> alt.LayerChart:
    """Returns the trees; ``on`` is the place of a knot in the list, None for a root."""
    widest = max(knot.across for knot in knots)
    depth = max(knot.depth for knot in knots)
    pairs = [(knots[knot.on], knot) for knot in knots if knot.on is not None]
    twigs = [[(one.across, one.depth), (two.across, two.depth)] for one, two in pairs]
    dots = [[(knot.across, knot.depth)] * 2 for knot in knots if knot.on is not None]
    x = _x(widest, rtl)
    y = _y(depth, y_title, rtl)
    layers = [
        _path(twigs).mark_line(color=palette.SOFT, strokeWidth=1, **_BROKEN),
        _path(dots).mark_line(color=palette.ACCENT, strokeWidth=5, strokeCap="round", **_BROKEN),
        _roots(knots).mark_square(color=palette.MARK, opacity=1, size=70, stroke=palette.INK),
        _named(knots, widest)
        .mark_text(dy=-14, fontSize=12, color=palette.INK)
        .encode(text="label:N"),
    ]
    drawn: alt.LayerChart = alt.LayerChart(layer=[layer.encode(x=x, y=y) for layer in layers])
    return drawn.properties(height=STEP * (depth + 1))


_BROKEN: dict[str, Any] = {"invalid": "break-paths-filter-domains"}


def _x(widest: float, rtl: bool) -> alt.X:
    scale = alt.Scale(domain=[-1, widest + 1], reverse=rtl, nice=False, zero=False)
    return alt.X("x:Q", axis=None, scale=scale)


def _y(depth: int, title: str, rtl: bool) -> alt.Y:
    scale = alt.Scale(domain=[-0.8, depth + 0.4], reverse=True, nice=False, zero=False)
    axis = alt.Axis(
        title=title,
        orient="right" if rtl else "left",
        values=list(range(0, depth + 1, 1 if depth < 13 else 5)),
        format="d",
        titleAngle=0,
        titleAnchor="end",
        titleAlign="right" if rtl else "left",
        titleX=4 if rtl else -4,
        titleY=-6,
    )
    return alt.Y("y:Q", scale=scale, axis=axis)


def _path(pieces: list[list[tuple[float, int]]]) -> alt.Chart:
    """One path of many pieces: a point without a place ends each.

    The points are one text, which is handed on as it is: thousands of objects would be looked
    through one by one.
    """
    lines = ["at,x,y"]
    for piece in pieces:
        for across, depth in piece:
            lines.append(f"{len(lines)},{across:g},{depth}")
        lines.append(f"{len(lines)},,")
    columns = alt.CsvDataFormat(parse={"at": "number", "x": "number", "y": "number"}, type="csv")
    return alt.Chart(alt.InlineData(values="\n".join(lines), format=columns)).encode(order="at:Q")


def _roots(knots: Sequence[Knot]) -> alt.Chart:
    rows = [{"x": knot.across, "y": knot.depth} for knot in knots if knot.on is None]
    return alt.Chart(alt.Data(values=rows))


def _named(knots: Sequence[Knot], widest: float) -> alt.Chart:
    """The names of the roots, from where reading starts, as far as they have room."""
    rows: list[dict[str, Any]] = []
    for knot in sorted(knots, key=lambda one: one.across):
        near = bool(rows) and knot.across - rows[-1]["x"] < _ROOM * widest
        if knot.on is None and knot.label and not near:
            rows.append({"x": knot.across, "y": knot.depth, "label": knot.label})
    return alt.Chart(alt.Data(values=rows))
