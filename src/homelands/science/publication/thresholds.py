"""The one threshold for small cells: below it no page, file or command shows how many people.

Question     How many people must a number rest on, so that nobody can be told from it?
Formula      Shown if n >= SMALLEST. Whoever publishes may ask for more, and for fewer down to
             FLOOR, which only the command `homelands protect` offers.
Source       Hundepool and others (2012), Statistical Disclosure Control, chapter 5, on threshold
             rules; 10 is the usual choice for surveys with sensitive answers, 5 the least.
Assumptions  Unweighted counts of people. Officers see the same numbers as everybody: what one
             of them copies is public, and two tables with two thresholds tell what each hides.
Not for      Precision: `publication.precision` asks for 30 respondents before a share is shown.
"""

FLOOR, SMALLEST = 5, 10


def is_small(people: int) -> bool:
    """Say whether a number that stands alone is of too few people to be shown."""
    return people < SMALLEST


def check_threshold(k: int) -> None:
    """Refuse a threshold below the floor: every rule on counts has this one."""
    if k < FLOOR:
        raise ValueError(f"The threshold must be at least {FLOOR}, not {k}.")
