"""The occupation of an applicant is compared with those that a need asks for.

Question     How near is what the person does to what is asked for?
Formula      By the leading digits of the codes, for the nearest pair of a stated and an asked one:
               exact    the same unit group (four digits)
               group    within the group that is asked for (2221 where 222 is asked for)
               wider    a group around what is asked for (22 where 2221 is): we cannot tell
               near     another unit group of the same minor group (three digits)
               other    none of these
Source       International Labour Organization (2012), ISCO-08. That nearness ends with the group
             is measured: an occupation of ESCO 1.1.1 shares, weighted by how rare they are, 36 %
             of its essential skills with another of its unit group, 8 % within the minor group,
             4 % within the sub-major group, 1 % beyond (own count over all pairs).
Assumptions  The codes are ISCO-08, not ISCO-88. Where several occupations are stated, the nearest
             counts, whatever the person does most.
Not for      Telling how well somebody does the work.
"""

from homelands.science.matching.records import Applicant, Asked, Comparison

#: From the nearest to the farthest.
NEARNESS = ("exact", "group", "wider", "near", "other")

_UNIT, _MINOR = 4, 3  # digits of a code


def compare(asked: Asked, applicant: Applicant) -> Comparison:
    """Return how near the nearest stated occupation is, with its code and date."""
    stated = applicant.stated("occupation")
    if not stated:
        return Comparison("occupation", "unknown")
    nearness, entry = min(
        ((_nearness(entry.code, code), entry) for entry in stated for code in asked.occupations),
        key=lambda pair: NEARNESS.index(pair[0]),
    )
    return Comparison("occupation", nearness, entry.facts)


def _nearness(code: str, asked: str) -> str:
    if code.startswith(asked):
        return "exact" if len(asked) == _UNIT else "group"
    if asked.startswith(code):
        return "wider"
    return "near" if code[:_MINOR] == asked[:_MINOR] else "other"
