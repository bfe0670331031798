"""Draws values at places as bubbles over a graticule, without any border.

Borders are politics: a boundary file is a data pack that a deployment chooses for itself.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import altair as alt

from . import palette
from .drawing import drawing
from .points import Place

# Height over width of the whole Earth in the Equal Earth projection, with a little air.
ASPECT = 0.5
NAMED = 6
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
        alt.Chart(alt.sphere()).mark_geoshape(fill=palette.WASH, fillOpacity=0.35),
        alt.Chart(alt.graticule(step=[30, 30], precision=15)).mark_geoshape(
            filled=False, stroke=palette.LINE, strokeWidth=0.7
        ),
        _bubbles([asdict(point) for point in known]),
        *_names(known[:named]),
    ]
    if absent:
        layers.insert(2, _absent(absent))
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


def _names(points: Sequence[Place]) -> list[alt.Chart]:
    """One name per bubble, clear of it: above, or below when a neighbour stands to the north."""
    layers = []
    for point in points:
        away = _radius(point, points) + 9
        below = any(_crowds(other, point) for other in points if other is not point)
        base = _at([asdict(point)]).encode(text="label:N")
        name = base.mark_text(
            fontSize=12, limit=130, dy=away if below else -away, color=palette.INK
        )
        layers.append(name)
    return layers


def _radius(point: Place, points: Sequence[Place]) -> float:
    """The radius in pixels of a bubble whose area stands for its value."""
    largest = max((place.value or 0) for place in points) or 1
    return math.sqrt(LARGEST * (point.value or 0) / largest / math.pi)


def _crowds(other: Place, point: Place) -> bool:
    """Says whether another place is so near to the north that names would overlap."""
    north = other.latitude - point.latitude
    return 0 <= north < 25 and abs(other.longitude - point.longitude) < 40
