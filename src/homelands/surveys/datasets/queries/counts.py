"""Counts of what was answered, in which nobody can be found: codebook, summary, pooled concepts.

What a reader is taken to know: the number of answers, every number that one of these pages shows,
and the rule itself. A zero is shown as zero, so whatever is hidden has somebody in it. Every table
of one question is hidden by the same rule, whoever asks, and from the same counts: what two pages
show of it can never be put together to find a number that both hide. A question that is asked only
after some answers to another one, of which a number is hidden, is not shown: how many were asked
would tell it. The counts are kept, and are
brought up to date only when enough others have answered (`rules/summaries.py`): a page of today
beside one of yesterday tells of ten people and more.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.science.disclosure.small_cells import suppress
from homelands.science.publication.thresholds import is_small
from homelands.surveys.datasets.queries import tallies
from homelands.surveys.datasets.queries import variables as queries
from homelands.surveys.datasets.queries.tallies import Counted, Whole
from homelands.surveys.datasets.rules.classes import Edge
from homelands.surveys.questionnaires.models import Study

# Counted over every country of the study, whatever rows the officer may read: no row is given
# away, and the same cells are hidden from everybody.
COUNTER = Actor.system("datasets.counts")

#: After every answer: where nothing is kept yet, all are counted.
ALL = datetime(9999, 1, 1, tzinfo=UTC)

_NOTHING = Counted()


@dataclass(frozen=True)
class Safe:
    """One variable's counts as they may be shown; None is too few to show.

    For several choices at once each code was counted on its own, so codes do not add up. `codes`
    of numbers and dates are the classes between `edges`. Where `is_told`, `missing` is made of
    those who were not asked and those who gave no answer.
    """

    answered: int | None
    missing: int | None
    codes: Mapping[str, int | None]
    unasked: int | None = 0
    silent: int | None = 0
    is_told: bool = False
    mean: float | None = None
    quartiles: Sequence[float] = ()
    edges: Sequence[Edge] = field(default=())


#: A question of which nothing is shown.
HIDDEN = Safe(None, None, {}, None, None)


def safe(study: Study, variables: Sequence[Variable]) -> dict[str, Safe]:
    """Returns the counts of each variable outside of repeated groups, by its id."""
    once = [variable for variable in variables if not variable.repeat]
    asked = [*once, *_behind(study, once)]
    raw = whole(study, asked)
    found = {
        one.id: protected(one, raw.questions.get(one.id, _NOTHING), raw.total, raw.is_read)
        for one in asked
    }
    for one in asked:
        if any(_hides(found[other.id]) for other in asked if _follows(one, other)):
            found[one.id] = HIDDEN
    return {one.id: found[one.id] for one in once}


def rounds(study: Study, variables: Sequence[Variable]) -> dict[str, Safe]:
    """Returns the counts of entries of each variable that is asked in rounds, by its id.

    An answer that fewer than ten respondents gave is hidden, however many entries it has, and with
    it others: entries are at least as many as respondents, so what hides these hides them.
    """
    asked = [variable for variable in variables if variable.repeat]
    if not asked:
        return {}
    every = queries.of(study)
    known = {one.id: one for one in [*every, *asked]}
    others = [known[one.id] for one in every]
    raw = whole(study, others)
    found = {
        one.id: _entries(one, raw.questions.get(one.id, _NOTHING)) for one in others if one.repeat
    }
    hiding = {key for key, one in found.items() if _hides(one)}
    hiding |= {key for key, one in safe(study, others).items() if _hides(one)}
    for one in asked:
        if any(other.id in hiding and _follows(one, other) for other in others):
            found[one.id] = HIDDEN
    return {one.id: found[one.id] for one in asked}


def _entries(variable: Variable, counted: Counted) -> Safe:
    everybody = counted.people.get("", 0)
    if everybody and is_small(everybody):
        return replace(HIDDEN, codes=dict.fromkeys(codes_of(variable, counted)))
    codes = codes_of(variable, counted)
    people = [counted.people.get(code, 0) for code in codes]
    if variable.kind == "select_multiple":
        shown = [hide([n, max(everybody - n, 0)])[0] for n in people]
    else:
        shown = hide(people) if codes else []
    named = {
        code: None if n is None else counted.codes.get(code, 0)
        for code, n in zip(codes, shown, strict=True)
    }
    return Safe(counted.answered, 0, named, 0, 0, edges=counted.edges)


def _behind(study: Study, variables: Sequence[Variable]) -> list[Variable]:
    """Returns the questions on whose answers it depends whether these are asked."""
    known = {variable.id for variable in variables}
    others = [one for one in queries.of(study) if not one.repeat and one.id not in known]
    found: list[Variable] = []
    looked = list(variables)
    while looked:
        one = looked.pop()
        new = [other for other in others if other not in found and _follows(one, other)]
        found += new
        looked += new
    return found


def _follows(one: Variable, other: Variable) -> bool:
    """Says whether a rule of one question reads the other: its number of answers tells of it."""
    rules = " ".join(wording.relevant for wording in one.wordings)
    read = any(re.search(rf"{re.escape(path)}(?![\w.-])", rules) for path in other.paths)
    return one.id != other.id and read


def _hides(safe: Safe) -> bool:
    return None in safe.codes.values() or safe.missing is None


def whole(study: Study, variables: Sequence[Variable]) -> Whole:
    """Returns the counts as they are, kept or counted now: for queries that protect them."""
    with acting(COUNTER):
        summary = tallies.kept(study)
        if summary is None:
            return tallies.count(study, variables, ALL)
        return tallies.of_kept(summary, [variable.id for variable in variables])


def respondents(study: Study) -> int | None:
    """Returns how many complete responses were counted; None where they are too few to show."""
    with acting(COUNTER):
        summary = tallies.kept(study)
        total = summary.responses if summary else tallies.complete(study, ALL).count()
    return None if total > 0 and is_small(total) else total


def protected(variable: Variable, counted: Counted, total: int, is_told: bool) -> Safe:
    """Hides what may not be shown of one question's counts."""
    missing = total - counted.answered
    safe = _any_of if variable.kind == "select_multiple" else _one_of
    found = safe(codes_of(variable, counted), counted, missing)
    if not is_told:
        return found
    # A line of its own: what is shown beside it is the same before all answers were read.
    unasked = min(counted.unasked, missing)
    blanks = [None, None] if found.missing is None else hide([unasked, missing - unasked])
    return replace(found, unasked=blanks[0], silent=blanks[1], is_told=True)


