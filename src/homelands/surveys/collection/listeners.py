"""What collection does when answers are complete: those given on the web fill shared lists."""

from datetime import datetime

from homelands.foundation.actors import Actor
from homelands.surveys.collection.actions import entities
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.queries import questionnaires


def fill_lists(response: Response, at: datetime) -> None:
    """Makes and changes the entries that answers of the web ask for, in their transaction.

    A device's submission brings its changes itself, and waits where they do not fit.
    """
    if response.resume_digest is None or response.questionnaire is None:
        return
    if questionnaires.form_of(response.questionnaire).entities:
        entities.follow(response, at=at, by=Actor.system("collection.entities"))
