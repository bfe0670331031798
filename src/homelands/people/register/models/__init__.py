"""Persons, their profiles and consents, files of them, and records opened from outside."""

from homelands.people.register.models.consent import ConsentDecision
from homelands.people.register.models.entry import ProfileEntry
from homelands.people.register.models.export import PeopleExport
from homelands.people.register.models.opening import Opening
from homelands.people.register.models.pending_registration import PendingRegistration
from homelands.people.register.models.person import Person

__all__ = [
    "ConsentDecision",
    "Opening",
    "PendingRegistration",
    "PeopleExport",
    "Person",
    "ProfileEntry",
]
