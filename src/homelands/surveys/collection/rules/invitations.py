"""Whom a study may invite by letter, how often, and until when."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotNow, Refusal
from homelands.surveys.collection.models import Invitation
from homelands.surveys.questionnaires.models import Collector

#: So often a person is reminded who has not begun, and so long is waited between two letters.
MOST_REMINDERS = 2
PAUSE = timedelta(days=5)

#: One list may have so many addresses.
MOST_ADDRESSES = 20_000


class NoLetters(Refusal):
    code = "no_letters"
    sentence = _("Letters go out from a collector for personal invitations only.")


class UsedUp(NotNow):
    code = "invitation_used"
    sentence = _(
        "This invitation was used already. If it was you, go on with the code that you were shown."
    )


class Declined(NotNow):
    code = "invitation_declined"
    sentence = _("You asked not to be written to. The address is erased.")


class NobodyToRemind(NotNow):
    code = "nobody_to_remind"
    sentence = _(
        "There is nobody to remind now: letters are five days apart, and two reminders the most."
    )


def check_personal(collector: Collector) -> None:
    if collector.kind != Collector.Kind.PERSONAL:
        raise NoLetters


def check_unused(by: Actor, invitation: Invitation) -> None:
    """Whoever has the link, once; a second time it says so."""
    if invitation.declined_on is not None:
        raise Declined
    if invitation.used_on is not None:
        raise UsedUp


def may_be_reminded(invitation: Invitation, at: datetime) -> bool:
    """Says whether a reminder is due: the letter arrived, is long ago, and had no effect yet."""
    last = invitation.reminded_at or invitation.sent_at
    return (
        last is not None
        and last <= at - PAUSE
        and invitation.reminded < MOST_REMINDERS
        and invitation.used_on is None
        and invitation.declined_on is None
        and not invitation.undelivered
    )
