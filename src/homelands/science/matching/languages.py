"""The languages of an applicant are compared with those that a need asks for.

Question     Does the person know every language that is needed well enough?
Formula      Levels by their order A1 < A2 < B1 < B2 < C1 < C2 < native, for each language needed:
               below        one is known less well than needed, whatever the others are
               unknown      else, one is not stated, or not how well
               above        else, one is known better than needed
               enough       else
               none needed  no language is asked for
Source       Council of Europe (2020), Common European Framework of Reference for Languages,
             Companion volume, for A1 to C2. "Native" is no level of it: that it stands above C2
             is a convention of ours.
Assumptions  People state their own level, and about as others would.
Not for      Certifying a language: where a licence hangs on it, ask for the certificate.
"""

from homelands.science.matching.records import Applicant, Asked, Comparison, Entry

#: The levels, from the lowest.
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2", "native")


def compare(asked: Asked, applicant: Applicant) -> Comparison:
    """Return how the languages compare, with the one that decides it and the level needed."""
    if not asked.languages:
        return Comparison("language", "none needed")
    spoken = {entry.code: entry for entry in applicant.stated("language") if entry.level in LEVELS}
    needed = sorted(asked.languages.items())
    known = [(spoken[code], least) for code, least in needed if code in spoken]
    for entry, least in known:
        if _steps(entry, least) < 0:
            return _compared("below", entry, least)
    if len(known) < len(needed):
        return Comparison("language", "unknown")
    for entry, least in known:
        if _steps(entry, least) > 0:
            return _compared("above", entry, least)
    return _compared("enough", *known[0])


def _steps(entry: Entry, least: str) -> int:
    """Return how many levels above what is needed; below it where negative."""
    return LEVELS.index(entry.level) - LEVELS.index(least)


def _compared(variant: str, entry: Entry, least: str) -> Comparison:
    return Comparison("language", variant, {**entry.facts, "least": least})
