"""Whether a figure is precise enough to be shown.

Question     Would another sample have told something else?
Formula      Refused: n < 30; effective n < 30; interval of a share >= .30 wide; between .05 and
             .30 wide and wider than 130 % of the share. For review: df < 8; a share of 0 or 1.
Source       Parker and others (2017), NCHS Vital and Health Statistics 2(175), presentation
             standards for proportions.
Assumptions  Intervals at 95 %. Below 30 respondents no reason helps; imprecision may be answered
             for, since readers see the interval.
Not for      Counts of respondents, which have no sampling error.
"""

from collections.abc import Iterator

from homelands.science.publication.evidence import Precision
from homelands.science.publication.refused import Level, Refused

FEWEST, NARROW, WIDEST, RELATIVE, FEW_DF = 30, 0.05, 0.30, 1.30, 8


def imprecise(found: Precision) -> Iterator[Refused]:
    """Yield what stands against the figure for want of precision."""
    if found.n < FEWEST:
        sentence = f"Only {found.n} people answered; {FEWEST} are needed."
        yield Refused("n-small", sentence, overridable=False)
    if found.effective_n is not None and found.effective_n < FEWEST:
        sentence = (
            f"The answers are worth only {int(found.effective_n * 10) / 10:.1f} independent ones; "
            f"{FEWEST} are needed."
        )
        yield Refused("effective-n-small", sentence, overridable=True)
    if found.share:
        yield from _wide(found)
    if found.df is not None and found.df < FEW_DF:
        sentence = (
            f"The variance rests on {found.df} degrees of freedom, fewer than {FEW_DF}: a "
            "statistician has to look at it."
        )
        yield Refused("df-few", sentence, overridable=True, level=Level.REVIEW)


def _wide(found: Precision) -> Iterator[Refused]:
    if found.value in (0, 1):
        sentence = f"The share is {found.value:.0%}: a statistician has to say whether that can be."
        yield Refused("share-extreme", sentence, overridable=True, level=Level.REVIEW)
    if found.low is None or found.high is None:
        return
    width = round(found.high - found.low, 12)  # so that .65 - .35 is .30
    points = 100 * width
    if width >= WIDEST:
        sentence = f"The interval is {points:.0f} percentage points wide; {WIDEST:.0%} is too wide."
        yield Refused("interval-wide", sentence, overridable=True)
    elif width > NARROW and round(width - RELATIVE * found.value, 12) > 0:
        sentence = (
            f"The interval is {points:.1f} percentage points wide about a share of "
            f"{found.value:.1%}; more than {RELATIVE:.0%} of the share is too wide."
        )
        yield Refused("interval-wide-relative", sentence, overridable=True)
