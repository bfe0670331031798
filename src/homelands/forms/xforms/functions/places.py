"""Measures on the globe: distances, areas, and whether a point lies inside a shape.

The formulas are those of field apps: distances by the spherical law of cosines, areas on a
plane that touches the globe at the first point; both on a sphere with the radius of the equator.
"""

import math
from itertools import pairwise

from ..budget import current
from ..values import NAN, Value, to_number, to_text
from .entry import plain, spread

RADIUS = 6_378_100.0
"""Metres from the centre of the globe to the equator."""
Point = tuple[float, float]


def _points(values: tuple[Value, ...]) -> list[Point] | None:
    """Reads points, lines and shapes into one row of points; None when one cannot be read."""
    texts = [part for value in spread(values) for part in to_text(value).split(";")]
    # A shape may end with a semicolon, as field apps write it.
    if len(texts) > 1 and not texts[-1].strip():
        texts.pop()
    found = [_point(text) for text in texts]
    return None if None in found else [point for point in found if point is not None]


def _point(text: str) -> Point | None:
    """Reads latitude and longitude; altitude and accuracy may follow and have to be numbers."""
    parts = text.split()
    current().spend(1 + 2 * len(parts))
    numbers = [to_number(part) for part in parts]
    if len(numbers) < 2 or any(map(math.isnan, numbers[:4])):
        return None
    latitude, longitude = numbers[:2]
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _distance(*values: Value) -> float:
    points = _points(values)
    return NAN if points is None else sum((_between(*pair) for pair in pairwise(points)), 0.0)


def _between(one: Point, other: Point) -> float:
    (north, east), (south, west) = [map(math.radians, point) for point in (one, other)]
    cosine = math.sin(north) * math.sin(south)
    cosine += math.cos(north) * math.cos(south) * math.cos(east - west)
    # Rounding can carry the cosine of two equal points a little beyond 1.
    return math.acos(max(-1.0, min(1.0, cosine))) * RADIUS


def _area(value: Value) -> float:
    """Adds up the triangles between the first point and each side of the shape."""
    points = _points((value,))
    if points is None:
        return NAN
    if len(points) < 3:
        return 0.0
    flat = [_flat(points[0], point) for point in points[1:]]
    doubled = ((y1 * x2 - x1 * y2) for (x1, y1), (x2, y2) in pairwise(flat))
    return abs(sum(doubled, 0.0)) / 2


def _flat(start: Point, point: Point) -> Point:
    degree = RADIUS * math.pi / 180
    east = (point[1] - start[1]) * degree * math.cos(math.radians(point[0]))
    return east, (point[0] - start[0]) * degree


def _geofence(place: Value, shape: Value) -> bool:
    """Tells whether a point lies inside a shape: a ray to the east crosses its sides unevenly."""
    spots, corners = _points((place,)), _points((shape,))
    if not spots or not corners:
        return False
    inside = False
    north, east = spots[0]
    for (y1, x1), (y2, x2) in pairwise(corners):
        if (y2 > north) != (y1 > north):
            inside ^= east < (x1 - x2) * (north - y2) / (y1 - y2) + x2
    return inside


PLACES = {
    "distance": plain(_distance, 1, None),
    "area": plain(_area),
    "enclosed-area": plain(_area),
    "geofence": plain(_geofence, 2, 2),
}
