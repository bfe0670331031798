"""Answers that wait to be published."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from homelands.foundation import to_do
from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.roles import MISSIONS
from homelands.foundation.to_do import Item, Source
from homelands.outreach.dialogue.models import Question

PUBLISH = timedelta(days=7)


def register() -> None:
    to_do.register(Source("dialogue.publish", to_publish, covers=[Question.State.ANSWERED]))


def to_publish(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Questions that were asked in public and answered, and that nobody else can read yet."""
    countries = actor.countries(MISSIONS)
    reached = Q() if EVERYWHERE in countries else Q(country__in=countries)
    rows = Question.objects.filter(reached, state=Question.State.ANSWERED, in_public=True)
    for question in rows.order_by("answered_at")[:most]:
        assert question.answered_at is not None  # it is answered
        since = timezone.localdate(question.answered_at)
        yield Item(
            sort=_("Question"),
            title=Truncator(question.text).chars(120),
            about=_("Answered, not published"),
            act=_("Publish"),
            url=reverse("dialogue.questions.show", args=[question.pk]),
            due_on=since + PUBLISH,
            since=since,
        )
