"""Reads of studies: which are open, which there are."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.surveys.questionnaires.models import Questionnaire, Study
from homelands.surveys.questionnaires.rules import COUNT_READERS


def current(on: date) -> QuerySet[Study]:
    """Returns the studies that can be answered on a day, those that close first on top."""
    return Study.objects.filter(
        Q(closes_on=None) | Q(closes_on__gte=on),
        Exists(Questionnaire.objects.filter(study=OuterRef("pk"))),
        opens_on__lte=on,
    ).order_by("closes_on", "name")


def listed(by: Actor) -> QuerySet[Study]:
    """Returns the studies whose counts the actor may see, the latest first, with their versions."""
    studies = reached_by(by).annotate(versions=Count("questionnaires"))
    return studies.order_by("-opens_on", "name")


def reached_by(actor: Actor) -> QuerySet[Study]:
    """Returns the studies whose counts an actor may see: `check_sees_counts`, asked of rows."""
    reached = actor.countries(COUNT_READERS)
    if EVERYWHERE in reached:
        return Study.objects.all()
    if not reached:
        return Study.objects.none()
    return Study.objects.filter(Q(destinations=[]) | Q(destinations__overlap=sorted(reached)))
