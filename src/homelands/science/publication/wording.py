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

from homelands.science.facts import Facts
from homelands.science.publication.classes import DesignClass, Interval, presentation
from homelands.science.publication.evidence import Shown
from homelands.science.publication.refused import Refused
from homelands.science.publication.words import forbidden_words


def overstated(design_class: DesignClass, shown: Shown) -> Iterator[Refused]:
    """Yield what is shown or said beyond what the class supports."""
    letter, may = design_class.value, presentation(design_class)
    if shown.value and not may.value:
        yield Refused("value-not-supported", Facts(design=letter), overridable=False)
    if shown.interval not in may.intervals:
        yield Refused("interval-not-supported", Facts(design=letter), overridable=False)
    if may.appendix and not shown.appendix:
        yield Refused("appendix-missing", Facts(design=letter), overridable=True)
    if may.indicative and not shown.reason.strip():
        yield Refused("reason-missing", Facts(design=letter), overridable=False)
    if may.assumptions and shown.interval is Interval.MODEL and not any(shown.assumptions):
        yield Refused("assumptions-missing", Facts(), overridable=False)
    for word in dict.fromkeys(forbidden_words(design_class, *shown.texts)):
        yield Refused("words-forbidden", Facts(word=word, design=letter), overridable=False)
