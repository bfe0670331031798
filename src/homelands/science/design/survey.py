"""Means, totals, ratios, shares and quantiles of a probability sample, with linearised variances.

Question     What follows for the population from a sample drawn with known chances, and how surely?
Formula      Estimates are functions of weighted sums. With z_i the linearised value of respondent
             i and z_hc its sum over cluster c of stratum h,
             var = sum_h (1 - n_h / N_h) n_h / (n_h - 1) sum_c (z_hc - mean_h)^2.
             Total: z_i = w_i y_i. Mean: w_i (y_i - mean) / sum w. Ratio: w_i (y_i - R x_i) / sum
             w x. Quantiles: the smallest y with F(y) >= p, between the values at which F reaches
             p -+ t se(F). Intervals use Student's t with df; those of shares the logit scale.
             Effective n of means: sum w (y - mean)^2 / sum w / se^2.
Source       Woodruff (1952), Journal of the American Statistical Association 47(260), 635-646;
             Binder (1983), International Statistical Review 51(3), 279-292; Lohr (2022),
             Sampling: Design and Analysis, third edition, chapters 3 to 5 and 9.
Assumptions  Those of `sampling`. A domain keeps the whole design, and respondents whose answer is
             unknown count as outside it.
Not for      Calibrated weights, whose variance is smaller (see `science.weighting`); replicate
             weights (see `science.analysis`); samples without known chances.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups
from homelands.science.analysis.quantiles import ROUNDING
from homelands.science.design.designed import EVERYBODY, Designed, Domain, Row, Told, designed
from homelands.science.design.library import Asked, read
from homelands.science.design.sampling import Design

Floats = NDArray[np.float64]


def mean(design: Design, name: str, values: Floats, domain: Domain = EVERYBODY) -> Designed:
    """Estimate the mean of `values` (n,), NaN where unknown."""
    asked = Asked(design, domain, {"y": values})
    rows = read(asked.estimates("mean", "y"))
    weight, y = design.weights[asked.inside], values[asked.inside]
    variance = np.array([weight @ (y - rows[0].value) ** 2 / weight.sum()])
    return designed(Told((name,), "mean-of-design", asked.level, asked.left), rows, variance)


def total(design: Design, name: str, values: Floats, domain: Domain = EVERYBODY) -> Designed:
    """Estimate the total of `values` (n,), NaN where unknown; weights must be inverse chances."""
    asked = Asked(design, domain, {"y": values})
    told = Told((name,), "total-of-design", asked.level, asked.left)
    return designed(told, read(asked.estimates("total", "y")))


def ratio(
    design: Design, name: str, top: Floats, bottom: Floats, domain: Domain = EVERYBODY
) -> Designed:
    """Estimate the total of `top` over the total of `bottom`, both (n,), NaN where unknown."""
    asked = Asked(design, domain, {"y": top, "x": bottom})
    if not design.weights[asked.inside] @ bottom[asked.inside]:
        raise ValueError(f"The ratio “{name}” divides by a total of zero.")
    told = Told((name,), "ratio-of-design", asked.level, asked.left)
    return designed(told, read(asked.estimates("ratio", "y", "x")))


def shares(design: Design, groups: Groups, domain: Domain = EVERYBODY) -> Designed:
    """Estimate the share of each category among those whose category is known."""
    asked = Asked(design, domain, {"y": np.where(groups.known, groups.code, np.nan)})
    given = asked.estimates("prop", "y")
    row = {int(one["y"]): computed for one, computed in zip(given, read(given), strict=True)}
    some = next(iter(row.values()))
    empty = Row(0.0, 0.0, np.nan, np.nan, some.df, some.n)
    rows = [row.get(k, empty) for k in range(len(groups.names))]
    value = np.array([one.value for one in rows])
    told = Told(groups.names, "share-of-design", asked.level, asked.left, "logit")
    return designed(told, rows, value * (1 - value))


def quantiles(
    design: Design, values: Floats, at: Sequence[float], domain: Domain = EVERYBODY
) -> Designed:
    """Estimate the quantiles of `values` (n,), NaN where unknown, at shares between 0 and 1."""
    if not at or not all(0 < p < 1 for p in at) or len(set(at)) < len(at):
        raise ValueError(
            f"Quantiles are asked for at distinct shares in (0, 1), not at {list(at)}."
        )
    asked = Asked(design, domain, {"y": values})
    # A sum of equal weights may miss a share by rounding: it must not move to the next value.
    rows = read(asked.estimates("quantile", "y", p=tuple(p - ROUNDING for p in at)))
    names = tuple(f"{100 * p:g} %" for p in at)
    return designed(Told(names, "quantile-of-design", asked.level, asked.left, "woodruff"), rows)
