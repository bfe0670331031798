"""The five classes of evidence, and what each of them may show.

Question     What does the way in which people were found allow to be said about the others?
Formula      A probability sample: value and sampling interval. B respondent-driven sample that
             passed its diagnostics: the same, with an appendix on the recruitment. C one that
             failed some: the same, greyed, called indicative, with the reason. D convenience
             sample or registry, weighted: no sampling interval; at most one of a model whose
             assumptions are stated. E the same, unweighted: counts of respondents and no more.
Source       White and others (2015), Journal of Clinical Epidemiology 68(12), STROBE-RDS, for the
             appendix; AAPOR (2016), Guidance on reporting precision for nonprobability samples,
             for D and E.
Assumptions  The class follows from the design and the diagnostics, never from the result.
Not for      Raising a class because the figure looks right.
"""

from dataclasses import dataclass
from enum import Enum

from homelands.science.estimate import Caution


class DesignClass(Enum):
    """A to E, from the strongest evidence to the weakest."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


class Interval(Enum):
    """What an interval beside a figure rests on."""

    NONE = "none"
    SAMPLING = "sampling"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Presentation:
    """What a class may show. `value`: figures about the population at all; `appendix`: only with
    the report of the recruitment; `indicative`: greyed, with its reason; `assumptions`: any
    interval comes with them; `caution` is welded to whatever is exported.
    """

    value: bool
    intervals: frozenset[Interval]
    appendix: bool = False
    indicative: bool = False
    assumptions: bool = False
    caution: Caution | None = None


_SAMPLING = frozenset({Interval.NONE, Interval.SAMPLING})

_PRESENTATIONS = {
    DesignClass.A: Presentation(value=True, intervals=_SAMPLING),
    DesignClass.B: Presentation(value=True, intervals=_SAMPLING, appendix=True),
    DesignClass.C: Presentation(
        value=True,
        intervals=_SAMPLING,
        appendix=True,
        indicative=True,
        caution=Caution("check-failed"),
    ),
    DesignClass.D: Presentation(
        value=True,
        intervals=frozenset({Interval.NONE, Interval.MODEL}),
        assumptions=True,
        caution=Caution("people-chose"),
    ),
    DesignClass.E: Presentation(
        value=False,
        intervals=frozenset({Interval.NONE}),
        caution=Caution("respondents-only"),
    ),
}


def presentation(design_class: DesignClass) -> Presentation:
    """Return what the class may show."""
    return _PRESENTATIONS[design_class]
