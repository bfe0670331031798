"""The facts about a figure on which the gate decides.

Question     What has to be known of an estimate before anybody may publish it?
Formula      None: facts only, a group of them for each question, None where it does not arise.
Source       Parker and others (2017), NCHS Vital and Health Statistics 2(175); White and others
             (2015), STROBE-RDS; the criticism of surveys of migrants from which these rules come.
Assumptions  Those who fill this in computed the facts from the sample itself. Fields have no
             defaults where forgetting one would let a figure through.
Not for      Opinions: what the facts mean is said in `gate`.
"""

from dataclasses import dataclass
from enum import Enum

from homelands.science.publication.classes import DesignClass, Interval


@dataclass(frozen=True, slots=True)
class Shown:
    """How the figure is to be shown. `value`: as a figure about the population rather than as a
    count; `appendix`: the report of the recruitment goes with it; `reason`: why it is indicative
    only; `assumptions`: those of a model; `texts`: everything written about it.
    """

    value: bool
    interval: Interval
    appendix: bool = False
    reason: str = ""
    assumptions: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Precision:
    """Of one share (0 to 1) or, with `share` False, of another quantity. `n` respondents,
    unweighted; `df` of the design, None where there is no such thing, as in chains.
    """

    n: int
    effective_n: float | None
    value: float
    low: float | None
    high: float | None
    df: int | None
    share: bool = True


@dataclass(frozen=True, slots=True)
class Recruitment:
    """Of a respondent-driven sample. `reducible`: some groups cannot be reached from others;
    `silent_groups` recruited nobody; `waves` of the longest chain, 0 if nobody recruited;
    `largest_seed` and `invalid_degrees` are shares of the sample; `degree_treatment_chosen` says
    that somebody chose what to do with those; `disconnected_pooled` that countries between which
    hardly anybody was recruited were estimated as one.
    """

    reducible: bool
    silent_groups: tuple[str, ...]
    waves: int
    largest_seed: float
    invalid_degrees: float
    degree_treatment_chosen: bool
    disconnected_pooled: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """`unmet` names margins that the weights miss; `ratio` is the largest weight over the median,
    `trimmed` whether they were cut; `kish_share` is Kish's n over n.
    """

    unmet: tuple[str, ...]
    ratio: float
    trimmed: bool
    kish_share: float


class SizeMethod(Enum):
    """How the size of a population was estimated."""

    LISTS = "lists"
    MULTIPLIER = "multiplier"
    SCALE_UP = "scale-up"
    SUCCESSIVE_SAMPLING = "successive sampling"


@dataclass(frozen=True, slots=True)
class Size:
    """Of an estimated size. `lists` crossed, 0 for other methods; `assumption` that identifies
    it, in words; `exists`: the estimate of the model exists and is the only one; `same_scope`: a
    multiplier's count and share have one definition, period and place; `prior_shown` beside the
    posterior; `methods` used, of which `shown` are published; `averaged` over them.
    """

    method: SizeMethod
    lists: int
    assumption: str
    exists: bool
    same_scope: bool
    prior_shown: bool
    methods: int
    shown: int
    averaged: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Of the cells to be released. `smallest` unweighted count shown above zero, None if there is
    none; `threshold` k; `recovered` primary cells of the audit; `released_difference` the fewest
    people by which it differs from a table released before, None if from none; `sensitive` trait
    by a `small_locality`.
    """

    smallest: int | None
    threshold: int
    recovered: int
    released_difference: int | None
    sensitive: bool
    small_locality: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything about one figure or table; a group is None where its question does not arise."""

    design_class: DesignClass
    shown: Shown
    precision: Precision | None = None
    recruitment: Recruitment | None = None
    weights: Weights | None = None
    size: Size | None = None
    table: Table | None = None
