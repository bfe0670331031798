"""The hard rules of a need are judged: met, not met, or not known.

Question     Which conditions does this applicant meet, which not, and which must be asked about?
Formula      A rule follows from its comparison by the table MET below; a variant that is not in
             the table leaves the rule open. Experience and education are rules only where the
             programme sets a minimum.
Source       The conditions that programmes publish: MIDA Somalia (residence abroad, a degree,
             experience, Somali and English; midasom.iom.int/requirements-mida-diaspora-
             participants), iGorts 2022 (a bachelor's and five years, or a master's and three).
             Which values they take is for the need and the programme to say.
Assumptions  A rule has three values, so that missing data is never a failure. Rules are never
             weighed against reasons: no merit makes up for one that is not met.
Not for      Rejecting without a person deciding: a profile may be out of date.
"""

from collections.abc import Iterable

from homelands.science.matching.records import Asked, Comparison
from homelands.science.matching.shortlist import Rule

MET = {
    "occupation": {"exact": True, "group": True, "near": False, "other": False},
    "language": {"above": True, "enough": True, "none needed": True, "below": False},
    "availability": {"early": True, "in time": True, "late": False},
    "modality": {"accepted": True, "not accepted": False},
    "abroad": {"abroad": True, "at home": False},
    "experience": {"enough": True, "too little": False},
    "education": {"above": True, "enough": True, "below": False},
}


def judge(asked: Asked, comparisons: Iterable[Comparison]) -> tuple[Rule, ...]:
    """Return the rules that the need and its programme set, in the order of the comparisons."""
    unset = {"experience": not asked.minimum_years, "education": not asked.minimum_education}
    return tuple(
        Rule(point.code, MET[point.code].get(point.variant))
        for point in comparisons
        if point.code in MET and not unset.get(point.code)
    )
