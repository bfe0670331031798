"""The one place that knows the library svy: a question goes in, rows of numbers come out.

Question     How is a design, and a question to it, told to svy, and its answer read?
Formula      See `survey` and `regression`, which say what is computed.
Source       svy 0.35 (Diallo), https://svylab.com; its Taylor variances are held to closed
             formulas and to published examples in the tests.
Assumptions  svy is young and changes: nothing else imports it, and it takes half a second to
             load, so no module that the command line loads may import this one.
Not for      Raking within replicates, which svy 0.35 gets wrong when there are as many replicates
             as respondents: that is `science.weighting`.
"""

from typing import Any, Literal

import numpy as np
import polars as pl
import svy
from numpy.typing import NDArray
from scipy.special import stdtrit

from homelands.science.design.designed import Domain, Row
from homelands.science.design.sampling import Design

Floats = NDArray[np.float64]

Family = Literal["gaussian", "binomial"]


class Asked:
    """A design with the columns of one question; `inside` (n,) are those in the domain who
    answered, `left` how many in the domain did not.
    """

    def __init__(self, design: Design, domain: Domain, columns: dict[str, Floats]) -> None:
        n = design.weights.size
        inside = np.ones(n, dtype=bool) if domain.inside is None else domain.inside
        if any(column.shape != (n,) for column in (inside, *columns.values())):
            sizes = ", ".join(f"{column.size}" for column in (inside, *columns.values()))
            raise ValueError(f"Domain and answers ({sizes}) do not fit {n} respondents.")
        if any(np.isinf(column).any() for column in columns.values()):
            raise ValueError("Answers are finite numbers, or NaN where unknown.")
        known = np.logical_and.reduce([~np.isnan(column) for column in columns.values()])
        self.inside, self.level = inside & known, domain.level
        self.left = int(inside.sum() - self.inside.sum())
        if not self.inside.any():
            raise ValueError("Nobody in the domain gave an answer.")
        # svy takes no missing values; outside the domain any value will do that it has inside.
        first = int(np.argmax(self.inside))
        filled = {k: np.where(self.inside, v, v[first]) for k, v in columns.items()}
        self.sample = svy.Sample(*_described(design, {**filled, "inside": self.inside}))

    def estimates(self, statistic: str, *columns: str, **options: Any) -> list[dict[str, Any]]:
        """Return what svy's `statistic` gives for the columns: one mapping a row."""
        ask = getattr(self.sample.estimation, statistic)
        found = ask(*columns, where=svy.col("inside"), alpha=1 - self.level, **options)
        return list(found.to_polars().iter_rows(named=True))

    def tail(self, df: int) -> float:
        """Return how many standard errors an interval reaches at either side, NaN without df."""
        return float(stdtrit(df, (1 + self.level) / 2)) if df > 0 else float("nan")

    def coefficients(self, columns: list[str], family: Family) -> list[Row]:
        """Return the constant and the coefficients of y on the columns.

        svy never says that fewer than 1 df are left, so df and the intervals are made here.
        """
        fitted = self.sample.glm.fit(y="y", x=columns, family=family, where=svy.col("inside"))
        df = int(self.estimates("mean", "y")[0]["df"]) - len(columns)
        tail = self.tail(df)
        found = ((row["estimate"], row["std_err"]) for row in fitted.to_polars().to_dicts())
        n = int(self.inside.sum())
        return [Row(b, se, b - tail * se, b + tail * se, df, n) for b, se in found]


def read(rows: list[dict[str, Any]]) -> list[Row]:
    """Return svy's estimates as rows of ours."""
    return [Row(row["est"], row["se"], row["lci"], row["uci"], row["df"], row["n"]) for row in rows]


def _described(design: Design, columns: dict[str, Any]) -> tuple[pl.DataFrame, svy.Design]:
    """Return the columns with those of the design, and svy's own description of it."""
    frame: dict[str, Any] = {**columns, "weight": design.weights}
    if design.strata is not None:
        frame["stratum"] = design.stratum
    if design.clusters is not None:
        frame["cluster"] = design.cluster
    if design.fpc is not None:
        frame["population"] = design.fpc.astype(np.float64)
    staged = design.fpc is not None and design.clusters is not None
    if staged:
        frame["person"], frame["members"] = np.arange(design.weights.size), design.members
    described = svy.Design(
        wgt="weight",
        stratum="stratum" if design.strata is not None else None,
        psu="cluster" if design.clusters is not None else None,
        ssu="person" if staged else None,
        pop_size=_sizes(design, staged=staged),
        # `Design` has refused every stratum of one cluster but those taken with certainty,
        # which add nothing to the variance.
        singleton="skip" if design.certain else None,
    )
    return pl.DataFrame(frame), described


def _sizes(design: Design, *, staged: bool) -> "svy.PopSize | str | None":
    """Return which columns say how much there was to draw from, at each stage."""
    if design.fpc is None:
        return None
    return svy.PopSize("population", "members") if staged else "population"
