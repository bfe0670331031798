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
#: A root is named where its tree is at least so wide, in parts of the whole drawing.
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
        _named(knots, widest).mark_text(dy=-14, fontSize=12, color=palette.INK).encode(text="label:N"),
    ]
    drawn: alt.LayerChart = alt.LayerChart(layer=[one.encode(x=x, y=y) for one in layers])
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
    """One path of many pieces: a point without a place ends each."""
    rows: list[dict[str, Any]] = []
    for piece in pieces:
        rows += [{"x": across, "y": depth} for across, depth in piece]
        rows.append({"x": None, "y": None})
    for place, row in enumerate(rows):
        row["at"] = place
    return alt.Chart(alt.Data(values=rows)).encode(order="at:Q")


def _roots(knots: Sequence[Knot]) -> alt.Chart:
    rows = [{"x": knot.across, "y": knot.depth} for knot in knots if knot.on is None]
    return alt.Chart(alt.Data(values=rows))


def _named(knots: Sequence[Knot], widest: float) -> alt.Chart:
    """The names of the roots whose trees are wide enough to hold one."""
    roots = [knot for knot in knots if knot.on is None]
    ends = [*[knot.across for knot in roots[1:]], widest]
    rows = [
        {"x": knot.across, "y": knot.depth, "label": knot.label}
        for knot, end in zip(roots, ends, strict=True)
        if knot.label and (end - knot.across) >= _ROOM * widest
    ]
    return alt.Chart(alt.Data(values=rows))
