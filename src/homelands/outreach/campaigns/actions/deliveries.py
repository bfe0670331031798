"""What becomes of each letter to each person: sent, skipped, or the last one they wanted."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.rules import check_system
from homelands.outreach.campaigns.models import Delivery, Letter
from homelands.outreach.campaigns.queries.segments import PURPOSE
from homelands.people.register.actions import consents


@action(who=check_system)
def note_sent(delivery: Delivery, *, at: datetime, by: Actor) -> Delivery:
    """Notes that a letter was sent to a person."""
    delivery.sent_at = at
    delivery.save(update_fields=["sent_at"])
    Letter.objects.filter(pk=delivery.letter_id).update(sent=F("sent") + 1)
    return delivery


@action(who=check_system)
def skip(delivery: Delivery, *, because: str, by: Actor) -> Delivery:
    """Notes that a letter is not sent to a person, and why."""
    delivery.skipped_because = because
    delivery.save(update_fields=["skipped_because"])
    Letter.objects.filter(pk=delivery.letter_id).update(skipped=F("skipped") + 1)
    return delivery


@action(who=check_system)
def stop(person: UUID, *, because: str, by: Actor) -> None:
    """Skips every letter that is still to be sent to a person."""
    queued = Delivery.objects.select_for_update(of=("self",)).filter(
        person_id=person, sent_at=None, skipped_because=""
    )
    for delivery in queued:
        skip(delivery, because=because, by=by)


@action(who=check_system)
def drop_double(loser: UUID, *, winner: UUID, by: Actor) -> None:
    """Deletes a person's deliveries where the one they are merged into has the same letter."""
    same = Delivery.objects.filter(person_id=winner).values("letter")
    double = Delivery.objects.filter(person_id=loser, letter__in=same)
    for delivery in double.filter(sent_at=None, skipped_because=""):
        skip(delivery, because=Delivery.Skipped.DOUBLE, by=by)
    double.delete()


@action(who=check_system)
def unsubscribe(delivery: Delivery, *, at: datetime, by: Actor) -> Delivery:
    """Withdraws the consent to be written to, by the link in a letter and without signing in."""
    consents.decide(delivery.person, purpose=PURPOSE, given=False, at=at, by=by)
    return delivery
