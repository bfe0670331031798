"""How often something may be done in a time, and how long whoever did it too often then rests.

An app keeps its limits beside the pages that count by them; `clients.py` counts a request. Where
a limit says how many are free, strangers who come faster do a proof of work for each further one.
"""

import sys
from dataclasses import dataclass
from datetime import timedelta

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """At most so many times `within` a time; the last of them begins a rest."""

    code: str
    most: int
    within: timedelta = HOUR
    rest: timedelta = HOUR
    #: So many of a client need no proof of work; None: the page asks for none.
    free: int | None = None
    #: So many of all clients together need none. All together are never paused.
    free_of_all: int | None = None

    def of_all(self) -> "Limit | None":
        """Returns the limit that is counted for all clients together."""
        if self.free_of_all is None:
            return None
        return Limit(
            f"{self.code}.all", most=sys.maxsize, within=self.within, free=self.free_of_all
        )


#: Letters that a stranger can make us send to an address.
LETTERS = Limit("letters", most=1, within=timedelta(minutes=1), rest=timedelta(minutes=1))
