"""Reads of trials: answers that were given to try a form out, which no other query sees."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.rules.trials import KEPT

#: The part of the program that keeps trials: under its name alone the database shows them.
KEEPER = Actor.system("questionnaires.trials")


def rows(study: Study) -> QuerySet[Response]:
    """Returns the trials of a study, to be read by the keeper."""
    return Response.objects.filter(study=study, is_trial=True)


def of(study: Study) -> list[Response]:
    """Returns the trials of a study, the latest first."""
    found = rows(study).select_related("questionnaire").defer("questionnaire__xform", "answers")
    with acting(KEEPER):
        return list(found.defer("questionnaire__source").order_by("-started_at"))


def get(pk: UUID) -> Response | None:
    """Returns a trial with its study and its questionnaire."""
    found = Response.objects.filter(pk=pk, is_trial=True)
    found = found.select_related("study", "questionnaire").defer("questionnaire__xform")
    with acting(KEEPER):
        return found.first()


def over(at: datetime) -> QuerySet[Response]:
    """Returns the trials whose time is over, to be read by the keeper."""
    return Response.objects.filter(is_trial=True, changed_at__lt=at - KEPT)


def outlived(at: datetime) -> QuerySet[Response]:
    """Returns the trials whose time is over, read here: others see no row of them."""
    found = over(at)
    with acting(KEEPER):
        len(found)
    return found
