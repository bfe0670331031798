"""How frequent a trait may be that nobody in the sample has.

Question     Nobody was found: how many may there be all the same?
Formula      The exact binomial upper bound with no hits at the effective size n*:
             1 - a^(1 / n*), a = (1 - level) / 2; at 95 % about 3.7 / n*. One-sided it would be
             3 / n*, the rule of three.
Source       Clopper and Pearson (1934), Biometrika 26(4), 404-413; Hanley and Lippman-Hand (1983),
             JAMA 249(13), 1743-1745, the rule of three; Korn and Graubard (1998), Survey
             Methodology 24(2), 193-201, for the effective size.
Assumptions  n* is that of the traits that were seen: who has the rare trait is reached as they are.
Not for      A trait whose people the recruitment could not reach: no sample bounds those.
"""

from homelands.science.estimate import Estimate, Method


def unseen(n: int, effective_n: float, method: Method, level: float = 0.95) -> Estimate:
    """Return a share of 0 with the upper bound of its interval; `n` answered, worth `effective_n`
    independent ones (never taken for more than n).
    """
    if not 0 < level < 1:
        raise ValueError(f"The level of an interval lies between 0 and 1, not at {level}.")
    if not effective_n > 0:
        raise ValueError(f"An effective size is above zero, not {effective_n}.")
    worth = min(float(n), effective_n)
    high = 1 - ((1 - level) / 2) ** (1 / worth)
    bound = Method(method.estimator, method.spread, "korn-graubard", method.calibrated)
    return Estimate(0.0, 0.0, high, level, n, worth, bound)
