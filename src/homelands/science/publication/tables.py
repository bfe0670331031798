"""Whether a table would tell about a person.

Question     Could a reader learn who somebody is, or what somebody answered?
Formula      Refused: a shown count below k; a hidden cell that the audit recovers; fewer than k
             people by which the table differs from one released before; a sensitive trait by a
             small locality.
Source       Willenborg and de Waal (2001), Elements of Statistical Disclosure Control; Hundepool
             and others (2012), Statistical Disclosure Control.
Assumptions  Counts are unweighted. What was told cannot be taken back, so nobody overrides this.
Not for      Choosing what to hide: see `science.disclosure`.
"""

from collections.abc import Iterator

from homelands.science.facts import Facts
from homelands.science.publication.evidence import Table
from homelands.science.publication.refused import Refused


def disclosing(found: Table) -> Iterator[Refused]:
    """Yield what stands against releasing the table."""
    if found.smallest is not None and found.smallest < found.threshold:
        facts = Facts(smallest=found.smallest, least=found.threshold)
        yield Refused("cells-small", facts, overridable=False)
    if found.recovered:
        yield Refused("cells-recovered", Facts(recovered=found.recovered), overridable=False)
    if found.released_difference is not None and found.released_difference < found.threshold:
        facts = Facts(difference=found.released_difference)
        yield Refused("release-difference", facts, overridable=False)
    if found.sensitive and found.small_locality:
        yield Refused("sensitive-locality", Facts(), overridable=False)
