"""Makes the land under maps, from the coasts of Natural Earth as world-atlas has them.

    python docs/land.py LAND-110M.JSON

The file is TopoJSON (npm's world-atlas 2.0.2, land-110m.json). Coasts are simplified to what a
small map shows: no country and no border stands in them.
"""

import itertools
import json
import sys
from pathlib import Path

_PACKAGE = Path(__file__).parents[1] / "src" / "homelands"
#: Under what respondents draw: to be zoomed, and so with more of the coast.
TARGET = _PACKAGE / "surveys/questionnaires/static/questionnaires/land.svg"
#: Under bubbles: the whole Earth on a phone.
FIGURES = _PACKAGE / "ui/figures/land.json"
#: Points that lie so near to the line between their neighbours are left out, in degrees.
TOLERANCE = 0.55
#: The same for figures, which leave out smaller islands and Antarctica too.
COARSE, LARGE, SOUTH = 0.9, 8.0, -60
#: Islands whose box is smaller are left out, in square degrees.
SMALLEST = 0.6

Point = tuple[float, float]


def rings(world: dict) -> list[list[Point]]:
    """Returns every coast as a closed line of longitude and latitude."""
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    found = []
    for shape in world["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"]:
            for ring in polygon:
                line: list[Point] = []
                for at in ring:
                    part = arcs[at] if at >= 0 else arcs[~at][::-1]
                    line += part[1:] if line else part
                found += _both_sides(line)
    return found


def _both_sides(line: list[Point]) -> list[list[Point]]:
    """Lets a coast run on across the line of the date, and returns it on both sides of it."""
    far, shift = [line[0]], 0
    for (before, _), (east, north) in itertools.pairwise(line):
        if abs(east - before) > 180 and north > -84:
            shift += -360 if east > before else 360
        far.append((east + shift, north))
    easts = [east for east, _ in far]
    copies = [
        turn for turn in (-360, 0, 360) if min(easts) + turn < 180 and max(easts) + turn > -180
    ]
    return [[(east + turn, north) for east, north in far] for turn in copies]


def simplified(line: list[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """Leaves out what stands nearly on the way between others (Douglas and Peucker)."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        (x1, y1), (x2, y2) = line[first], line[last]
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        best, far = 0, 0.0
        for at in range(first + 1, last):
            x, y = line[at]
            if length:
                away = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
            else:
                away = ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
            if away > far:
                best, far = at, away
        if far > tolerance:
            keep.add(best)
            waiting += [(first, best), (best, last)]
    return [line[at] for at in sorted(keep)]


def written(line: list[Point]) -> str:
    """Writes a coast as steps of tenths of a degree; north is up."""
    x, y = (round(part * 10) for part in line[0])
    steps = [f"M{x} {-y}l"]
    for east, north in line[1:-1]:
        nx, ny = round(east * 10), round(north * 10)
        steps.append(f"{nx - x} {-(ny - y)} ".replace(" -", "-"))
        x, y = nx, ny
    return "".join(steps).rstrip() + "z"


def for_figures(coasts: list[list[Point]]) -> list[list[int]]:
    """Returns the coasts as rows of tenths of a degree: east and north in turn."""
    once = [line for line in coasts if abs(sum(east for east, _ in line) / len(line)) <= 180]
    seen = [_cut(line) for line in once if max(north for _, north in line) > SOUTH]
    wide = [simplified(line, COARSE) for line in seen if _size(line) >= LARGE]
    return [
        [round(part * 10) for point in line for part in point] for line in wide if len(line) > 3
    ]


def _cut(line: list[Point]) -> list[Point]:
    """Ends a coast at the line of the date."""
    return [(min(max(east, -180.0), 180.0), north) for east, north in line]


def main() -> None:
    """Writes both maps."""
    whole = rings(json.loads(Path(sys.argv[1]).read_bytes()))
    rows = for_figures(whole)
    FIGURES.write_text(json.dumps(rows, separators=(",", ":")) + "\n", encoding="ascii")
    print(f"{len(rows)} coasts, {sum(map(len, rows)) // 2} points, {FIGURES.stat().st_size} bytes")
    coasts = [simplified(line) for line in whole]
    wide = [line for line in coasts if len(line) > 3 and _size(line) >= SMALLEST]
    path = "".join(map(written, wide))
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1800 -900 3600 1800">'
        "<!-- Natural Earth 1:110m, public domain; see NOTICE -->"
        f'<path fill="#8fa39a" fill-rule="evenodd" d="{path}"/></svg>\n'
    )
    TARGET.write_text(svg, encoding="utf-8")
    print(f"{len(wide)} coasts, {sum(map(len, wide))} points, {len(svg)} bytes")


def _size(line: list[Point]) -> float:
    wide, high = ([point[axis] for point in line] for axis in (0, 1))
    return (max(wide) - min(wide)) * (max(high) - min(high))


if __name__ == "__main__":
    main()
