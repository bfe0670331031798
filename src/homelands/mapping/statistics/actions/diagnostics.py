"""The sample behind a study's statistics leaves the house: without names, with a reason."""

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.mapping.statistics.queries import diagnostics
from homelands.mapping.statistics.rules.diagnosis.anonymous import Line, anonymous
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.drafting import (
    check_may_download,
    check_purpose,
    check_whole,
)
from homelands.surveys.questionnaires.models import Study


@action(who=check_may_download)
def download(study: Study, *, question: Question, why: str, by: Actor) -> list[Line]:
    """Gives out a study's sample of one question: running numbers, contacts, answers, order."""
    check_purpose(why)
    # Read under the officer's own grants, by the database's rules.
    read = diagnostics.respondents(study, question.everything())
    check_whole(len(read.columns.ids), diagnostics.held(study))
    return anonymous(read.columns)
