"""Who may see and change a person, and in which state."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.roles import PEOPLE_READERS
from homelands.people.register.models import Person


def is_self(by: Actor, person: Person) -> bool:
    """Says whether the actor is the person: a member's account has its person's id."""
    return by.user_id is not None and by.user_id == person.pk


def check_may_read(by: Actor, person: Person) -> None:
    """The person, and officers of the country where the person lives."""
    if not (is_self(by, person) or by.holds(*PEOPLE_READERS, country=person.destination)):
        raise NotAllowed(_("Your grants do not reach the country where this person lives."))


def check_reads_people(by: Actor, subject: Any = None) -> None:
    """Officers of a country whose role reads people: each finds those of the own countries."""
    if not by.countries(PEOPLE_READERS):
        raise NotAllowed(_("Your grants do not open the people of any country."))


def check_may_change(by: Actor, person: Person) -> None:
    """The person, and the program on its behalf; nobody once it is erased."""
    if not (is_self(by, person) or by.is_system):
        raise NotAllowed(_("Only the person can change this."))
    check_not_erased(person)


def check_owner(by: Actor, record: Any) -> None:
    """The person whose record it is, and the program on its behalf."""
    check_may_change(by, record.person)


def check_not_erased(person: Person) -> None:
    if person.erased_at is not None:
        raise NotNow(_("This person's data were erased."), code="erased")
