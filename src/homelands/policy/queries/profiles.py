"""What is known about each country's policy, and how fresh it is."""

from dataclasses import dataclass
from datetime import date

from homelands.policy.models import Institution, Instrument
from homelands.policy.models.sourced import FRESH_DAYS


@dataclass(frozen=True)
class Summary:
    """One country in the list of profiles."""

    country: str
    institutions: int
    instruments: int
    last_checked: date
    stale: int


@dataclass(frozen=True)
class Profile:
    """One country's institutions and instruments."""

    country: str
    institutions: list[Institution]
    instruments: list[Instrument]


def summaries(on: date) -> list[Summary]:
    """Returns every country that has a profile, by code."""
    facts: dict[str, list[Institution | Instrument]] = {}
    for model in (Institution, Instrument):
        for fact in model.objects.only("country", "verified_on"):
            facts.setdefault(fact.country, []).append(fact)
    return [
        Summary(
            country=country,
            institutions=sum(isinstance(fact, Institution) for fact in known),
            instruments=sum(isinstance(fact, Instrument) for fact in known),
            last_checked=max(fact.verified_on for fact in known),
            stale=sum((on - fact.verified_on).days > FRESH_DAYS for fact in known),
        )
        for country, known in sorted(facts.items())
    ]


def of(country: str) -> Profile:
    """Returns one country's profile, empty when nothing is known yet."""
    return Profile(
        country,
        list(Institution.objects.filter(country=country).order_by("name")),
        list(Instrument.objects.filter(country=country).order_by("-year", "title")),
    )
