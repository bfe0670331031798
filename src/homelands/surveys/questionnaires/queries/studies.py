"""Reads of studies: which are open, which there are."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from homelands.surveys.questionnaires.models import Questionnaire, Study


def current(on: date) -> QuerySet[Study]:
    """Returns the studies that can be answered on a day, those that close first on top."""
    return Study.objects.filter(
        Q(closes_on=None) | Q(closes_on__gte=on),
        Exists(Questionnaire.objects.filter(study=OuterRef("pk"))),
        opens_on__lte=on,
    ).order_by("closes_on", "name")


def listed() -> QuerySet[Study]:
    """Returns all studies, the latest first, with how many questionnaires each has."""
    return Study.objects.annotate(versions=Count("questionnaires")).order_by("-opens_on", "name")
