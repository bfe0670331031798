"""Degrees made usable as weights: how many contacts a respondent is taken to have.

Question     Which degree stands for a respondent who gave none, or fewer than we saw?
Formula      ties_i = recruits_i + 1 if i was recruited; a degree is invalid if it is missing,
             zero, or below ties_i. `raised`: max(d_i, ties_i), where a missing or zero d_i
             first becomes the median of those reported. `maximum`: a missing or zero d_i
             becomes the largest reported, the lowest weight; nothing else is touched.
             `median`: every invalid d_i becomes the median of the valid. `dropped`: every
             invalid d_i leaves the estimate, its respondent stays in the forest. `modelled`:
             every d_i, valid or not, becomes the visibility of `visibility`.
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

from homelands.science.analysis.groups import Groups
from homelands.science.estimate import Caution
from homelands.science.facts import Facts, Unfit
from homelands.science.publication.samples import MOST_INVALID
from homelands.science.rds.sample import Sample
from homelands.science.rds.visibility import visibility

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]

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
    said = _filled(missing, "median") + _below(low, "raised")
    return _treated(sample, np.maximum(filled, sample.ties), missing | low, said)


def maximum(sample: Sample) -> Treated:
    """Take the largest reported degree where it is missing or zero."""
    missing = _missing(sample)
    filled = np.where(missing, sample.degree[~missing].max(), sample.degree)
    return _treated(sample, filled, missing, _filled(missing, "largest"))


def median(sample: Sample) -> Treated:
    """Take the median of the valid degrees for every invalid one."""
    missing, low = _missing(sample), _low(sample)
    middle = float(np.median(_valid(sample, missing | low)))
    filled = np.where(missing | low, middle, sample.degree)
    said = _filled(missing, "median") + _below(low, "median")
    return _treated(sample, filled, missing | low, said)


def dropped(sample: Sample) -> Treated:
    """Leave respondents with an invalid degree out of the estimate."""
    missing, low = _missing(sample), _low(sample)
    _valid(sample, missing | low)
    kept = np.where(missing | low, np.nan, sample.degree)
    said = _filled(missing, "left-out") + _below(low, "left-out")
    return _treated(sample, kept, missing | low, said)


def modelled(sample: Sample, groups: Groups | None = None) -> Treated:
    """Take the visibility that a model of reports gives; groups of the answer are fitted apart."""
    found = visibility(sample, groups)
    return _treated(sample, found.degree, _missing(sample) | _low(sample), (found.caution,))


def _missing(sample: Sample) -> Marks:
    """Return where the degree is missing or zero; refuse a sample in which all are."""
    missing: Marks = ~(sample.degree > 0)
    if missing.all():
        raise Unfit("degrees-none")
    return missing


def _low(sample: Sample) -> Marks:
    """Return where the reported degree is above zero and below the ties that we saw."""
    low: Marks = (sample.degree > 0) & (sample.degree < sample.ties)
    return low


def _valid(sample: Sample, invalid: Marks) -> Floats:
    if invalid.all():
        raise Unfit("degrees-invalid")
    return sample.degree[~invalid]


def _treated(sample: Sample, degree: Floats, invalid: Marks, said: tuple[Caution, ...]) -> Treated:
    share = float(invalid.mean())
    return Treated(degree, share, said + _shared(sample, share))


def _filled(missing: Marks, use: str) -> tuple[Caution, ...]:
    """Return the caution on missing degrees; `use` says what stands for them."""
    count = int(missing.sum())
    if not count:
        return ()
    return (Caution("degree-missing", Facts(missing=count, people=missing.size, use=use)),)


def _below(low: Marks, use: str) -> tuple[Caution, ...]:
    """Return the caution on degrees below the ties seen; `use` says what stands for them."""
    count = int(low.sum())
    if not count:
        return ()
    return (Caution("degree-below-ties", Facts(below=count, people=low.size, use=use)),)


def _shared(sample: Sample, invalid: float) -> tuple[Caution, ...]:
    """Return the cautions on the share of invalid degrees, on heaping and on giants."""
    cautions: list[Caution] = []
    if invalid > MOST_INVALID:
        cautions.append(Caution("degree-many-invalid", Facts(share=invalid)))
    reported = sample.degree[sample.degree > 0]
    heaped = float(np.mean(reported % 5 == 0))
    if heaped > HEAPED:
        cautions.append(Caution("degree-heaping", Facts(share=heaped)))
    middle = float(np.median(reported))
    if float(reported.max()) > FAR * middle:  # whose number it is, is told by the limit alone
        cautions.append(Caution("degree-far", Facts(most=FAR, median=middle)))
    return tuple(cautions)
