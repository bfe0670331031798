"""Degrees made usable as weights: how many contacts a respondent is taken to have.

Question     Which degree stands for a respondent who gave none, or fewer than we saw?
Formula      ties_i = recruits_i + 1 if i was recruited; a degree is invalid if it is missing,
             zero, or below ties_i. `raised`: max(d_i, ties_i), where a missing or zero d_i
             first becomes the median of those reported. `maximum`: a missing or zero d_i
             becomes the largest reported, the lowest weight; nothing else is touched.
             `median`: every invalid d_i becomes the median of the valid. `dropped`: every
             invalid d_i leaves the estimate, its respondent stays in the forest.
Source       `raised`: the raising as in the R package sspse (Handcock, Gile and Mar 2014,
             Electronic Journal of Statistics 8(1)); the median is ours. `maximum`: the
             behaviour of the R package RDS 0.9-10, kept to compare with it.
Assumptions  Missing answers are like the median of the others. Rounded answers (350, 400)
             stay as given: the caution on heaping says how many there are.
Not for      Several countries at once: treat each country's sample by itself, as its median
             is its own. Publish several treatments wherever they differ.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution
from homelands.science.rds.sample import Sample

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]

MANY_INVALID = 0.10  # the share beyond which a treatment must be argued for
HEAPED = 0.40  # twice the share of multiples of five among evenly spread answers
FAR = 20  # a degree this many times the median gives its respondent next to no weight


@dataclass(frozen=True, eq=False, slots=True)
class Treated:
    """`degree` (n,) is above zero, or NaN for a respondent who leaves the estimate; `invalid`
    is the share that had to be treated, 0 to 1.
    """

    degree: Floats
    invalid: float
    cautions: tuple[Caution, ...]


def raised(sample: Sample) -> Treated:
    """Raise to the observed ties, and take the median of the reported where none is."""
    missing, low = _missing(sample), _low(sample)
    filled = np.where(missing, np.median(sample.degree[~missing]), sample.degree)
    said = _filled(missing, "the median of the others") + _below(low, "is raised to those")
    return _treated(sample, np.maximum(filled, sample.ties), missing | low, said)


def maximum(sample: Sample) -> Treated:
    """Take the largest reported degree where it is missing or zero."""
    missing = _missing(sample)
    filled = np.where(missing, sample.degree[~missing].max(), sample.degree)
    return _treated(sample, filled, missing, _filled(missing, "the largest of the others"))


def median(sample: Sample) -> Treated:
    """Take the median of the valid degrees for every invalid one."""
    missing, low = _missing(sample), _low(sample)
    middle = float(np.median(_valid(sample, missing | low)))
    filled = np.where(missing | low, middle, sample.degree)
    said = _filled(missing, "the median of the others") + _below(low, "becomes the median")
    return _treated(sample, filled, missing | low, said)


def dropped(sample: Sample) -> Treated:
    """Leave respondents with an invalid degree out of the estimate."""
    missing, low = _missing(sample), _low(sample)
    _valid(sample, missing | low)
    kept = np.where(missing | low, np.nan, sample.degree)
    said = _filled(missing, "they leave the estimate") + _below(low, "leaves the estimate")
    return _treated(sample, kept, missing | low, said)


def _missing(sample: Sample) -> Marks:
    """Return where the degree is missing or zero; refuse a sample in which all are."""
    missing: Marks = ~(sample.degree > 0)
    if missing.all():
        raise ValueError(
            "Nobody in the sample has a number of contacts above zero, so no weights can be made."
        )
    return missing


def _low(sample: Sample) -> Marks:
    """Return where the reported degree is above zero and below the ties that we saw."""
    low: Marks = (sample.degree > 0) & (sample.degree < sample.ties)
    return low


def _valid(sample: Sample, invalid: Marks) -> Floats:
    if invalid.all():
        raise ValueError("Every number of contacts is missing, zero or below the ties seen.")
    return sample.degree[~invalid]


def _treated(sample: Sample, degree: Floats, invalid: Marks, said: tuple[Caution, ...]) -> Treated:
    share = float(invalid.mean())
    return Treated(degree, share, said + _shared(sample, share))


def _filled(missing: Marks, by: str) -> tuple[Caution, ...]:
    count = int(missing.sum())
    if not count:
        return ()
    use = by if by.startswith("they") else f"{by} is used"
    sentence = f"{count} of {missing.size} respondents gave no number of contacts; {use}."
    return (Caution("degree-missing", sentence),)


def _below(low: Marks, what: str) -> tuple[Caution, ...]:
    count = int(low.sum())
    if not count:
        return ()
    sentence = (
        f"{count} of {low.size} respondents reported fewer contacts than the recruiter and "
        f"recruits we saw; their number {what}."
    )
    return (Caution("degree-below-ties", sentence),)


def _shared(sample: Sample, invalid: float) -> tuple[Caution, ...]:
    """Return the cautions on the share of invalid degrees, on heaping and on giants."""
    found: list[Caution] = []
    if invalid > MANY_INVALID:
        sentence = f"{invalid:.0%} of the numbers of contacts are missing or impossible."
        found.append(Caution("degree-many-invalid", sentence))
    reported = sample.degree[sample.degree > 0]
    heaped = float(np.mean(reported % 5 == 0))
    if heaped > HEAPED:
        sentence = f"{heaped:.0%} of the reported numbers of contacts are multiples of five."
        found.append(Caution("degree-heaping", sentence))
    largest, middle = float(reported.max()), float(np.median(reported))
    if largest > FAR * middle:
        sentence = (
            f"The largest number of contacts is {largest:,.0f} and the median {middle:,.0f}: ask "
            "whether the question was understood."
        )
        found.append(Caution("degree-far", sentence))
    return tuple(found)
