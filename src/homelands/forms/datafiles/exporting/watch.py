"""Watches what is written for answers that few people gave, who might be recognised by them."""

from collections.abc import Sequence
from typing import Any

from homelands.science.disclosure.small_cells import DEFAULT

from .columns import FLAG, Column

_ROWS = 1_000
_CHOSEN = frozenset({1, "1"})


class Watch:
    """Counts each answer of a list up to the number from which it tells nobody, and no further."""

    def __init__(self, columns: Sequence[Column]):
        self._left: list[tuple[int, str, dict[Any, int]]] = [
            (place, one.name, left) for place, one in enumerate(columns) if (left := _answers(one))
        ]
        self._seen = 0

    def look(self, row: Sequence[Any]) -> None:
        """Counts the answers of one row."""
        for place, _name, left in self._left:
            answer = row[place]
            if answer in left:
                left[answer] -= 1
                if not left[answer]:
                    del left[answer]
        self._seen += 1
        if self._seen % _ROWS == 0:
            self._left = [one for one in self._left if one[2]]

    @property
    def rare(self) -> list[str]:
        """Names the answers that some gave, but fewer than tell nobody."""
        return [
            name if flag else f"{name}={answer}"
            for _place, name, left in self._left
            for flag in [left.keys() <= _CHOSEN]
            for answer, missing in left.items()
            if missing < DEFAULT
        ]


def _answers(column: Column) -> dict[Any, int]:
    if column.kind == FLAG:
        return {1: DEFAULT, "1": DEFAULT}
    return {answer: DEFAULT for pair in column.codes for answer in pair}
