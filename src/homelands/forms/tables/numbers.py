"""Numbers as files write them."""

import math

from .missing import MISSING

#: More people than have ever lived: such a cell is a slip.
MOST_PEOPLE = 10**12


def number(text: str) -> float:
    """Returns a finite number; a ValueError for anything else, also inf, nan and 1_000."""
    value = math.nan if "_" in text else float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def count(text: str) -> int:
    """Returns a number of people: whole, zero or more; a ValueError for anything else."""
    value = number(text)
    if not (value.is_integer() and 0 <= value < MOST_PEOPLE):
        raise ValueError(text)
    return int(value)


def degree(text: str, missing: frozenset[str] = MISSING) -> float | None:
    """Returns how many people a respondent knows, None where nothing was answered.

    Zero and parts of a person (a mean of several weeks) are answers; how they weigh is decided by
    `science.rds.degrees`. A negative number, often a code for "refused", is none: a ValueError.
    """
    if text in missing:
        return None
    value = number(text)
    if value < 0:
        raise ValueError(text)
    return value
