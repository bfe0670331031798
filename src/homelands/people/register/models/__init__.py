"""Persons, the dated entries of their profiles, their consents, and files of them."""

from homelands.people.register.models.consent import ConsentDecision
from homelands.people.register.models.entry import ProfileEntry
from homelands.people.register.models.export import PeopleExport
from homelands.people.register.models.pending_registration import PendingRegistration
from homelands.people.register.models.person import Person

__all__ = ["ConsentDecision", "PendingRegistration", "PeopleExport", "Person", "ProfileEntry"]
