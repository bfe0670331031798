"""Assessments, and their words: rules met or not, signed reasons with the dates they rest on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homelands.foundation.reference import isco08, levels
from homelands.people.register.models.choices import WORKING_LANGUAGES
from homelands.programmes.needs.models.choices import TONES
from homelands.programmes.selection.models import Application, Assessment
from homelands.programmes.selection.models.choices import BANDS

RULES = {
    "occupation": _("The occupation is one that the need asks for."),
    "language": _("Every language needed is known well enough."),
    "availability": _("The person is free by the last day on which the placement can start."),
    "modality": _("The person accepts this way of contributing."),
    "abroad": _("The person lives abroad."),
    "experience": _("At least %(years)s years of experience."),
    "education": _("Education of at least this level: %(level)s."),
}

REASONS = {
    ("occupation", "exact"): _("%(what)s: exactly what is asked for (confirmed %(on)s)."),
    ("occupation", "group"): _("%(what)s: in the group that is asked for (confirmed %(on)s)."),
    ("occupation", "wider"): _(
        "%(what)s: a wider group than what is asked for. Ask for the exact occupation "
        "(confirmed %(on)s)."
    ),
    ("occupation", "near"): _("%(what)s: near, but not what is asked for (confirmed %(on)s)."),
    ("occupation", "other"): _("%(what)s: another occupation (confirmed %(on)s)."),
    ("occupation", "unknown"): _("The occupation is not stated."),
    ("language", "above"): _("%(what)s, %(level)s: better than needed (confirmed %(on)s)."),
    ("language", "enough"): _("%(what)s, %(level)s: as needed (confirmed %(on)s)."),
    ("language", "below"): _(
        "%(what)s, %(level)s: less than the %(least)s needed (confirmed %(on)s)."
    ),
    ("language", "none needed"): _("No language is asked for."),
    ("language", "unknown"): _("A language that is needed is not stated, or not how well."),
    ("availability", "early"): _(
        "Free from %(free)s, before the first possible start (said %(on)s)."
    ),
    ("availability", "in time"): _("Free from %(free)s, in time for the last start (said %(on)s)."),
    ("availability", "late"): _("Free from %(free)s, after the last possible start (said %(on)s)."),
    ("availability", "unknown"): _("When the person is free is not stated."),
    ("education", "above"): _("%(what)s: more than is usual for this (confirmed %(on)s)."),
    ("education", "enough"): _("%(what)s: as is usual for this (confirmed %(on)s)."),
    ("education", "below"): _("%(what)s: less than is usual for this (confirmed %(on)s)."),
    ("education", "unknown"): _("Education is not stated."),
    ("skills", "named"): _("Skills that the terms of reference name: %(what)s (confirmed %(on)s)."),
    ("skills", "several named"): _(
        "Skills that the terms of reference name: %(what)s (confirmed %(on)s)."
    ),
    ("skills", "not named"): _("No skill that the terms of reference name (confirmed %(on)s)."),
    ("skills", "unknown"): _("No skills are stated."),
    ("freshness", "fresh"): _(
        "Every value of the profile was confirmed within a year (since %(on)s)."
    ),
    ("freshness", "stale"): _("A value of the profile is older than a year (confirmed %(on)s)."),
    ("freshness", "unknown"): _("The profile is empty."),
    ("before", "completed"): _("Has completed a placement before."),
    ("before", "first"): _("Would be a first placement."),
}


@dataclass(frozen=True)
class ShownRule:
    """One rule in words; `passed` is None where we do not know."""

    sentence: str
    passed: bool | None


@dataclass(frozen=True)
class ShownReason:
    """One reason in words, as `{% reasons %}` draws it."""

    sentence: str
    weight: float
    known: bool


@dataclass(frozen=True)
class Shown:
    """An assessment as an officer reads it: a word, what it means, rules and reasons apart."""

    band: str
    label: str
    meaning: str
    tone: str
    rules: list[ShownRule]
    reasons: list[ShownReason]
    assessed_at: datetime


def latest(application: Application) -> Assessment | None:
    """Returns the last assessment of an application."""
    return Assessment.objects.filter(application=application).order_by("-assessed_at").first()


def latest_of(call: UUID) -> dict[UUID, Assessment]:
    """Returns the last assessment of each application of a call, in one question."""
    rows = Assessment.objects.filter(application__call_id=call).order_by(
        "application_id", "-assessed_at"
    )
    return {row.application_id: row for row in rows.distinct("application_id")}


def shown(assessment: Assessment) -> Shown:
    """Puts an assessment into words, in the reader's language."""
    label, meaning = BANDS[assessment.band]
    return Shown(
        band=assessment.band,
        label=str(label),
        meaning=str(meaning),
        tone=TONES[assessment.band],
        rules=[ShownRule(_rule(point), point["passed"]) for point in assessment.rules],
        reasons=[
            ShownReason(_reason(point), point["weight"], point["known"])
            for point in assessment.reasons
            if point["shown"] or not point["known"]
        ],
        assessed_at=assessment.assessed_at,
    )


def failed(assessment: Assessment) -> list[str]:
    """Returns the rules that are not met in words, each with what is known about it."""
    reasons = {point["code"]: _reason(point) for point in assessment.reasons}
    return [
        " ".join(filter(None, [_rule(point), reasons.get(point["code"])]))
        for point in assessment.rules
        if point["passed"] is False
    ]


def _rule(point: dict[str, Any]) -> str:
    least = point["facts"].get("least", "")
    words = {"years": least, "level": levels.ISCED_LEVELS.get(least, "")}
    return str(RULES[point["code"]]) % words


def _reason(point: dict[str, Any]) -> str:
    facts = point["facts"]
    words = {
        "what": _title(point["code"], facts.get("code", "")),
        "level": levels.CEFR.get(facts.get("level", ""), ""),
        "least": facts.get("least", ""),
        "on": _day(facts.get("on")),
        "free": _day(facts.get("free")),
    }
    return str(REASONS[point["code"], point["variant"]]) % words


def _day(text: str | None) -> str:
    return date_format(date.fromisoformat(text)) if text else ""


def _title(kind: str, code: str) -> str:
    """Returns the words for a code: of an occupation, a level of education, a language."""
    if kind == "occupation" and code:
        return _occupation(code)
    tables = {"education": levels.ISCED_LEVELS, "language": dict(WORKING_LANGUAGES)}
    return str(tables.get(kind, {}).get(code, code))


def _occupation(code: str) -> str:
    try:
        return isco08.title(code, get_language() or "en")
    except KeyError:
        return code
