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


def disclosing(table: Table) -> Iterator[Refused]:
    """Yield what stands against releasing the table."""
    if table.smallest is not None and table.smallest < table.threshold:
        facts = Facts(smallest=table.smallest, least=table.threshold)
        yield Refused("cells-small", facts, overridable=False)
    if table.recovered:
        yield Refused("cells-recovered", Facts(recovered=table.recovered), overridable=False)
    if table.released_difference is not None and table.released_difference < table.threshold:
        facts = Facts(difference=table.released_difference)
        yield Refused("release-difference", facts, overridable=False)
    if table.sensitive and table.small_locality:
        yield Refused("sensitive-locality", Facts(), overridable=False)
