"""The publication gate: everything that stands against publishing a figure or a table.

Question     May this be published, and if not, why not, and can a person answer for it?
Formula      The rules of `wording`, `precision`, `samples`, `sizes` and `tables`, each of which
             gives refusals that are final, or that a named person may override with a reason, or
             that wait for a statistician's review.
Source       Parker and others (2017), NCHS Vital and Health Statistics 2(175), for precision and
             review; the sources of the other rules stand in their modules.
Assumptions  The facts are right. What cannot be undone, such as telling who somebody is, is not
             overridden by anybody; nor is what rewriting or restating would cure.
Not for      Judging whether the question was asked well.
"""

from collections.abc import Iterable

from homelands.science.estimate import Caution
from homelands.science.publication.evidence import Evidence
from homelands.science.publication.precision import imprecise
from homelands.science.publication.refused import Override, Refused
from homelands.science.publication.samples import doubtful, recruited, weighted
from homelands.science.publication.sizes import sized
from homelands.science.publication.tables import disclosing
from homelands.science.publication.wording import overstated


def refusals(evidence: Evidence) -> tuple[Refused, ...]:
    """Return what stands against publishing, in the order of the evidence; empty if nothing."""
    found = list(overstated(evidence.design_class, evidence.shown))
    if evidence.precision:
        found += imprecise(evidence.precision)
    if evidence.recruitment:
        found += recruited(evidence.recruitment)
    if evidence.weights:
        found += weighted(evidence.weights)
    if evidence.size:
        found += sized(evidence.size)
    if evidence.table:
        found += disclosing(evidence.table)
    return tuple(found)


def cautions(evidence: Evidence) -> tuple[Caution, ...]:
    """Return the doubts that go with the figure but do not stand in the way."""
    return tuple(doubtful(evidence.recruitment)) if evidence.recruitment else ()


def outstanding(refuseds: Iterable[Refused], overrides: Iterable[Override]) -> tuple[Refused, ...]:
    """Return the refusals that nobody has answered for."""
    answered = {override.refused for override in overrides}
    return tuple(refused for refused in refuseds if refused not in answered)
