"""Guides say what is asked in conversations; each version stays as it was used."""

from dataclasses import dataclass
from datetime import datetime

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.surveys.conversations.models import Guide
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages


@dataclass(frozen=True)
class Text:
    """A guide as it is written: a title, a language, questions and prompts."""

    title: str
    language: str
    text: str


@action(who=check_manages)
def add(study: Study, *, text: Text, at: datetime, by: Actor) -> Guide:
    """Adds a guide to a study."""
    return Guide.objects.create(study=study, made_at=at, **vars(text))