def codes_of(variable: Variable, counted: Counted) -> list[str]:
    """Returns the codes of a question, its classes, or the one code of all who answered."""
    if variable.coded:
        listed = [code for code, _ in variable.codes]
        return list(dict.fromkeys([*listed, *sorted(counted.codes)]))
    if counted.codes:
        return [str(place) for place in range(len(counted.edges) + 1)]
    return []


def _one_of(codes: Sequence[str], counted: Counted, missing: int) -> Safe:
    numbers = [counted.codes.get(code, 0) for code in codes] or [counted.answered]
    *held, without = hide([*numbers, missing])
    if not codes:
        return _safe(held[0], without, {}, counted)
    # Where the total tells who did not answer, it is not shown how many did.
    small = counted.answered > 0 and is_small(counted.answered)
    answered = None if without is None or small else counted.answered
    return _safe(answered, without, dict(zip(codes, held, strict=True)), counted)


def _any_of(codes: Sequence[str], counted: Counted, missing: int) -> Safe:
    answered, without = hide([counted.answered, missing])
    # Each code is a table of its own: those who chose it, and those who answered without it. Where
    # it is not shown how many answered, those without are counted among everybody.
    others = counted.answered + (missing if answered is None else 0)
    chosen = [counted.codes.get(code, 0) for code in codes]
    named = {code: hide([n, others - n])[0] for code, n in zip(codes, chosen, strict=True)}
    return _safe(answered, without, named, counted)


def _safe(
    answered: int | None, missing: int | None, codes: Mapping[str, int | None], counted: Counted
) -> Safe:
    return Safe(
        answered=answered,
        missing=missing,
        codes=codes,
        silent=missing,
        mean=counted.mean if answered else None,
        quartiles=counted.quartiles if answered else (),
        edges=counted.edges,
    )


def hide(numbers: Iterable[int]) -> list[int | None]:
    """Hides small cells, and with them enough others that none can be worked out."""
    table = suppress(np.array(list(numbers), dtype=np.int64))
    pairs = zip(table.table[:-1], table.hidden[:-1], strict=True)
    return [None if hidden else int(n) for n, hidden in pairs]
