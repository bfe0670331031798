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

from homelands.science.publication.evidence import Table
from homelands.science.publication.refused import Refused


def disclosing(found: Table) -> Iterator[Refused]:
    """Yield what stands against releasing the table."""
    if found.smallest is not None and found.smallest < found.threshold:
        people = "1 person" if found.smallest == 1 else f"{found.smallest} people"
        sentence = f"A cell shows {people}; fewer than {found.threshold} are hidden."
        yield Refused("cells-small", sentence, overridable=False)
    if found.recovered:
        sentence = f"{found.recovered} hidden cells can be worked out from what is shown."
        yield Refused("cells-recovered", sentence, overridable=False)
    if found.released_difference is not None and found.released_difference < found.threshold:
        sentence = (
            f"The table differs by {found.released_difference} people from one released before: "
            "readers could subtract them."
        )
        yield Refused("release-difference", sentence, overridable=False)
    if found.sensitive and found.small_locality:
        sentence = "A sensitive trait is not shown by a small locality: join places, or leave it."
        yield Refused("sensitive-locality", sentence, overridable=False)
