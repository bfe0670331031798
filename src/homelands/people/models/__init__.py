"""Persons, the dated entries of their profiles, and their decisions about consent."""

from homelands.people.models.consent import ConsentDecision
from homelands.people.models.entry import ProfileEntry
from homelands.people.models.person import Person

__all__ = ["ConsentDecision", "Person", "ProfileEntry"]
