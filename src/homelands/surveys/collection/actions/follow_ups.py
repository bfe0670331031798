"""A respondent leaves an address for follow-up, apart from the answers, and takes it back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F

from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.encryption import new_salt
from homelands.foundation.rules import check_anyone, check_system
from homelands.surveys.collection.models import FollowUp
from homelands.surveys.questionnaires.models import Study

#: The version of the text that people agree to when they leave an address.
TEXT_VERSION = "2026-11"

_KEEPER = Actor.system("collection.follow_ups")


@dataclass(frozen=True)
class Contact:
    """Where to write, and in which language. Who keeps the key can take it back."""

    email: str
    language: str
    key: UUID


@action(who=check_anyone)
def give(study: Study, *, contact: Contact, on: date, by: Actor) -> Study:
    """Keeps an address for follow-up on a study. It says nothing of any answers.

    The audit row is about the study: with the address it would tell the minute at which the
    address came, and so whose answers came just before.
    """
    with acting(_KEEPER):
        FollowUp(
            id=contact.key,
            study=study,
            email=contact.email,
            destination=study.destinations[0] if len(study.destinations) == 1 else "",
            language=contact.language,
            text_version=TEXT_VERSION,
            given_on=on,
        ).save(force_insert=True)
    return study


@action(who=check_system)
def mix(*, since: date, by: Actor) -> None:
    """Writes the addresses that came since a day again, all at once and in another order.

    As with invitations: what the database notes of a row would tell whose answers came just before.
    """
    given = FollowUp.objects.filter(given_on__gte=since)
    for key in given.order_by("pk").values_list("pk", flat=True):
        FollowUp.objects.filter(pk=key).update(given_on=F("given_on"))


@action(who=check_system)
def withdraw(follow_up: FollowUp, *, on: date, by: Actor) -> FollowUp:
    """Shreds an address that was left for follow-up; that it was left and taken back stays."""
    if follow_up.withdrawn_on is None:
        follow_up.email = ""
        follow_up.salt = new_salt()
        follow_up.withdrawn_on = on
        follow_up.save(update_fields=["email", "salt", "withdrawn_on"])
    return follow_up
