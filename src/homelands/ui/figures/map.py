"""Draws values at places as bubbles over the land, without any border.

Borders are politics: a boundary file is a data pack that a deployment chooses for itself.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Literal

import altair as alt

from . import land, palette
from .drawing import drawing
from .points import Place
from .svg import PHONE, WIDE, only_at

# Height over width of the whole Earth in the Equal Earth projection, with a little air.
ASPECT = 0.5
NAMED = 6
# Half the width of the whole Earth in that projection, where its radius is 1.
_HALF = 2.70663
# The area of the largest bubble, in square pixels.
LARGEST = 900


@drawing
def bubble_map(points: Sequence[Place], *, named: int = NAMED) -> alt.LayerChart:
    """Returns a map whose bubbles have the area of their value; the largest carry names."""
    known = sorted(
        (point for point in points if point.value is not None),
        key=lambda point: -(point.value or 0),
    )
    absent = [asdict(point) for point in points if point.value is None]
    layers = [
        alt.Chart(alt.Data(values=[land.feature()])).mark_geoshape(fill=palette.LINE),
        _bubbles([asdict(point) for point in known]),
        *(name for width in (PHONE, WIDE) for name in _names(known, named, width)),
    ]
    if absent:
        layers.insert(1, _absent(absent))
    earth: alt.LayerChart = alt.LayerChart(layer=layers).project(type="equalEarth")
    return earth.properties(height=340, usermeta={"aspect": ASPECT})


def _at(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.Data(values=rows)).encode(longitude="longitude:Q", latitude="latitude:Q")


def _bubbles(rows: list[dict[str, Any]]) -> alt.Chart:
    size = alt.Size(
        "value:Q", legend=None, scale=alt.Scale(type="linear", zero=True, range=[0, LARGEST])
    )
    return (
        _at(rows)
        .mark_circle(color=palette.ACCENT, opacity=1, fillOpacity=0.72, stroke=palette.PAPER)
        .encode(size=size)
    )


def _absent(rows: list[dict[str, Any]]) -> alt.Chart:
    return _at(rows).mark_circle(color=palette.MISSING, opacity=1, size=60)


def _names(points: Sequence[Place], named: int, width: int) -> list[alt.Chart]:
    """Names the first bubbles, clear of every other name and bubble on a drawing of that width.

    A name that finds no room is left out: it stands in the table.
    """
    radii = [_radius(point, points) for point in points]
    bubbles = [
        _box(_projected(point, width), radius) for point, radius in zip(points, radii, strict=True)
    ]
    names: list[_Box] = []
    layers = []
    for at, point in enumerate(points[:named]):
        others = [*bubbles[:at], *bubbles[at + 1 :], *names]
        for dx, dy, align in _around(radii[at]):
            box = _text_box(point, _projected(point, width), dx, dy, align)
            if _is_free(box, others, width):
                names.append(box)
                base = _at([asdict(point)]).encode(text="label:N")
                mark = base.mark_text(fontSize=12, dx=dx, dy=dy, align=align, color=palette.INK)
                layers.append(mark.properties(name=only_at(width, at)))
                break
    return layers


#: Left, top, right and bottom, in pixels.
_Box = tuple[float, float, float, float]


def _around(away: float) -> list[tuple[float, float, Literal["left", "center", "right"]]]:
    """Where a name may stand: above, below, beside, and at the four corners."""
    near = away * 0.7 + 3
    return [
        (0, -away - 8, "center"),
        (away + 4, 0, "left"),
        (-away - 4, 0, "right"),
        (0, away + 8, "center"),
        (near, -near - 4, "left"),
        (-near, -near - 4, "right"),
        (near, near + 4, "left"),
        (-near, near + 4, "right"),
    ]


def _text_box(point: Place, at: tuple[float, float], dx: float, dy: float, align: str) -> _Box:
    wide = 6.4 * len(point.label)
    left = at[0] + dx - {"left": 0.0, "center": wide / 2, "right": wide}[align]
    return left, at[1] + dy - 7, left + wide, at[1] + dy + 7


def _box(at: tuple[float, float], radius: float) -> _Box:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _is_free(box: _Box, others: Sequence[_Box], width: int) -> bool:
    left, top, right, bottom = box
    on_paper = left >= 0 and right <= width and top >= 0 and bottom <= width * ASPECT
    return on_paper and not any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        for other in others
    )


def _projected(point: Place, width: int) -> tuple[float, float]:
    """Where a place is drawn: Equal Earth (Savric, Patterson and Jenny, 2018), in pixels."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(point.latitude)))
    slope = a1 + 3 * a2 * t**2 + t**6 * (7 * a3 + 9 * a4 * t**2)
    x = 2 * math.sqrt(3) * math.radians(point.longitude) * math.cos(t) / (3 * slope)
    y = t * (a1 + a2 * t**2 + t**6 * (a3 + a4 * t**2))
    scale = width / (2 * _HALF)
    return width / 2 + x * scale, width * ASPECT / 2 - y * scale


def _radius(point: Place, points: Sequence[Place]) -> float:
    """The radius in pixels of a bubble whose area stands for its value."""
    largest = max((place.value or 0) for place in points) or 1
    return math.sqrt(LARGEST * (point.value or 0) / largest / math.pi)
