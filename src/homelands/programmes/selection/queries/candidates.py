"""Turns what is known of an applicant and a need into rules met or not, and signed reasons.

Each is a Point: a code, a variant that names its sentence, and the facts with their dates. The
weighing is in science.matching; the words are in queries.assessments.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from homelands.foundation.reference.levels import cefr_at_least, isced_at_least
from homelands.people.register.models import ProfileEntry
from homelands.programmes.needs.models import Need, Programme
from homelands.programmes.selection.models import Application
from homelands.science.matching import shortlist
from homelands.science.matching.shortlist import Reason, Rule

#: Days from the day on which somebody said so until they are free.
_FREE_AFTER = {"now": 0, "6months": 183, "year": 365}


@dataclass(frozen=True)
class Point:
    """One rule or reason before it is weighed; `passed` for rules, `weight` for reasons."""

    code: str
    variant: str
    passed: bool | None = None
    weight: float = 0.0
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        return self.variant != "unknown"


@dataclass(frozen=True)
class Judged:
    """What is stored of an assessment."""

    band: str
    eligible: bool | None
    rules: list[dict[str, Any]]
    reasons: list[dict[str, Any]]
    inputs: dict[str, Any]


@dataclass(frozen=True)
class Candidate:
    """An applicant as known on a day: the current entries of the profile, by kind."""

    destination: str
    entries: Sequence[ProfileEntry]
    placed_before: bool
    on: date

    def of(self, kind: str) -> list[ProfileEntry]:
        return [entry for entry in self.entries if entry.kind == kind]


def judge(application: Application, candidate: Candidate) -> Judged:
    """Assesses one application; everything that it used is in the result."""
    need, programme = application.call.need, application.programme
    rules, reasons = _rules(need, programme, candidate), _reasons(need, programme, candidate)
    found = shortlist.assess(
        [Rule(point.code, point.passed) for point in rules],
        [Reason(point.code, point.weight, point.known) for point in reasons],
    )
    shown = [reason.code for reason in found.reasons]
    return Judged(
        band=found.band,
        eligible=found.eligible,
        rules=[asdict(point) for point in rules],
        reasons=[
            {**asdict(point), "known": point.known, "shown": point.code in shown}
            for point in reasons
        ],
        inputs=_inputs(need, programme, candidate),
    )


def _dated(entry: ProfileEntry) -> dict[str, str]:
    return {"code": entry.code, "level": entry.level, "on": entry.confirmed_on.isoformat()}


def _best(entries: Sequence[ProfileEntry], codes: Sequence[str]) -> ProfileEntry | None:
    """Returns the entry confirmed last among those that begin with one of the codes."""
    fitting = [e for e in entries if any(e.code.startswith(code) for code in codes)]
    return max(fitting, key=lambda e: e.confirmed_on, default=None)


def _languages(need: Need, candidate: Candidate) -> list[tuple[ProfileEntry | None, str]]:
    known = {entry.code: entry for entry in candidate.of("language") if entry.level}
    return [(known.get(code), level) for code, level in sorted(need.languages.items())]


def _free_on(candidate: Candidate) -> tuple[date, ProfileEntry] | None:
    for entry in candidate.of("availability"):
        if entry.code in _FREE_AFTER:
            return entry.confirmed_on + timedelta(days=_FREE_AFTER[entry.code]), entry
    return None


def _rule(code: str, passed: bool | None, **facts: Any) -> Point:
    variant = {True: "met", False: "not met", None: "unknown"}[passed]
    return Point(code, variant, passed=passed, facts=facts)


def _rules(need: Need, programme: Programme, candidate: Candidate) -> list[Point]:
    occupations, modalities = candidate.of("occupation"), candidate.of("modality")
    languages, free = _languages(need, candidate), _free_on(candidate)
    enough = [None if e is None else cefr_at_least(e.level, least) for e, least in languages]
    rules = [
        _rule("occupation", bool(_best(occupations, need.occupations)) if occupations else None),
        _rule("language", False if False in enough else None if None in enough else True),
        _rule("availability", free[0] <= need.starts_until if free else None),
        _rule("modality", any(e.code == need.modality for e in modalities) if modalities else None),
        _rule("abroad", candidate.destination != settings.COUNTRY),
    ]
    if programme.minimum_years:
        years = [int(e.level) for e in candidate.of("skill") if e.level.isdecimal()]
        enough_years = max(years) >= programme.minimum_years if years else None
        rules.append(_rule("experience", enough_years, years=programme.minimum_years))
    if programme.minimum_education:
        known = candidate.of("education")
        least = programme.minimum_education
        reached = any(isced_at_least(e.code, least) for e in known) if known else None
        rules.append(_rule("education", reached, level=least))
    return rules


def _reasons(need: Need, programme: Programme, candidate: Candidate) -> list[Point]:
    return [
        _occupation(need, candidate),
        _language(need, candidate),
        _availability(need, candidate),
        _education(programme, candidate),
        _skills(need, candidate),
        _freshness(candidate),
        _before(candidate),
    ]


def _occupation(need: Need, candidate: Candidate) -> Point:
    known = candidate.of("occupation")
    if not known:
        return Point("occupation", "unknown")
    if exact := _best(known, [code for code in need.occupations if len(code) == 4]):
        return Point("occupation", "exact", weight=1.0, facts=_dated(exact))
    if group := _best(known, need.occupations):
        return Point("occupation", "group", weight=0.6, facts=_dated(group))
    if near := _best(known, [code[:3] for code in need.occupations]):
        return Point("occupation", "near", weight=-0.2, facts=_dated(near))
    return Point("occupation", "other", weight=-0.7, facts=_dated(known[0]))


def _language(need: Need, candidate: Candidate) -> Point:
    pairs = _languages(need, candidate)
    known = [(entry, least) for entry, least in pairs if entry is not None]
    if len(known) < len(pairs):
        return Point("language", "unknown")
    if not known:
        return Point("language", "none needed")
    for entry, least in known:
        if not cefr_at_least(entry.level, least):
            facts = {**_dated(entry), "least": least}
            return Point("language", "below", weight=-0.6, facts=facts)
    entry, least = known[0]
    above = any(e.level != asked for e, asked in known)
    variant, weight = ("above", 0.6) if above else ("enough", 0.4)
    return Point("language", variant, weight=weight, facts={**_dated(entry), "least": least})


def _availability(need: Need, candidate: Candidate) -> Point:
    free = _free_on(candidate)
    if free is None:
        return Point("availability", "unknown")
    day, entry = free
    facts = {**_dated(entry), "free": day.isoformat()}
    if day <= need.starts_from:
        return Point("availability", "early", weight=0.6, facts=facts)
    if day <= need.starts_until:
        return Point("availability", "in time", weight=0.4, facts=facts)
    return Point("availability", "late", weight=-0.5, facts=facts)


def _education(programme: Programme, candidate: Candidate) -> Point:
    known = candidate.of("education")
    if not known:
        return Point("education", "unknown")
    highest = max(known, key=lambda entry: entry.code)
    steps = int(highest.code) - int(programme.minimum_education or "6")
    if steps > 0:
        return Point("education", "above", weight=0.6, facts=_dated(highest))
    if steps == 0:
        return Point("education", "enough", weight=0.3, facts=_dated(highest))
    return Point("education", "below", weight=-0.4, facts=_dated(highest))


def _skills(need: Need, candidate: Candidate) -> Point:
    known = candidate.of("skill")
    if not known:
        return Point("skills", "unknown")
    asked = f"{need.title} {need.terms}".casefold()
    named = [e for e in known if any(word in asked for word in _words(e.code))]
    if named:
        weight = min(0.8, 0.4 * len(named))
        facts = {**_dated(named[0]), "code": ", ".join(entry.code for entry in named)}
        return Point("skills", "named", weight=weight, facts=facts)
    return Point("skills", "not named", weight=-0.1, facts=_dated(known[0]))


def _words(text: str) -> list[str]:
    """Returns the words of a skill that are long enough to mean something."""
    return [word for word in text.casefold().split() if len(word) > 3]


def _freshness(candidate: Candidate) -> Point:
    if not candidate.entries:
        return Point("freshness", "unknown")
    oldest = min(candidate.entries, key=lambda entry: entry.confirmed_on)
    if oldest.is_stale(candidate.on):
        return Point("freshness", "stale", weight=-0.3, facts=_dated(oldest))
    return Point("freshness", "fresh", weight=0.3, facts=_dated(oldest))


def _before(candidate: Candidate) -> Point:
    if candidate.placed_before:
        return Point("before", "completed", weight=0.5)
    return Point("before", "first", weight=0.0)


def _inputs(need: Need, programme: Programme, candidate: Candidate) -> dict[str, Any]:
    return {
        "on": candidate.on.isoformat(),
        "destination": candidate.destination,
        "entries": [{"kind": e.kind, **_dated(e), "source": e.source} for e in candidate.entries],
        "placed_before": candidate.placed_before,
        "need": {
            "occupations": need.occupations,
            "languages": need.languages,
            "modality": need.modality,
            "starts_from": need.starts_from.isoformat(),
            "starts_until": need.starts_until.isoformat(),
        },
        "programme": {
            "minimum_years": programme.minimum_years,
            "minimum_education": programme.minimum_education,
        },
    }
