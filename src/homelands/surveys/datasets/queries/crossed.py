"""What those said of other questions who gave one answer: filters and cross-tables alike.

Both are read from one table of two questions: a filter shows one row of it, a cross-table all of
them, and the totals are those that everybody sees without a filter. So neither tells more than the
other. What was corrected or left out since the totals were counted would stand out beside them, so
a question whose answers no longer add up to its totals is not shown until they are counted again.
Only one answer filters at a time: two together would be a table of three questions, which
could be laid beside those of two (`science/disclosure/crossed.py` says what a reader knows).

Of several choices at once each is a column of its own, beside everybody else: people may stand in
several. Nobody is filtered by one of them: the table would be hidden otherwise than the one of
which it is a column.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation.access.context import acting
from homelands.science.disclosure.crossed import cross
from homelands.surveys.datasets.queries import counts, tallies
from homelands.surveys.datasets.queries.counts import COUNTER, HIDDEN, Safe
from homelands.surveys.datasets.queries.tallies import COUNTED, Counted
from homelands.surveys.datasets.rules import classes
from homelands.surveys.questionnaires.models import Study

#: An answer to each of two questions, None for no answer, and how many gave both.
Pairs = Counter[tuple[str | None, str | None]]
Grid = NDArray[np.int64]

_PAIRS = """
    SELECT f, k, v, count(*)
    FROM (
        SELECT answers || '{{}}'::jsonb AS a FROM questionnaires_response WHERE {counted} OFFSET 0
    ) AS held
    CROSS JOIN LATERAL (VALUES {values}) AS told (f, k, v)
    GROUP BY f, k, v
