"""The skills of an applicant are looked for in the terms of reference.

Question     Does the person name skills that the terms of reference name too?
Formula      A skill is named where one of its words of four letters or more stands in the title or
             the terms, in any case, also within a longer word ("nurse" in "nurses").
               several named, named, not named    two or more, one, none
               unknown                            no skills are stated
Source       A convention of ours. Skills are people's own words, in any language; ESCO offers
             labels for them, which profiles do not hold yet.
Assumptions  Profile and terms are in the same language. Where they are not, nothing is named, and
             that counts little against.
Not for      Telling how well somebody does it, or that it is not there.
"""

from homelands.science.matching.records import Applicant, Asked, Comparison

_LEAST_LETTERS = 4


def compare(asked: Asked, applicant: Applicant) -> Comparison:
    """Return how many skills are named, with them and the oldest of their dates."""
    stated = applicant.stated("skill")
    if not stated:
        return Comparison("skills", "unknown")
    text = asked.text.casefold()
    named = [entry for entry in stated if any(word in text for word in _words(entry.code))]
    if not named:
        return Comparison("skills", "not named", stated[-1].facts)
    facts = {**named[-1].facts, "code": ", ".join(entry.code for entry in named)}
    return Comparison("skills", "several named" if len(named) > 1 else "named", facts)


def _words(skill: str) -> list[str]:
    return [word for word in skill.casefold().split() if len(word) >= _LEAST_LETTERS]
