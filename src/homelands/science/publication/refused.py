"""What stands against publishing, and what a person may answer for.

Question     Is this the end of it, or may somebody decide otherwise under their own name?
Formula      None: these are the shapes that the rules fill.
Source       National Center for Health Statistics (Parker and others, 2017), for review by a
             statistician as a level of its own.
Assumptions  Codes are stable, and a sentence stands for each of them above (`ui.sentences`).
Not for      Doubts that do not stand in the way: those are cautions.
"""

from dataclasses import dataclass
from enum import Enum

from homelands.science.facts import Facts


class Level(Enum):
    """REFUSED: not published as it is. REVIEW: a statistician looks at it first."""

    REFUSED = "refused"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Refused:
    """One reason with its numbers; `overridable` by a named person with a reason. `category` is
    the answer whose figure it concerns, "" where it concerns all.
    """

    code: str
    facts: Facts
    overridable: bool
    level: Level = Level.REFUSED
    category: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A refusal that `by` answers for, with the `reason` that readers will see."""

    refused: Refused
    by: str
    reason: str


def override(refused: Refused, by: str, reason: str) -> Override:
    """Record who overrides a refusal, and why; refuse where nobody may, or either is missing."""
    if not refused.overridable:
        raise ValueError(f"Nobody may override this: {refused.code}.")
    if not by.strip() or not reason.strip():
        raise ValueError(
            "An override needs the name of the person who answers for it, and a reason."
        )
    return Override(refused, by.strip(), reason.strip())
