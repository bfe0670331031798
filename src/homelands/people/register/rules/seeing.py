"""Who may see which part of a person: one rule for pages, lists, files, the API and letters.

Whoever shows a person says how the reader stands to them. Some ways are consent in themselves:
who applies to a programme shows it who applies. For all others the last decision of the person
counts, as it stands at the moment of showing.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from homelands.foundation.actors import Actor
from homelands.foundation.roles import PEOPLE_READERS
from homelands.people.register.models import ConsentDecision, Person
from homelands.people.register.rules.persons import is_self

Purpose = ConsentDecision.Purpose


class Part(StrEnum):
    """A part of a person that is shown or not."""

    NAME = "name"
    CONTACT = "contact"
    PROFILE = "profile"
    NOTES = "notes"  # what was written about the person on the way: reasons, proofs, follow-ups


class Relation(StrEnum):
    """How somebody who looks stands to the person."""

    SELF = "self"  # the person, and the program, which writes letters to it
    COUNTRY = "country"  # an officer of the country where the person lives
    OPENED = "opened"  # an officer who opened the record outside their grants, for three hours
    PROGRAMME = "programme"  # the manager or the panel of a programme that the person applied to
    PAYER = "payer"  # a finance officer of the programme that pays the person
    HOST = "host"  # the host that the person is proposed to


#: Which part each relation opens, and the consent that it needs; None where the relation is one.
OPENS: Mapping[Relation, Mapping[Part, Purpose | None]] = {
    Relation.SELF: dict.fromkeys(Part),
    Relation.COUNTRY: {
        Part.NAME: Purpose.MISSION,
        Part.CONTACT: Purpose.MISSION,
        Part.PROFILE: Purpose.MATCHING,
    },
    # It stands in the place of a grant, never of a consent: nobody from outside sees more than
    # the mission does.
    Relation.OPENED: {
        Part.NAME: Purpose.MISSION,
        Part.CONTACT: Purpose.MISSION,
        Part.PROFILE: Purpose.MATCHING,
    },
    Relation.PROGRAMME: dict.fromkeys(Part),
    Relation.PAYER: {Part.NAME: None, Part.NOTES: None},
    Relation.HOST: {
        Part.NAME: Purpose.HOSTS,
        Part.PROFILE: Purpose.HOSTS,
        Part.NOTES: Purpose.HOSTS,
    },
}

#: The consents on which it depends what is shown.
ASKED = (Purpose.MISSION, Purpose.MATCHING, Purpose.HOSTS)


def relations(by: Actor, person: Person) -> frozenset[Relation]:
    """Says how the actor stands to a person as the register knows it."""
    if by.is_system or is_self(by, person):
        return frozenset({Relation.SELF})
    ways = {
        Relation.COUNTRY: by.holds(*PEOPLE_READERS, country=person.destination),
        Relation.OPENED: by.opened is not None and by.opened.person == person.pk,
    }
    return frozenset(relation for relation, holds in ways.items() if holds)


def parts(through: Collection[Relation], agreed: Collection[str]) -> frozenset[Part]:
    """Returns the parts that may be seen through these relations, with these consents."""
    return frozenset(
        part
        for relation in through
        for part, purpose in OPENS[relation].items()
        if purpose is None or purpose in agreed
    )
