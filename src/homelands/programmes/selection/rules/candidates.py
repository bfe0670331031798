"""What speaks for and against an applicant, and what an assessment keeps of it.

The comparing, judging and weighing is science.matching; the words are in queries.assessments.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from homelands.people.register.models import ProfileEntry
from homelands.programmes.needs.models import Need, Programme
from homelands.science.matching import comparison, eligibility, shortlist, weights
from homelands.science.matching.records import Applicant, Asked, Comparison, Entry


@dataclass(frozen=True)
class Candidate:
    """An applicant as known on a day: the current entries of the profile."""

    destination: str
    entries: Sequence[ProfileEntry]
    placed_before: bool
    on: date


@dataclass(frozen=True)
class Suggestion:
    """What is stored of an assessment: `rules` and `reasons` as codes with facts, no words."""

    band: str
    eligible: bool | None
    rules: list[dict[str, Any]]
    reasons: list[dict[str, Any]]
    inputs: dict[str, Any]


def suggest(need: Need, programme: Programme, candidate: Candidate) -> Suggestion:
    """Judges one applicant; all that it used is in the result but the terms of reference."""
    asked = _asked(need, programme)
    points = comparison.compare(asked, _applicant(candidate))
    rules, reasons = eligibility.judge(asked, points), weights.weigh(points)
    assessment = shortlist.assess(rules, reasons)
    shown = {reason.code for reason in assessment.reasons}
    by_code = {point.code: point for point in points}
    return Suggestion(
        band=assessment.band,
        eligible=assessment.eligible,
        rules=[_stored(by_code[rule.code], passed=rule.passed) for rule in rules],
        reasons=[
            _stored(
                by_code[reason.code],
                weight=reason.weight,
                known=reason.known,
                shown=reason.code in shown,
            )
            for reason in reasons
        ],
        inputs=_inputs(asked, candidate),
    )


def _stored(point: Comparison, **judged: Any) -> dict[str, Any]:
    return {"code": point.code, "variant": point.variant, "facts": dict(point.facts), **judged}


def _asked(need: Need, programme: Programme) -> Asked:
    return Asked(
        occupations=need.occupations,
        languages=need.languages,
        modality=need.modality,
        starts_from=need.starts_from,
        starts_until=need.starts_until,
        text=f"{need.title} {need.terms}",
        home=settings.COUNTRY,
        minimum_years=programme.minimum_years,
        minimum_education=programme.minimum_education,
    )


def _applicant(candidate: Candidate) -> Applicant:
    entries = [
        Entry(e.kind, e.code, e.level, e.confirmed_on, stale=e.is_stale(candidate.on))
        for e in candidate.entries
    ]
    return Applicant(candidate.destination, entries, candidate.placed_before)


def _inputs(asked: Asked, candidate: Candidate) -> dict[str, Any]:
    """Returns what was known and asked; the need's own history keeps its title and terms."""
    return {
        "on": candidate.on.isoformat(),
        "destination": candidate.destination,
        "home": asked.home,
        "entries": [_entry(entry) for entry in candidate.entries],
        "placed_before": candidate.placed_before,
        "need": {
            "occupations": asked.occupations,
            "languages": asked.languages,
            "modality": asked.modality,
            "starts_from": asked.starts_from.isoformat(),
            "starts_until": asked.starts_until.isoformat(),
        },
        "programme": {
            "minimum_years": asked.minimum_years,
            "minimum_education": asked.minimum_education,
        },
    }


def _entry(entry: ProfileEntry) -> dict[str, str]:
    return {
        "kind": entry.kind,
        "code": entry.code,
        "level": entry.level,
        "on": entry.confirmed_on.isoformat(),
        "source": entry.source,
    }
