"""An applicant is compared with what is asked, point by point.

Question     How does what we know of the person stand to what the need and its programme ask for?
Formula      Ten points, each with its variant and facts. Four have a module each: occupations,
             languages, availability, skills. The others, "unknown" where nothing is stated:
               modality    accepted, where the person states the need's way of contributing; else
                           not accepted
               abroad      abroad, where the country of residence is not the home country; else
                           at home
               experience  enough, where the most years stated with a skill reach the minimum;
                           else too little
               education   the highest level against the minimum, or against ISCED 6 where there
                           is none: above, enough, below
               freshness   fresh, where every value was confirmed lately; else stale
               before      completed, where the person has completed a placement; else first
Source       UNESCO Institute for Statistics (2012), ISCED 2011, for the order of levels. That a
             bachelor's is usual follows MIDA Somalia and iGorts 2022, which ask for a degree.
Assumptions  One day's knowledge: what is not stated is unknown, never a failure.
Not for      Sex, age, name, birthplace: none of them is read here, and none may be.
"""

from homelands.science.matching import availability, languages, occupations, skills
from homelands.science.matching.records import Applicant, Asked, Comparison

#: The levels of ISCED 2011, and the one that is usual where a programme sets no minimum.
ISCED, USUAL = "012345678", "6"


def compare(asked: Asked, applicant: Applicant) -> tuple[Comparison, ...]:
    """Return every point, in the order in which officers read them."""
    return (
        occupations.compare(asked, applicant),
        languages.compare(asked, applicant),
        availability.compare(asked, applicant),
        _modality(asked, applicant),
        _abroad(asked, applicant),
        _experience(asked, applicant),
        _education(asked, applicant),
        skills.compare(asked, applicant),
        _freshness(applicant),
        Comparison("before", "completed" if applicant.placed_before else "first"),
    )


def _modality(asked: Asked, applicant: Applicant) -> Comparison:
    accepted = [entry.code for entry in applicant.stated("modality")]
    if not accepted:
        return Comparison("modality", "unknown")
    variant = "accepted" if asked.modality in accepted else "not accepted"
    return Comparison("modality", variant, {"code": ", ".join(accepted), "least": asked.modality})


def _abroad(asked: Asked, applicant: Applicant) -> Comparison:
    if not applicant.country:
        return Comparison("abroad", "unknown")
    variant = "at home" if applicant.country == asked.home else "abroad"
    return Comparison("abroad", variant, {"code": applicant.country})


def _experience(asked: Asked, applicant: Applicant) -> Comparison:
    least = {"least": asked.minimum_years}
    years = [int(e.level) for e in applicant.stated("skill") if e.level.isdecimal()]
    if not years:
        return Comparison("experience", "unknown", least)
    variant = "enough" if max(years) >= asked.minimum_years else "too little"
    return Comparison("experience", variant, {**least, "years": max(years)})


def _education(asked: Asked, applicant: Applicant) -> Comparison:
    least = asked.minimum_education or USUAL
    levels = [entry for entry in applicant.stated("education") if entry.code in tuple(ISCED)]
    if not levels:
        return Comparison("education", "unknown", {"least": least})
    highest = max(levels, key=lambda entry: entry.code)
    facts = {**highest.facts, "least": least}
    if highest.code > least:
        return Comparison("education", "above", facts)
    return Comparison("education", "enough" if highest.code == least else "below", facts)


def _freshness(applicant: Applicant) -> Comparison:
    if not applicant.entries:
        return Comparison("freshness", "unknown")
    oldest = min(applicant.entries, key=lambda entry: (entry.confirmed_on, entry.kind, entry.code))
    return Comparison("freshness", "stale" if oldest.stale else "fresh", oldest.facts)
