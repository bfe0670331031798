"""The news that the register announces to the apps above."""

from homelands.foundation.hooks import Hook

#: tell(loser: UUID, winner: UUID): two records were one person.
MERGED = Hook("register.person_merged")

#: tell(person: UUID): the person asked to be erased; every app removes what it holds.
ERASED = Hook("register.person_erased")

#: tell(person: UUID, purpose: str): a consent was withdrawn.
WITHDRAWN = Hook("register.consent_withdrawn")
