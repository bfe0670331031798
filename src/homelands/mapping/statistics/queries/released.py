"""The figures of a study's statistics are let out by the register to who may not read its answers.

Whoever reads the answers of every country of a study works with its figures, and nothing is noted.
For others a page of statistics is a release of the counts that everything on it is made of: shown
as they are and noted, or refused whole.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation import releases
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.releases import EVERYBODY
from homelands.mapping.statistics.rules.diagnosis import limits
from homelands.mapping.statistics.rules.diagnosis.found import Diagnosis
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.estimation import Result
from homelands.mapping.statistics.rules.together import Together
from homelands.science.disclosure.releases import Cells, selection
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules.releases import reads_answers, universe

PAGE = "statistics.diagnostics.show"


Figures = Diagnosis | Together | list[Result]


class NotYours(Refusal):
    code = "not_yours_to_choose"
    sentence = _(
        "Which answers count as none, and whether seeds count, is chosen by officers who may read "
        "the answers of every country of the study. Leave it open."
    )


def check_choices(study: Study, question: Question, *, by: Actor) -> None:
    """Refuses choices by which two pages would differ by a few people.

    One look would be noted, and what is a few people apart from it could never be published.
    """
    if not reads_answers(by, study) and (question.missing or not question.with_seeds):
        raise NotYours(field="missing" if question.missing else "without_seeds")


def check(study: Study, variable: str, found: Figures, *, by: Actor, at: datetime) -> None:
    """Refuses figures whose counts tell of a few people beside what was told before."""
    if reads_answers(by, study):
        return
    if isinstance(found, Diagnosis):
        counts = {share.category: share.count for share in found.shares}
        cells = releases.by_answer(variable, found.made.answered, counts)
    else:
        cells = _places(found) if isinstance(found, Together) else _counts(found, variable)
    releases.let_out_whole(universe(study, variable), cells, page=PAGE, at=at)


def _counts(results: list[Result], variable: str) -> Cells:
    hidden = limits.hidden([result.count for result in results])
    counts = {
        one.category: None if hide else one.count for one, hide in zip(results, hidden, strict=True)
    }
    return releases.by_answer(variable, results[0].n, counts)


def _places(found: Together) -> Cells:
    counts = {
        place.destination: place.answered if found.counted else None for place in found.places
    }
    cells = {selection([("destination", [name])]): n for name, n in counts.items()}
    return {**cells, EVERYBODY: found.answered if found.counted else None}
