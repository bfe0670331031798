"""Watches what is written for answers that few people gave, who might be recognised by them."""

from collections.abc import Sequence
from typing import Any

from homelands.science.publication.thresholds import SMALLEST

from .columns import FLAG, Column

_ROWS = 1_000


class Watch:
    """Counts each answer of a list up to the number from which it tells nobody, and no further."""

    def __init__(self, columns: Sequence[Column]):
        self._columns = columns
        self._left = {
            place: dict.fromkeys(column.answers, SMALLEST)
            for place, column in enumerate(columns)
            if column.answers
        }
        self._counting = dict(self._left)
        self._seen = 0

    def look(self, row: Sequence[Any]) -> None:
        """Counts the answers of one row."""
        for place, left in self._counting.items():
            if row[place] in left:
                _count(left, row[place])
        self._seen += 1
        if self._seen % _ROWS == 0:
            self._counting = {place: left for place, left in self._counting.items() if left}

    def look_at(self, cells: Sequence[Any], first: int) -> bool:
        """Counts the answers that stand from a column on; tells whether all tell nobody by now."""
        found = [
            (self._left[place], cell)
            for place, cell in enumerate(cells, first)
            if cell in self._left.get(place, ())
        ]
        for left, cell in found:
            _count(left, cell)
        return not any(cell in left for left, cell in found)

    @property
    def rare(self) -> list[str]:
        """Names the answers that some gave, but fewer than tell nobody."""
        return [
            self._name(place, answer)
            for place, left in self._left.items()
            for answer, missing in left.items()
            if missing < SMALLEST
        ]

    def _name(self, place: int, answer: Any) -> str:
        column = self._columns[place]
        return column.name if column.kind == FLAG else f"{column.name}={answer}"


def _count(left: dict[Any, int], answer: Any) -> None:
    left[answer] -= 1
    if not left[answer]:
        del left[answer]
