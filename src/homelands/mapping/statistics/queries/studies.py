"""The studies that a finding can rest on, and what was asked in each."""

from django.db.models import QuerySet

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.models import Questionnaire, Study
from homelands.surveys.questionnaires.queries import questionnaires, responses
from homelands.surveys.questionnaires.queries.studies import reached_by

#: Kinds of questions whose answers are groups of people.
_ESTIMATED = frozenset({"select_one", "integer", "decimal", "range", "date", "trigger"})


def listed(by: Actor) -> QuerySet[Study]:
    """Returns the studies whose counts the actor may see, the latest first."""
    return reached_by(by).order_by("-opens_on", "name")


def sampled(by: Actor) -> QuerySet[Study]:
    """Returns those of them whose recruitment gives estimates."""
    return listed(by).filter(design=Study.Design.RDS)


def variables(study: Study) -> list[str]:
    """Returns the names of what was asked once and answered by one choice or number.

    Of free texts each answer would be a group of its own, named by what somebody wrote; several
    choices at once are no group at all; rounds ask about others than the respondent.
    """
    apart = {name for version in questionnaires.of(study) for name in _apart(version)}
    with acting(Actor.system("statistics.variables")):
        names = responses.variables(study)
    return [name for name in names if name not in apart and "[" not in name]


def columns(study: Study) -> list[str]:
    """Returns the names of everything that was asked once, whatever its kind: a venue may be a text
    and frames several choices, and none of them is shown.
    """
    with acting(Actor.system("statistics.variables")):
        return [name for name in responses.variables(study) if "[" not in name]


def _apart(version: Questionnaire) -> set[str]:
    form = questionnaires.form_of(version)
    return {
        path.rpartition("/")[2]
        for path, question in form.questions.items()
        if question.kind not in _ESTIMATED
    }
