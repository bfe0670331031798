"""Consent is given and withdrawn here; it takes effect at once, everywhere."""

from datetime import datetime

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.rules import check_system
from homelands.people.register.hooks import WITHDRAWN
from homelands.people.register.models import ConsentDecision, Person
from homelands.people.register.rules.persons import check_may_change

#: The version of the consent texts that people read now.
TEXT_VERSION = "2026-11"


@action(who=check_may_change)
def decide(
    person: Person, *, purpose: str, given: bool, at: datetime, by: Actor, recipient: str = ""
) -> ConsentDecision:
    """Adds a decision to the ledger and, when it is a no, tells those who must stop."""
    decision = ConsentDecision.objects.create(
        person=person,
        purpose=purpose,
        recipient=recipient,
        given=given,
        text_version=TEXT_VERSION,
        at=at,
    )
    if not given:
        WITHDRAWN.tell(person.pk, purpose)
    return decision


@action(who=check_system)
def decide_many(decisions: list[ConsentDecision], *, by: Actor) -> list[ConsentDecision]:
    """Adds decisions in bulk: the example country."""
    return ConsentDecision.objects.bulk_create(decisions, batch_size=5000)
