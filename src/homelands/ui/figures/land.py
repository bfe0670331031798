"""The land of the Earth without borders: rings of degrees, for maps."""

import json
from functools import cache
from pathlib import Path
from typing import Any

#: Each ring is a row of numbers: east and north in turn, in tenths of a degree.
_FILE = Path(__file__).with_name("land.json")


@cache
def rings() -> list[list[tuple[float, float]]]:
    """Returns the outlines as (degrees east, degrees north), Antarctica and small islands left out.

    Source: Natural Earth, 1:110 million, simplified to about 1 degree.
    """
    rows = json.loads(_FILE.read_text(encoding="ascii"))
    return [
        [(east / 10, north / 10) for east, north in zip(row[::2], row[1::2], strict=True)]
        for row in rows
    ]


def feature() -> dict[str, Any]:
    """Returns the land as a GeoJSON feature."""
    shapes = [[[list(point) for point in ring]] for ring in rings()]
    return {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "MultiPolygon", "coordinates": shapes},
    }
