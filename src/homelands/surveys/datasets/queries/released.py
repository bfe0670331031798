"""A study's counts as an officer may see them: as they are, or as the register lets them out.

Whoever may read the answers of every country of a study works with its figures. For others each
table is a release: it stays as it was first shown until a later one tells of nobody. Classes of
numbers and dates move with the answers, so of these only how many answered is let out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation import releases
from homelands.foundation.actors import Actor
from homelands.foundation.releases import EVERYBODY
from homelands.science.disclosure.releases import Cells, Selection, selection
from homelands.surveys.datasets.queries import counts
from homelands.surveys.datasets.queries.counts import Safe
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules.releases import reads_answers, universe

PAGE = "datasets.summaries.show"


def safe(
    study: Study, variables: Sequence[Variable], *, by: Actor, at: datetime
) -> dict[str, Safe]:
    """Returns the counts of each variable outside of repeated groups, by its id."""
    found = counts.safe(study, variables)
    return found if reads_answers(by, study) else let_out(study, variables, found, at=at)


def let_out(
    study: Study, variables: Sequence[Variable], found: Mapping[str, Safe], *, at: datetime
) -> dict[str, Safe]:
    """Returns counts as the register lets them out to everybody."""
    asked = [one for one in variables if one.id in found]
    tables: dict[str, Cells] = {}
    for one in asked:
        tables[universe(study, one.id)] = _answers(one, found[one.id])
        tables[_missing(study, one)] = {EVERYBODY: found[one.id].missing}
    told = releases.let_out_each(tables, page=PAGE, at=at)
    return {one.id: _told(study, one, found[one.id], told) for one in asked}


def respondents(study: Study, people: int | None, *, at: datetime) -> int | None:
    """Returns how many answered, as the register lets it out."""
    cells = {EVERYBODY: people}
    return releases.let_out(f"study {study.pk}", cells, page=PAGE, at=at)[EVERYBODY]


def _missing(study: Study, one: Variable) -> str:
    return f"{universe(study, one.id)} without an answer"


def _answers(one: Variable, safe: Safe) -> Cells:
    named = {_cell(one, code): n for code, n in safe.codes.items()} if one.coded else {}
    return {**named, EVERYBODY: safe.answered}


def _cell(one: Variable, code: str) -> Selection:
    """Returns who gave an answer; each of several choices is a question of its own."""
    if one.kind == "select_multiple":
        return selection([(f"{one.id} {code}", ["1"])])
    return selection([(one.id, [code])])


def _told(study: Study, one: Variable, safe: Safe, told: dict[str, Cells]) -> Safe:
    cells, missing = told[universe(study, one.id)], told[_missing(study, one)][EVERYBODY]
    return replace(
        safe,
        answered=cells[EVERYBODY],
        missing=missing,
        codes={code: cells[_cell(one, code)] for code in safe.codes} if one.coded else {},
        unasked=0,
        silent=missing,
        is_told=False,
        mean=None,
        quartiles=(),
        edges=(),
    )
