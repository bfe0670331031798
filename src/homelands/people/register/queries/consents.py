"""What people agreed to: the last decision for a purpose and recipient counts.

Of two decisions at the same instant the no counts.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from homelands.people.register.models import ConsentDecision, Person


@dataclass(frozen=True)
class Switch:
    """One purpose as the person sees it: on or off, since when."""

    purpose: str
    label: str
    given: bool
    since: datetime | None


def switches(person: Person) -> list[Switch]:
    """Returns one switch per purpose; a purpose never decided on is off."""
    latest: dict[str, ConsentDecision] = {}
    ledger = ConsentDecision.objects.filter(person=person, recipient="")
    for decision in ledger.order_by("at", "-given"):
        latest[decision.purpose] = decision
    return [
        Switch(
            purpose=purpose.value,
            label=str(purpose.label),
            given=purpose.value in latest and latest[purpose.value].given,
            since=latest[purpose.value].at if purpose.value in latest else None,
        )
        for purpose in ConsentDecision.Purpose
    ]


def last(purpose: str, person: str = "pk") -> Subquery:
    """Returns the last decision for a purpose, to be looked up for each row of persons.

    `person` names the column of the row that holds the person's id.
    """
    decisions = ConsentDecision.objects.filter(
        person=OuterRef(person), purpose=purpose, recipient=""
    )
    return Subquery(decisions.order_by("-at", "given").values("given")[:1])


def agreed(persons: QuerySet[Person], purpose: str) -> QuerySet[Person]:
    """Keeps those persons whose last decision for a purpose was a yes."""
    return persons.annotate(agreed=last(purpose)).filter(agreed=True)


def has_agreed(person: UUID, purpose: str, recipient: str = "") -> bool:
    """Says whether a person agrees now; asked again at the moment of use."""
    last = (
        ConsentDecision.objects.filter(person_id=person, purpose=purpose, recipient=recipient)
        .order_by("-at", "given")
        .first()
    )
    return last is not None and last.given
