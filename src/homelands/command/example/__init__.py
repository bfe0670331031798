"""The example country: synthetic people, and every stage of the thread with something in it."""

from homelands.command.example import (
    accounts,
    findings,
    organisations,
    outreach,
    people,
    policy,
    programmes,
    results,
    stocks,
    studies,
)

#: In this order: each part finds what it needs in the world that the parts before it made.
PARTS = (
    stocks,
    accounts,
    organisations,
    people,
    studies,
    findings,
    outreach,
    programmes,
    results,
    policy,
)
