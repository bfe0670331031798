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

from homelands.science.facts import Facts
from homelands.science.publication.evidence import Precision
from homelands.science.publication.refused import Level, Refused

FEWEST, NARROW, WIDEST, RELATIVE, FEW_DF = 30, 0.05, 0.30, 1.30, 8


def imprecise(precision: Precision) -> Iterator[Refused]:
    """Yield what stands against the figure for want of precision."""
    if precision.n < FEWEST:
        yield Refused("n-small", Facts(n=precision.n, least=FEWEST), overridable=False)
    if precision.effective_n is not None and precision.effective_n < FEWEST:
        worth = int(precision.effective_n * 10) / 10  # never rounded up to what is needed
        yield Refused("effective-n-small", Facts(worth=worth, least=FEWEST), overridable=True)
    if precision.share:
        yield from _wide(precision)
    if precision.df is not None and precision.df < FEW_DF:
        facts = Facts(df=precision.df, least=FEW_DF)
        yield Refused("df-few", facts, overridable=True, level=Level.REVIEW)


def _wide(precision: Precision) -> Iterator[Refused]:
    if precision.value in (0, 1):
        facts = Facts(share=precision.value)
        yield Refused("share-extreme", facts, overridable=True, level=Level.REVIEW)
    if precision.low is None or precision.high is None:
        return
    width = round(precision.high - precision.low, 12)  # so that .65 - .35 is .30
    if width >= WIDEST:
        yield Refused("interval-wide", Facts(width=width, most=WIDEST), overridable=True)
    elif width > NARROW and round(width - RELATIVE * precision.value, 12) > 0:
        facts = Facts(width=width, share=precision.value, relative=RELATIVE)
        yield Refused("interval-wide-relative", facts, overridable=True)
