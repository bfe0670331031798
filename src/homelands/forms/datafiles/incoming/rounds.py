"""Joins the tables of repeated groups to that of their respondents, as columns of each round.

A column "hh[2]/age" holds the age in the second round of hh, as our own wide files write it;
"hh[2][1]/age" stands one group deeper. Central ties a round to its parent by PARENT_KEY, Kobo by
_parent_index and _parent_table_name, and our own workbooks by respondent and round.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from homelands.forms.tables import Table, Unreadable

_ROUND = re.compile(r"\[(\d+)\]")
_PARENT_KEY, _KEY = "PARENT_KEY", "KEY"
_PARENT, _PARENT_TABLE, _INDEX = "_parent_index", "_parent_table_name", "_index"
_RESPONDENTS = ("respondent", "_respondent")
_ROUNDS = ("round", "_round")
#: Columns that say nothing of a round but where it belongs.
_OWN = re.compile(r"_index|_parent_.*|_submission_.*|PARENT_KEY|KEY|SET-OF-.*")


@dataclass(frozen=True)
class _Rounds:
    """The rounds of one group: whose they are, their numbers from the outermost, their cells."""

    name: str
    table: Table
    parents: Sequence[str]
    places: Sequence[tuple[int, ...]]


def numbers(column: str) -> tuple[int, ...]:
    """Returns the rounds that a column stands in, from the outermost; () outside of any."""
    return tuple(map(int, _ROUND.findall(column)))


def bare(column: str) -> str:
    """Returns a column's name without the numbers of rounds."""
    return _ROUND.sub("", column)


def is_rounds(table: Table) -> bool:
    """Tells whether the rows of a table are rounds, which somebody else's table gives names to."""
    return _PARENT_KEY in table.header or _PARENT in table.header


def joined(main: Table, others: Mapping[str, Table], name: str = "") -> Table:
    """Returns the table of respondents with a column for each answer of each round."""
    known: dict[str, Mapping[str, tuple[str, tuple[int, ...]]]] = {name: _respondents(main)}
    waiting, left = dict(others), list[str]()
    while waiting:
        ready = [one for one in waiting if _above(waiting[one], main, name) not in waiting]
        if not ready:
            return replace(main, left=(*left, *waiting))
        for one in ready:
            table = waiting.pop(one)
            found = _read(one, table, main, known, name)
            if found is None:
                left.append(one)
                continue
            known[one] = _keys(found)
            main = _wider(main, found)
    return replace(main, left=tuple(left))


def _above(table: Table, main: Table, name: str) -> str:
    """Names the table that holds the parents of a table's rounds."""
    return table.column(_PARENT_TABLE)[0] if _PARENT_TABLE in table.header else name


def _respondents(main: Table) -> dict[str, tuple[str, tuple[int, ...]]]:
    return {key: (key, ()) for key in _ids(main)}


def _ids(main: Table) -> list[str]:
    """Returns what rounds name their respondent by, row by row."""
    column = next((one for one in (_KEY, _INDEX, *_RESPONDENTS) if one in main.header), None)
    if _RESPONDENTS[1] in main.header and _KEY not in main.header and _INDEX not in main.header:
        column = _RESPONDENTS[1]
    return main.column(column) if column else [""] * len(main.rows)


def _read(
    name: str,
    table: Table,
    main: Table,
    known: Mapping[str, Mapping[str, tuple[str, tuple[int, ...]]]],
    first: str,
) -> _Rounds | None:
    """Reads whose round each row is; None where nothing ties them to a respondent."""
    if _PARENT_KEY in table.header and _KEY in table.header:
        keys = table.column(_KEY)
        return _Rounds(name, table, [key.partition("/")[0] for key in keys], [*map(numbers, keys)])
    if _PARENT in table.header:
        return _counted(name, table, known.get(_above(table, main, first), known[first]))
    own = [one for names in (_RESPONDENTS, _ROUNDS) for one in names if one in table.header]
    keys_first = [one for one in table.header[:2] if one in own]
    if len(keys_first) < 2:
        return None
    places = [tuple(map(int, text.split("."))) for text in table.column(keys_first[1]) if text]
    if len(places) < len(table.rows):
        return None
    return _Rounds(name, table, table.column(keys_first[0]), places)


def _counted(name: str, table: Table, above: Mapping[str, tuple[str, tuple[int, ...]]]) -> _Rounds:
    """Numbers the rounds of each parent in the order of their rows."""
    seen: Counter[str] = Counter()
    parents, places = [], []
    for key in table.column(_PARENT):
        seen[key] += 1
        parent, place = above.get(key, ("", ()))
        parents.append(parent)
        places.append((*place, seen[key]))
    return _Rounds(name, table, parents, places)


def _keys(rounds: _Rounds) -> dict[str, tuple[str, tuple[int, ...]]]:
    ids = rounds.table.column(_INDEX) if _INDEX in rounds.table.header else []
    return dict(zip(ids, zip(rounds.parents, rounds.places, strict=True), strict=False))


def _wider(main: Table, rounds: _Rounds) -> Table:
    """Adds the cells of rounds to the rows of their respondents."""
    kept = [
        (place, one)
        for place, one in enumerate(rounds.table.header)
        if one and not _OWN.fullmatch(one) and not (place < 2 and one in (*_RESPONDENTS, *_ROUNDS))
    ]
    deepest = sorted({*rounds.places})
    header = [_column(rounds.name, at, one) for at in deepest for _place, one in kept]
    by_parent: dict[str, dict[str, str]] = {}
    for parent, at, row in zip(rounds.parents, rounds.places, rounds.table.rows, strict=True):
        held = by_parent.setdefault(parent, {})
        held |= {_column(rounds.name, at, one): row[place] for place, one in kept}
    stray = by_parent.keys() - {*_ids(main)}
    if stray:
        raise Unreadable("stray_rounds", name=rounds.name, keys=", ".join(sorted(stray)[:5]))
    rows = [
        (*row, *(by_parent.get(key, {}).get(column, "") for column in header))
        for key, row in zip(_ids(main), main.rows, strict=True)
    ]
    return replace(main, header=(*main.header, *header), rows=rows)


def _column(name: str, at: Sequence[int], column: str) -> str:
    return f"{name}{''.join(f'[{number}]' for number in at)}/{column}"
