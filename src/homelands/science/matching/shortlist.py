"""A candidate is assessed against a need: hard rules first, then signed reasons and a band.

Question     May this person be put forward, how good a fit is it, why, and what is unknown?
Formula      Rules: one failed makes the person not eligible; otherwise one unknown means that
             we cannot tell. Fit: the mean weight over all reasons, an unknown one counting 0.
             Bands, for those eligible:
               strong     mean >= 0.50
               good       mean >= 0.20
               possible   mean >= 0.00
               weak       mean <  0.00
               cannot tell  no reasons were given, or more than half of them are unknown
             Reasons shown: known ones by |weight|, then code; the first 3 always, up to 6
             while |weight| >= 0.10.
Source       A tallying rule of our own in the line of Dawes (1979), American Psychologist 34(7),
             "The robust beauty of improper linear models"; the band limits are conventions of
             ours, not estimated from outcomes.
Assumptions  Everyone on one shortlist is assessed with the same rules and reasons, so that a
             better weight never gives a lower band. Weights are set by people and explained.
Not for      Rejecting without a person deciding; comparing across calls; any percentage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

Band = Literal["strong", "good", "possible", "weak", "not eligible", "cannot tell"]

STRONG, GOOD, POSSIBLE = 0.5, 0.2, 0.0
SHOWN_AT_LEAST, SHOWN_AT_MOST, WORTH_SHOWING = 3, 6, 0.1


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that must hold; `passed` is None where we do not know."""

    code: str
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Reason:
    """A point for (> 0) or against (< 0), weight in [-1, 1]; it counts only where `known`."""

    code: str
    weight: float
    known: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """`eligible` is None where a rule is unknown and none failed. `failed` has codes of rules;
    `unknown` has codes of rules, then of reasons; `reasons` are those to show, strongest first.
    """

    eligible: bool | None
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    band: Band
    reasons: tuple[Reason, ...]


def assess(rules: Sequence[Rule], reasons: Sequence[Reason]) -> Assessment:
    """Judge the rules and weigh the reasons; the order in which they come does not matter."""
    _check(rules, reasons)
    failed = tuple(sorted(rule.code for rule in rules if rule.passed is False))
    open_rules = sorted(rule.code for rule in rules if rule.passed is None)
    open_reasons = sorted(reason.code for reason in reasons if not reason.known)
    eligible = False if failed else None if open_rules else True
    return Assessment(
        eligible, failed, (*open_rules, *open_reasons), _band(eligible, reasons), _shown(reasons)
    )


def _check(rules: Sequence[Rule], reasons: Sequence[Reason]) -> None:
    """Refuse a code given twice and a weight out of range; a rule and a reason may share one."""
    twice = sorted({*_twice([r.code for r in rules]), *_twice([r.code for r in reasons])})
    if twice:
        raise ValueError(f"These rules or reasons are given more than once: {', '.join(twice)}.")
    wrong = [reason.code for reason in reasons if not -1 <= reason.weight <= 1]
    if wrong:
        raise ValueError(f"These reasons have a weight outside -1 to 1: {', '.join(wrong)}.")


def _twice(codes: Sequence[str]) -> list[str]:
    return [code for code in codes if codes.count(code) > 1]


def _band(eligible: bool | None, reasons: Sequence[Reason]) -> Band:
    """Return the band word, as the header defines it."""
    if eligible is False:
        return "not eligible"
    known = [reason.weight for reason in reasons if reason.known]
    if eligible is None or not reasons or 2 * len(known) < len(reasons):
        return "cannot tell"
    mean = round(fsum(known) / len(reasons), 9)  # so that 0.2 three times is 0.2
    if mean >= STRONG:
        return "strong"
    if mean >= GOOD:
        return "good"
    return "possible" if mean >= POSSIBLE else "weak"


def _shown(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return three to six known reasons (fewer where there are fewer), strongest first."""
    known = sorted((r for r in reasons if r.known), key=lambda r: (-abs(r.weight), r.code))
    return tuple(
        reason
        for place, reason in enumerate(known[:SHOWN_AT_MOST])
        if place < SHOWN_AT_LEAST or abs(reason.weight) >= WORTH_SHOWING
    )
