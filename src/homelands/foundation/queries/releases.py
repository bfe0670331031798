"""The register of releases: which counts people without access could read, and where."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from homelands.foundation.models import Release
from homelands.science.disclosure import releases as science
from homelands.science.disclosure.releases import Cells, selection


@dataclass(frozen=True)
class Told:
    """What a page showed at a time."""

    page: str
    cells: Cells


def told(universes: Collection[str]) -> dict[str, list[Told]]:
    """Returns what was told of those whom each universe counts, the first first."""
    found: dict[str, list[Told]] = {universe: [] for universe in universes}
    rows = Release._default_manager.filter(universe__in=list(found)).order_by("released_at", "pk")
    for row in rows:
        found[row.universe].append(Told(row.page, _read(row.cells)))
    return found


def before(universe: str) -> list[science.Release]:
    """Returns the same of one universe, as the methods take it."""
    return [
        science.of_cells(f"{place}. {one.page}", universe, one.cells)
        for place, one in enumerate(told([universe])[universe], start=1)
    ]


def stored(cells: Cells) -> list[Any]:
    """Writes cells as they are stored."""
    pairs = [
        [sorted([name, sorted(codes)] for name, codes in chosen), n] for chosen, n in cells.items()
    ]
    return sorted(pairs, key=lambda pair: pair[0])


def _read(cells: list[Any]) -> Cells:
    return {selection((name, codes) for name, codes in chosen): n for chosen, n in cells}
