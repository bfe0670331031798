"""The shared result of every method: a number that carries its uncertainty and its doubts.

Question     What may be said about a quantity, how surely, and with which reservations?
Formula      None: this is the shape that the methods fill.
Source       National Center for Health Statistics, Data Presentation Standards for
             Proportions (Parker and others, 2017): a proportion is shown with its interval,
             its sample size and its effective sample size, or not at all.
Assumptions  `low` and `high` are None where the design supports no interval; a reader must
             never be shown a made-up one.
Not for      Frequencies of respondents, which are counts and have no sampling error.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caution:
    """A doubt that travels to the screen with the figure it concerns.

    `code` is stable (a page looks up its translation by it); `message` is the English sentence
    with its numbers filled in.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval at `level`, the sample behind it, its method and its cautions.

    `n` counts the respondents who answered; `effective_n` is the size of a simple random sample
    of the same precision, n / design effect.
    """

    value: float
    low: float | None
    high: float | None
    level: float
    n: int
    effective_n: float | None
    method: str
    cautions: tuple[Caution, ...] = ()
