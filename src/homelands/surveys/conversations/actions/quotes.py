"""Words are proposed for publication by one officer and cleared by another."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.rules import check_reason
from homelands.surveys.conversations.models import Quote, Transcript
from homelands.surveys.conversations.rules.conversations import (
    check_codes,
    check_decides,
    check_may_quote,
    check_proposed,
)


@dataclass(frozen=True)
class Proposal:
    """Words as they would be published, without names and places, and who speaks as a group."""

    text: str
    speaker: str = ""


@action(who=check_codes)
def propose(transcript: Transcript, *, proposal: Proposal, at: datetime, by: Actor) -> Quote:
    """Proposes words of a conversation for publication."""
    check_may_quote(transcript.conversation)
    assert by.user_id is not None, "an officer proposes"
    return Quote.objects.create(
        study=transcript.conversation.study,
        transcript=transcript,
        proposed_by=by.user_id,
        proposed_at=at,
        **vars(proposal),
    )


@action(who=check_decides)
def clear(quote: Quote, *, at: datetime, by: Actor) -> Quote:
    """Clears a quote for publication: nobody can be known by it."""
    check_proposed(quote)
    check_may_quote(quote.transcript.conversation)
    return _decided(quote, Quote.State.CLEARED, at, by)


@action(who=check_decides)
def refuse(quote: Quote, *, at: datetime, by: Actor, why: str) -> Quote:
    """Keeps a proposed quote from being published."""
    check_proposed(quote)
    check_reason(why, _("Write why it is not to be published."))
    quote.why = why
    return _decided(quote, Quote.State.REFUSED, at, by)


def _decided(quote: Quote, state: Quote.State, at: datetime, by: Actor) -> Quote:
    quote.state = state
    quote.decided_by = by.user_id
    quote.decided_at = at
    quote.save(update_fields=["state", "decided_by", "decided_at", "why"])
    return quote