"""
#: Larger tables are not made: hiding cells in them would hold the server.
MOST_CELLS = 2_500

#: Who gave no answer, and all who are not looked at.
_MISSING, _OTHERS = "", "*"


@dataclass(frozen=True)
class _Split:
    """Everybody in groups: their names, whose number is hidden, and into which an answer falls."""

    keys: tuple[str, ...]
    hidden: tuple[bool, ...]
    place: Callable[[str | None], str]


def is_as_kept(study: Study, *asked: Variable) -> bool:
    """Says whether the answers to two questions still add up to what was counted of each."""
    one, other = asked
    whole = counts.whole(study, asked)
    pairs = _pairs(study, one, [other])[other.id]
    return all(
        _is_as_kept(each, whole.questions.get(each.id, Counted()), whole.total, pairs, side)
        for side, each in enumerate(asked)
    )


def within(study: Study, by: Variable, code: str, of: Sequence[Variable]) -> dict[str, Safe]:
    """Returns what those said of each question outside of rounds who gave one answer."""
    return {
        question: next((safe for key, safe in rows if key == code), HIDDEN)
        for question, rows in _rows(study, by, [one for one in of if not one.repeat], code)
    }


def table(study: Study, rows: Variable, columns: Variable) -> dict[str, Safe]:
    """Returns, for each answer to one question, what those who gave it said of another."""
    ((_question, found),) = _rows(study, rows, [columns])
    return dict(found)


def _rows(
    study: Study, by: Variable, of: Sequence[Variable], code: str | None = None
) -> Iterator[tuple[str, list[tuple[str, Safe]]]]:
    shown = counts.safe(study, [by, *of])
    whole = counts.whole(study, [by, *of])
    total, know = whole.total, whole.questions
    splits = list(_splits(by, know.get(by.id, Counted()), total, whole.is_read, code))
    pairs = _pairs(study, by, of)
    for one in of:
        counted = know.get(one.id, Counted())
        if HIDDEN in (shown[by.id], shown[one.id]) or not (
            _is_as_kept(by, know.get(by.id, Counted()), total, pairs[one.id], 0)
            and _is_as_kept(one, counted, total, pairs[one.id], 1)
        ):
            yield one.id, [(key, HIDDEN) for split in splits for key in split.keys]
            continue
        safe = counts.protected(one, counted, total, whole.is_read)
        yield (
            one.id,
            [
                (key, _with_zeros(row, shown[by.id].codes.get(key), safe))
                for split in splits
                for key, row in _of(split, one, counted, safe, pairs[one.id], turned=by.id > one.id)
            ],
        )


def _with_zeros(row: Safe, people: int | None, column: Safe) -> Safe:
    """Shows as zero what a total that everybody sees says is zero: nobody, in a row or a column."""
    nobody = people == 0
    return replace(
        row,
        answered=0 if nobody else row.answered,
        missing=0 if nobody or column.missing == 0 else row.missing,
        silent=0 if nobody or column.missing == 0 else row.silent,
        codes={
            code: 0 if nobody or column.codes.get(code) == 0 else n for code, n in row.codes.items()
        },
    )


def _is_as_kept(variable: Variable, counted: Counted, total: int, pairs: Pairs, side: int) -> bool:
    """Says whether the answers to a question still add up to what was counted of it."""
    answers: Counter[str | None] = Counter()
    for pair, n in pairs.items():
        answers[pair[side]] += n
    if answers.total() != total or total - answers[None] != counted.answered:
        return False
    place, found = _answer_of(variable, counted), Counter[str]()
    for text, n in answers.items():
        if text is not None:
            several = variable.kind == "select_multiple"
            found.update(dict.fromkeys(text.split() if several else [place(text)], n))
    return all(found[code] == n for code, n in counted.codes.items())


def _splits(
    by: Variable, counted: Counted, total: int, is_told: bool, code: str | None
) -> Iterator[_Split]:
    """Yields everybody by their answer, or beside everybody else for each of several choices."""
    safe = counts.protected(by, counted, total, is_told)
    if by.kind != "select_multiple":
        yield _by_answer(by, counted, safe)
        return
    for chosen in [code] if code is not None else counts.codes_of(by, counted):
        hides = safe.codes.get(chosen) is None
        yield _Split((chosen, _OTHERS), (hides, hides), _chosen(chosen))


def _chosen(code: str) -> Callable[[str | None], str]:
    return lambda text: code if text and code in text.split() else _OTHERS


def _by_answer(variable: Variable, counted: Counted, safe: Safe) -> _Split:
    codes = counts.codes_of(variable, counted)
    if not codes:
        hidden = (safe.answered is None, safe.missing is None)
        return _Split(
            (_OTHERS, _MISSING), hidden, lambda text: _MISSING if text is None else _OTHERS
        )
    hides = (*(safe.codes.get(code) is None for code in codes), safe.missing is None)
    return _Split((*codes, _MISSING), hides, _answer_of(variable, counted))


def _answer_of(variable: Variable, counted: Counted) -> Callable[[str | None], str]:
    codes = frozenset(counts.codes_of(variable, counted))

    def place(text: str | None) -> str:
        if text is None:
            return _MISSING
        if not variable.coded:
            return classes.place(variable, counted.edges, text) or _MISSING
        code = text.split()[0] if variable.kind == "rank" else text
        return code if code in codes else _MISSING

    return place


def _of(
    rows: _Split, column: Variable, counted: Counted, safe: Safe, pairs: Pairs, *, turned: bool
) -> list[tuple[str, Safe]]:
    """Returns what each group said of a question."""
    if column.kind == "select_multiple":
        return _several(rows, column, counted, safe, pairs)
    columns = _by_answer(column, counted, safe)
    codes = [key for key in columns.keys if key not in (_MISSING, _OTHERS)]
    shown = _shown(rows, columns, pairs, turned=turned)
    found = []
    for key in rows.keys:
        cells = shown.get(key, {})
        missing = cells.get(_MISSING)
        answered = cells.get(_OTHERS) if not codes else _rest(cells)
        named = {code: cells.get(code) for code in codes}
        found.append((key, _numbers(rows, key, column, counted, pairs, answered, missing, named)))
    return found


def _rest(cells: Mapping[str, int | None]) -> int | None:
    """Returns how many of a group answered: all of it without those who did not."""
    total, missing = cells.get(_TOTAL), cells.get(_MISSING)
    return None if total is None or missing is None else total - missing


def _several(
    rows: _Split, column: Variable, counted: Counted, safe: Safe, pairs: Pairs
) -> list[tuple[str, Safe]]:
    """Returns what each group chose of several: first who answered at all, then each choice.

    A choice is looked at among those groups only whose number of answers is shown.
    """
    whether = _by_answer(Variable(column.id, "", (), "text"), Counted(), safe)
    answers = _shown(rows, whether, pairs, turned=False)
    known = tuple(answers.get(key, {}).get(_OTHERS) is None for key in rows.keys)
    inner = _Split(rows.keys, known, rows.place)
    given: Pairs = Counter({pair: n for pair, n in pairs.items() if pair[1] is not None})
    named: dict[str, dict[str, int | None]] = defaultdict(dict)
    for code in counts.codes_of(column, counted):
        hides = safe.codes.get(code) is None
        split = _Split((code, _OTHERS), (hides, hides), _chosen(code))
        for key, cells in _shown(inner, split, given, turned=False).items():
            named[key][code] = cells.get(code)
    codes = counts.codes_of(column, counted)
    return [
        (
            key,
            Safe(
                answered=answers.get(key, {}).get(_OTHERS),
                missing=answers.get(key, {}).get(_MISSING),
                codes={code: named[key].get(code) for code in codes},
                silent=answers.get(key, {}).get(_MISSING),
            ),
        )
        for key in rows.keys
    ]


#: The name under which a group's own number stands.
_TOTAL = "="


def _shown(
    rows: _Split, columns: _Split, pairs: Pairs, *, turned: bool
) -> dict[str, dict[str, int | None]]:
    """Returns the cells that may be shown, by group and answer, for groups that stand apart.

    A table that is `turned` is hidden as the one that it was turned from: whoever reads it both
    ways sees the same cells.
    """
    grid = _grid(rows, columns, pairs)
    if grid.size > MOST_CELLS:
        return {}
    left, top = np.array(rows.hidden), np.array(columns.hidden)
    crossed = cross(grid.T, top, left) if turned else cross(grid, left, top)
    if crossed is None:
        return {}
    found = (crossed.table, crossed.hidden)
    table, hidden = (each.T for each in found) if turned else found
    down, over = (crossed.columns, crossed.rows) if turned else (crossed.rows, crossed.columns)
    across = [key for key, apart in zip(columns.keys, over, strict=True) if apart]
    apart = [key for key, apart in zip(rows.keys, down, strict=True) if apart]
    return {
        key: {
            **{
                code: None if hidden[row, place] else int(table[row, place])
                for place, code in enumerate(across)
            },
            _TOTAL: int(table[row].sum()),
        }
        for row, key in enumerate(apart)
    }


def _grid(rows: _Split, columns: _Split, pairs: Pairs) -> Grid:
    grid: Grid = np.zeros((len(rows.keys), len(columns.keys)), dtype=np.int64)
    down = {key: place for place, key in enumerate(rows.keys)}
    across = {key: place for place, key in enumerate(columns.keys)}
    for (one, other), n in pairs.items():
        grid[down[rows.place(one)], across[columns.place(other)]] += n
    return grid


def _numbers(
    rows: _Split,
    key: str,
    column: Variable,
    counted: Counted,
    pairs: Pairs,
    answered: int | None,
    missing: int | None,
    named: Mapping[str, int | None],
) -> Safe:
    values: Counter[float] = Counter()
    if answered and classes.is_number(column):
        for (one, other), n in pairs.items():
            value = None if other is None else classes.number_in(other)
            if value is not None and rows.place(one) == key:
                values[value] += n
    return Safe(
        answered=answered,
        missing=missing,
        codes=named,
        silent=missing,
        mean=classes.mean(values),
        quartiles=classes.quartiles(values),
        edges=counted.edges,
    )


def _pairs(study: Study, by: Variable, of: Sequence[Variable]) -> dict[str, Pairs]:
    """Counts who gave which two answers, to one question and each of the others, in one query."""
    first, given = _answer(by, told=True)
    values, params = [], []
    for place, column in enumerate(of):
        answer, paths = _answer(column, told=tallies.is_told(column))
        values.append(f"({first}, {place}, {answer})")
        params += [*given, *paths]
    found: dict[str, Pairs] = {column.id: Counter() for column in of}
    if not of:
        return found
    sql = _PAIRS.format(counted=COUNTED, values=", ".join(values))
    with acting(COUNTER), connection.cursor() as cursor:
        summary = tallies.kept(study)
        through = summary.through if summary else counts.ALL
        cursor.execute(sql, [study.pk, through, *params])
        for one, place, other, n in cursor:
            found[of[place].id][one, other] += n
    return found


def _answer(variable: Variable, *, told: bool) -> tuple[str, list[str]]:
    """Returns the SQL of an answer, whichever version asked; of texts, whether there is one."""
    paths = list(variable.paths)
    answer = f"coalesce({', '.join(['nullif(a ->> %s, %s)'] * len(paths))})"
    params = [part for path in paths for part in (path, "")]
    return (answer, params) if told else (f"left({answer}, 0)", params)
