"""Whether a figure is shown as its class of evidence allows.

Question     Does what is shown, and said, go beyond what the design supports?
Formula      Refused: a figure about the population, or a kind of interval, that the class does
             not have; no report of the recruitment for B and C; no reason for C; no assumptions
             beside an interval for D; forbidden words for C to E.
Source       AAPOR (2016), Guidance on reporting precision for nonprobability samples; White and
             others (2015), STROBE-RDS.
Assumptions  All of this is cured by showing or writing it otherwise. Only the report of the
             recruitment may follow later, if somebody answers for that.
Not for      Claims in words that are not on the list: readers are needed for those.
"""

from collections.abc import Iterator

from homelands.science.publication.classes import DesignClass, Interval, presentation
from homelands.science.publication.evidence import Shown
from homelands.science.publication.refused import Refused
from homelands.science.publication.words import forbidden_words


def overstated(design_class: DesignClass, shown: Shown) -> Iterator[Refused]:
    """Yield what is shown or said beyond what the class supports."""
    letter, may = design_class.value, presentation(design_class)
    if shown.value and not may.value:
        sentence = f"Class {letter} gives counts of respondents, not figures about others."
        yield Refused("value-not-supported", sentence, overridable=False)
    if shown.interval not in may.intervals:
        sentence = f"Class {letter} has no {shown.interval.value} interval: leave it out."
        yield Refused("interval-not-supported", sentence, overridable=False)
    if may.appendix and not shown.appendix:
        sentence = f"Class {letter} needs the report of the recruitment (STROBE-RDS) with it."
        yield Refused("appendix-missing", sentence, overridable=True)
    if may.indicative and not shown.reason.strip():
        sentence = f"Class {letter} is indicative only: say which check failed."
        yield Refused("reason-missing", sentence, overridable=False)
    if may.assumptions and shown.interval is Interval.MODEL and not any(shown.assumptions):
        sentence = "An interval from a model needs the model's assumptions beside it."
        yield Refused("assumptions-missing", sentence, overridable=False)
    for word in dict.fromkeys(forbidden_words(design_class, *shown.texts)):
        sentence = (
            f"“{word}” cannot be said of class {letter}. Say what was found among whom, and how "
            "they were found."
        )
        yield Refused("words-forbidden", sentence, overridable=False)
