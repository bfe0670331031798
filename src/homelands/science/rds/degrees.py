"""Degrees made usable as weights: how many contacts a respondent is taken to have.

Question     Which degree stands for a respondent who gave none, or fewer than we saw?
Formula      ties_i = recruits_i + 1 if i was recruited. `raised`: max(d_i, ties_i), where a
             missing or zero d_i first becomes the median of those reported. `maximum`: a
             missing or zero d_i becomes the largest reported, the lowest weight; nothing else
             is touched.
Source       `raised`: the raising as in the R package sspse (Handcock, Gile and Mar 2014,
             Electronic Journal of Statistics 8(1)); the median is ours. `maximum`: the
             behaviour of the R package RDS 0.9-10, kept to compare with it.
Assumptions  Missing answers are like the median of the others. Rounded answers (350, 400)
             stay as given: the caution on heaping says how many there are.
Not for      Several countries at once: treat each country's sample by itself, as its median
             is its own. Publish both treatments wherever they differ.
"""

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution
from homelands.science.rds.sample import Sample

Floats = NDArray[np.float64]

MANY_INVALID = 0.10  # the share beyond which a treatment must be argued for
HEAPED = 0.40  # twice the share of multiples of five among evenly spread answers


def raised(sample: Sample) -> tuple[Floats, tuple[Caution, ...]]:
    """Return degrees (n,) > 0, raised to the observed ties, with the median where missing."""
    missing = _missing(sample)
    ties = sample.recruits + (sample.parent >= 0)
    low = ~missing & (sample.degree < ties)
    filled = np.where(missing, np.median(sample.degree[~missing]), sample.degree)
    cautions = _filled(missing, "the median of the others") + _raised(low)
    return np.maximum(filled, ties), cautions + _shared(sample, missing | low)


def maximum(sample: Sample) -> tuple[Floats, tuple[Caution, ...]]:
    """Return degrees (n,) > 0, with the largest reported degree where missing or zero."""
    missing = _missing(sample)
    filled = np.where(missing, sample.degree[~missing].max(), sample.degree)
    cautions = _filled(missing, "the largest of the others")
    return filled, cautions + _shared(sample, missing)


def _missing(sample: Sample) -> NDArray[np.bool_]:
    """Return where the degree is missing or zero; refuse a sample in which all are."""
    missing = ~(sample.degree > 0)
    if missing.all():
        raise ValueError(
            "Nobody in the sample has a number of contacts above zero, so no weights can be made."
        )
    return missing


def _filled(missing: NDArray[np.bool_], by: str) -> tuple[Caution, ...]:
    count = int(missing.sum())
    if not count:
        return ()
    sentence = f"{count} of {missing.size} respondents gave no number of contacts; {by} is used."
    return (Caution("degree-missing", sentence),)


def _raised(low: NDArray[np.bool_]) -> tuple[Caution, ...]:
    count = int(low.sum())
    if not count:
        return ()
    sentence = (
        f"{count} of {low.size} respondents reported fewer contacts than the recruiter and "
        "recruits we saw; their number is raised to those."
    )
    return (Caution("degree-below-ties", sentence),)


def _shared(sample: Sample, invalid: NDArray[np.bool_]) -> tuple[Caution, ...]:
    """Return the cautions on the share of invalid degrees and on heaping at multiples of five."""
    found: list[Caution] = []
    if invalid.mean() > MANY_INVALID:
        sentence = f"{invalid.mean():.0%} of the numbers of contacts are missing or impossible."
        found.append(Caution("degree-many-invalid", sentence))
    reported = sample.degree[sample.degree > 0]
    heaped = float(np.mean(reported % 5 == 0))
    if heaped > HEAPED:
        sentence = f"{heaped:.0%} of the reported numbers of contacts are multiples of five."
        found.append(Caution("degree-heaping", sentence))
    return tuple(found)
