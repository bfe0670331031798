"""Counts of what was answered, in which nobody can be found: the codebook's and the pooled ones.

Every table of one variable is hidden by the same rule, whoever asks: what two pages show of it can
never be put together to find a number that both hide.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Max

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.science.disclosure.small_cells import suppress
from homelands.science.publication.thresholds import is_small
from homelands.surveys.questionnaires.models import Response, Study

# Counted over every country of the study, whatever rows the officer may read: no row is given
# away, and the same cells are hidden from everybody.
_COUNTER = Actor.system("datasets.counts")

_ANSWERS = """
    SELECT key, value, count(*)
    FROM questionnaires_response, jsonb_each_text(answers)
    WHERE study_id = %s AND completed_at IS NOT NULL AND key = ANY (%s)
    GROUP BY key, value
"""
_HELD = """
    SELECT key, count(*)
    FROM questionnaires_response, jsonb_object_keys(answers) AS key
    WHERE study_id = %s AND completed_at IS NOT NULL AND key = ANY (%s)
    GROUP BY key
"""


@dataclass(frozen=True)
class Safe:
    """One variable's counts as they may be shown; None is too few to show.

    For several choices at once each code was counted on its own, so codes do not add up.
    """

    answered: int | None
    missing: int | None
    codes: Mapping[str, int | None]


@dataclass(frozen=True)
class _Raw:
    """Counts as they are, for this module alone."""

    total: int
    answers: Mapping[str, Mapping[str, int]]
    held: Mapping[str, int]


def safe(study: Study, variables: Sequence[Variable]) -> dict[str, Safe]:
    """Returns the counts of each variable outside of repeated groups, by its id."""
    once = [variable for variable in variables if not variable.repeat]
    raw = _raw(study, once)
    return {one.id: _protected(one, raw) for one in once}


def respondents(study: Study) -> int | None:
    """Returns how many complete responses a study has; None where they are too few to show."""
    with acting(_COUNTER):
        total = Response.objects.filter(study=study, completed_at__isnull=False).count()
    return None if is_small(total) else total


def _raw(study: Study, variables: Sequence[Variable]) -> _Raw:
    coded = sorted({path for variable in variables if variable.coded for path in variable.paths})
    others = sorted(
        {path for variable in variables if not variable.coded for path in variable.paths}
    )
    with acting(_COUNTER):
        done = Response.objects.filter(study=study, completed_at__isnull=False)
        state = done.aggregate(n=Count("pk"), at=Max("changed_at"))
        # Nobody waits twice for the same count: it holds until a response comes or is corrected.
        key = _digest([str(study.pk), str(state["n"]), str(state["at"]), *coded, *others])
        raw: _Raw | None = cache.get(key)
        if raw is None:
            raw = _Raw(state["n"], _count(study, coded), _count_held(study, others))
            cache.set(key, raw, 86_400)
    return raw


def _digest(parts: list[str]) -> str:
    return f"surveys.counts.{hashlib.sha256('|'.join(parts).encode()).hexdigest()}"


def _count(study: Study, paths: list[str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, [study.pk, paths])
        for path, value, n in cursor.fetchall():
            found.setdefault(path, {})[value] = n
    return found


def _count_held(study: Study, paths: list[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [study.pk, paths])
        return dict(cursor.fetchall())


def _protected(variable: Variable, raw: _Raw) -> Safe:
    if not variable.coded:
        answered = sum(raw.held.get(path, 0) for path in variable.paths)
        return Safe(*_answered(answered, raw.total), {})
    given: Counter[str] = Counter()
    for path in variable.paths:
        given.update(raw.answers.get(path, {}))
    answered = sum(given.values())
    if variable.kind == "select_one":
        return _one_of(variable, given, raw.total - answered)
    return _any_of(variable, given, answered, raw.total)


def _one_of(variable: Variable, given: Counter[str], missing: int) -> Safe:
    codes = list(dict.fromkeys([*(code for code, _ in variable.codes), *sorted(given)]))
    numbers = [given[code] for code in codes]
    # That everybody answered tells nothing of anybody: only where somebody did not, it is a cell.
    cells = [*numbers, missing] if missing else numbers
    shown = _hidden(cells) if cells else []
    without = shown.pop() if missing else 0
    total = sum(numbers)
    answered = None if without is None or is_small(total) else total
    return Safe(answered, without, dict(zip(codes, shown, strict=True)))


def _any_of(variable: Variable, given: Counter[str], answered: int, total: int) -> Safe:
    chosen: Counter[str] = Counter()
    for text, n in given.items():
        chosen.update(dict.fromkeys(text.split(), n))
    codes = list(dict.fromkeys([*(code for code, _ in variable.codes), *sorted(chosen)]))
    held, missing = _answered(answered, total)
    numbers = [chosen[code] for code in codes]
    # Each code is a table of its own: those who chose it, and those who answered without it.
    shown = [_hidden([n, answered - n])[0] for n in numbers]
    return Safe(held, missing, dict(zip(codes, shown, strict=True)))


def _answered(answered: int, total: int) -> tuple[int | None, int | None]:
    """Returns how many answered and how many did not, as they may be shown."""
    if answered == total:
        return (None if is_small(answered) else answered), 0
    held, missing = _hidden([answered, total - answered])
    return held, missing


def _hidden(numbers: Iterable[int]) -> list[int | None]:
    """Hides small cells, and with them enough others that none can be worked out.

    A cell with nobody in it is hidden with the small ones: to know that nobody said so is to know
    it of everybody.
    """
    table = suppress(np.array(list(numbers), dtype=np.int64))
    pairs = zip(table.table[:-1], table.hidden[:-1], strict=True)
    return [None if hidden else int(n) for n, hidden in pairs]
