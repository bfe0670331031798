"""The day on which an applicant is free is compared with the days on which a need can start.

Question     Is the person free in time?
Formula      free = the day on which the person last said so + 0, 183 or 365 days, for "now",
             "within six months" and "within a year".
               early    free <= the first possible start
               in time  free <= the last possible start
               late     free >  the last possible start
               unknown  nothing is stated, or "later, keep me informed", which is no date
Source       The answers that the register offers; "within" is read at its latest, so that nobody
             is called free who may not be. A convention of ours.
Assumptions  What was said on a day still holds: it is shown with its date, and a profile that was
             not confirmed for long counts against (see comparison).
Not for      Fixing the first day of a placement: ask the person.
"""

from datetime import timedelta

from homelands.science.matching.records import Applicant, Asked, Comparison

#: Days from the day on which somebody said so until they are free.
FREE_AFTER = {"now": 0, "6months": 183, "year": 365}


def compare(asked: Asked, applicant: Applicant) -> Comparison:
    """Return whether the person is free in time, with the day; the last word counts."""
    entry = next(iter(applicant.stated("availability")), None)
    if entry is None or entry.code not in FREE_AFTER:
        return Comparison("availability", "unknown")
    free = entry.confirmed_on + timedelta(days=FREE_AFTER[entry.code])
    facts = {**entry.facts, "free": free.isoformat(), "until": asked.starts_until.isoformat()}
    if free <= asked.starts_from:
        return Comparison("availability", "early", facts)
    return Comparison("availability", "in time" if free <= asked.starts_until else "late", facts)
