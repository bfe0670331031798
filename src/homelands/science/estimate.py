"""The shared result of every method: a number that carries its uncertainty and its doubts.

Question     What may be said about a quantity, how surely, and with which reservations?
Formula      None: this is the shape that the methods fill.
Source       National Center for Health Statistics, Data Presentation Standards for
             Proportions (Parker and others, 2017): a proportion is shown with its interval,
             its sample size and its effective sample size, or not at all.
Assumptions  `low` and `high` are None where the design supports no interval; a reader must
             never be shown a made-up one. Doubts and methods are codes with facts: sentences
             are made where the reader's language is known (`ui.sentences`).
Not for      Frequencies of respondents, which are counts and have no sampling error.
"""

from dataclasses import dataclass

from homelands.science.facts import NONE, Facts


@dataclass(frozen=True, slots=True)
class Caution:
    """A doubt that travels to the screen with the figure it concerns: which, and its numbers."""

    code: str
    facts: Facts = NONE


@dataclass(frozen=True, slots=True)
class Method:
    """How a figure was computed, in codes that stay the same whatever the methods are called.

    `estimator` of the value; `spread` by which its precision was seen, such as a bootstrap, whose
    replicates may be `calibrated`; `interval`, "none" where none was asked for. What the estimator
    alone decides is "". `of` are the methods of the figures that a contrast compares.
    """

    estimator: str
    spread: str = ""
    interval: str = ""
    calibrated: bool = False
    of: tuple["Method", ...] = ()

    @property
    def code(self) -> str:
        """Return the method of one figure as a text that can be kept, such as rds2/tree/logit."""
        parts = (self.estimator, self.spread, self.interval, "calibrated" * self.calibrated)
        return "/".join(parts).rstrip("/")


def method_of(code: str) -> Method:
    """Return the method of a figure from the code under which it was kept."""
    estimator, spread, interval, calibrated = (code.split("/") + [""] * 3)[:4]
    return Method(estimator, spread, interval, bool(calibrated))


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
    method: Method
    cautions: tuple[Caution, ...] = ()
