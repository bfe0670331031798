"""How often something may be done in a time, and how long whoever did it too often then rests.

An app keeps its limits beside the pages that count by them; `clients.py` counts a request. A page
that is to ask more of strangers who come fast asks it where it counts.
"""

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


#: Letters that a stranger can make us send to an address.
LETTERS = Limit("letters", most=1, within=timedelta(minutes=1), rest=timedelta(minutes=1))
