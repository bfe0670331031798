"""What tests of matching need, without a database: `asked()`, `entry("skill", "…")`, …"""

from datetime import date, timedelta
from typing import Any

from homelands.science.matching.records import Applicant, Asked, Entry
from tests.make import TODAY

#: The first and the last day on which the placement of `asked()` can start.
FIRST, LAST = TODAY + timedelta(days=60), TODAY + timedelta(days=150)


def asked(**changes: Any) -> Asked:
    """What a hospital asks of a neonatal nurse trainer."""
    need = {
        "occupations": ["2221"],
        "languages": {"en": "B2"},
        "modality": "temporary",
        "starts_from": FIRST,
        "starts_until": LAST,
        "text": "Neonatal nurse trainer. Train the nurses of the ward in resuscitation.",
        "home": "GHA",
    }
    return Asked(**{**need, **changes})


def entry(kind: str, code: str, level: str = "", on: date = TODAY, *, stale: bool = False) -> Entry:
    """One value of a profile, said today."""
    return Entry(kind, code, level, on, stale)


def applicant(*entries: Entry, country: str = "GBR", placed_before: bool = False) -> Applicant:
    """Somebody abroad with this profile."""
    return Applicant(country, entries, placed_before)


def nurse(*instead: Entry) -> Applicant:
    """Somebody who meets every rule of `asked()`; entries given stand for all of their kind."""
    profile = (
        entry("occupation", "2221"),
        entry("language", "en", "B2"),
        entry("availability", "now"),
        entry("modality", "temporary"),
        entry("education", "6"),
        entry("skill", "Neonatal care", "12"),
    )
    kinds = {given.kind for given in instead}
    return applicant(*(own for own in profile if own.kind not in kinds), *instead)
