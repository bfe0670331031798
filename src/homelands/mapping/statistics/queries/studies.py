"""The studies that a finding can rest on, and what was asked in each."""

from django.db.models import QuerySet

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import responses
from homelands.surveys.questionnaires.queries.studies import reached_by


def listed(by: Actor) -> QuerySet[Study]:
    """Returns the studies whose counts the actor may see, the latest first."""
    return reached_by(by).order_by("-opens_on", "name")


def sampled(by: Actor) -> QuerySet[Study]:
    """Returns those of them whose recruitment gives estimates."""
    return listed(by).filter(design=Study.Design.RDS)


def variables(study: Study) -> list[str]:
    """Returns the names of what was asked and answered. Names only: no answer is read out."""
    with acting(Actor.system("statistics.variables")):
        return responses.variables(study)
