"""Shares of a study whose respondents were met at venues, or drawn from several frames.

Everything is computed over the whole study, whatever the officer may read: only numbers in which
nobody is found leave this place.
"""

from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.mapping.statistics.queries.diagnostics import MOST_CATEGORIES, NotDiagnosable
from homelands.mapping.statistics.rules import samples as rules
from homelands.mapping.statistics.rules.samples import Answers, AtVenues, Found, OfFrames
from homelands.science.publication.thresholds import SMALLEST
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import responses
from homelands.ui import sentences

_READER = Actor.system("statistics.samples")
Asked = TypeVar("Asked", AtVenues, OfFrames)


def at_venues(study: Study, asked: AtVenues) -> Found:
    """Returns the shares of people met at venues."""
    return _found(study, asked, rules.at_venues)


def of_frames(study: Study, asked: OfFrames) -> Found:
    """Returns the shares of people drawn from several frames."""
    return _found(study, asked, rules.of_frames)


def _found(study: Study, asked: Asked, make: Callable[[Answers, Asked], Found]) -> Found:
    with acting(_READER):
        named = responses.named(study)
    names = {name for each in named for name in each}
    answers = {name: [each.get(name, "").strip() for each in named] for name in names}
    _check(answers, asked.variable, asked.missing)
    try:
        return make(answers, asked)
    except ValueError as error:
        raise NotDiagnosable(sentences.why(error)) from error


def _check(answers: Answers, variable: str, missing: tuple[str, ...]) -> None:
    told = [one for one in answers.get(variable, ()) if one not in {"", *missing}]
    if len(told) < SMALLEST or len(set(told)) > MOST_CATEGORIES:
        raise NotDiagnosable(
            _(
                "“%(variable)s” was answered by fewer than %(least)d people or in more than"
                " %(most)d ways: choose another question."
            )
            % {"variable": variable, "least": SMALLEST, "most": MOST_CATEGORIES},
            field="variable",
        )
