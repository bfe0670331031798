"""Whether an estimated size of a population may be shown.

Question     Does the number follow from the data, or from something that was not said?
Formula      Refused: fewer than three lists without a stated assumption; an estimate that does
             not exist or is not the only one; a multiplier whose count and share differ in
             definition, period or place; a posterior without its prior; an average, or a part,
             of several methods shown in place of all.
Source       Aleshin-Guendel, Sadinle and Wakefield (2021), The central role of the identifying
             assumption in population size estimation; Chan, Silverman and Vincent (2021), Journal
             of the American Statistical Association 116(535), for existence; Handcock, Gile and
             Mar (2014), Electronic Journal of Statistics 8(1), for priors of successive sampling.
Assumptions  Showing all methods is possible, so hiding one is never answered for.
Not for      Judging whether a stated assumption is credible.
"""

from collections.abc import Iterator

from homelands.science.facts import Facts
from homelands.science.publication.evidence import Size, SizeMethod
from homelands.science.publication.refused import Refused

FEWEST_LISTS = 3


def sized(size: Size) -> Iterator[Refused]:
    """Yield what stands against the size."""
    crossed = size.method is SizeMethod.LISTS
    if crossed and size.lists < FEWEST_LISTS and not size.assumption.strip():
        facts = Facts(lists=size.lists, least=FEWEST_LISTS)
        yield Refused("lists-few", facts, overridable=False)
    if not size.exists:
        yield Refused("size-not-identified", Facts(), overridable=False)
    if size.method is SizeMethod.MULTIPLIER and not size.same_scope:
        yield Refused("multiplier-mismatch", Facts(), overridable=True)
    if size.method is SizeMethod.SUCCESSIVE_SAMPLING and not size.prior_shown:
        yield Refused("prior-hidden", Facts(), overridable=False)
    if size.averaged or size.shown < size.methods:
        yield Refused("methods-hidden", Facts(methods=size.methods), overridable=False)
