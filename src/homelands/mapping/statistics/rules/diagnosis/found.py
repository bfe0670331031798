"""What is found out about a study, as it may be shown: None is too few, NaN is not defined."""

from dataclasses import dataclass

from homelands.science.estimate import Caution, Method
from homelands.science.facts import Unfit
from homelands.science.publication.refused import Refused
from homelands.science.rds.checks import CHECKS

Number = float | None


@dataclass(frozen=True)
class Share:
    """One category: its estimate, and the two bootstraps' standard errors beside each other."""

    category: str
    count: int | None
    value: Number
    se: Number
    low: Number
    high: Number
    effective_n: Number
    design_effect: Number
    tree: Number
    gile: Number

    @property
    def hidden(self) -> bool:
        return self.count is None


@dataclass(frozen=True)
class Choice:
    """What another choice gives, by category."""

    name: str
    values: tuple[Number, ...]


@dataclass(frozen=True)
class Made:
    """How the estimates were computed, once every open choice was made."""

    method: Method
    treatment: str
    answered: int

    @property
    def estimator(self) -> str:
        return self.method.estimator

    @property
    def interval(self) -> str:
        """Returns the bootstrap of the intervals, "none" where there are none."""
        return self.method.spread or self.method.interval


@dataclass(frozen=True)
class Node:
    """A respondent in the drawing of the chains: place across, wave, and place of the recruiter."""

    across: float
    wave: int
    recruiter: int | None


@dataclass(frozen=True)
class Chain:
    """One seed's chain, numbered by size. Small ones have neither shares nor influence."""

    number: int
    people: int
    last_wave: int
    influence: tuple[Number, ...]


@dataclass(frozen=True)
class Recruitment:
    """How the recruitment went: people by wave, and by how many they brought."""

    people: int
    chains: tuple[Chain, ...]
    waves: tuple[int, ...]
    brought: tuple[int, ...]
    coupons: int
    forest: tuple[Node, ...]
    drawn_to: int

    @property
    def largest(self) -> float:
        """Returns the share of all respondents in the largest chain."""
        return self.chains[0].people / self.people


@dataclass(frozen=True)
class Track:
    """How the shares moved as people came: `n` at each step, and each category's share then."""

    n: tuple[int, ...]
    shares: tuple[tuple[Number, ...], ...]

    def of(self, place: int) -> list[tuple[int, float]]:
        """Returns the steps of one category, none if it is hidden."""
        pairs = ((n, step[place]) for n, step in zip(self.n, self.shares, strict=True))
        return [(n, share) for n, share in pairs if share is not None]


@dataclass(frozen=True)
class Settling:
    """The whole sample's track and each larger chain's; `by_day` says in which order.

    `moved` is how far each share moved over the last third, `still` up to where it is settled.
    """

    whole: Track
    chains: tuple[tuple[int, Track], ...]
    settled: tuple[bool, ...]
    moved: tuple[Number, ...]
    still: tuple[Number, ...]
    by_day: bool


@dataclass(frozen=True)
class Matrix:
    """Recruits by group; `cells` are None where somebody could be found."""

    names: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...] | None
    total: int
    across: float
    second: float


@dataclass(frozen=True)
class Likeness:
    """Homophily: 1 means that the group plays no part."""

    recruitment: float
    population: tuple[Number, ...]
    activity: tuple[Number, ...]
    groups: Matrix
    countries: Matrix | None


@dataclass(frozen=True)
class Contacts:
    """The numbers of contacts as reported, and what was done to them."""

    classes: tuple[tuple[float, float | None, int], ...]
    reported: int
    median: float
    missing: int
    below_ties: int
    heaped: int
    invalid: float


@dataclass(frozen=True)
class Weights:
    """How unequal the weights are, as multiples of their mean."""

    classes: tuple[tuple[float, float | None, int], ...]
    people: int
    ratio: float
    kish: float


@dataclass(frozen=True)
class Diagnosis:
    """Everything about one question of a respondent-driven study."""

    shares: tuple[Share, ...]
    made: Made
    choices: tuple[Choice, ...]
    no_gile: Unfit | None
    recruitment: Recruitment
    settling: Settling
    likeness: Likeness
    contacts: Contacts
    weights: Weights
    design_class: str
    cautions: tuple[Caution, ...]
    against: tuple[Refused, ...]

    @property
    def failed(self) -> list[Caution]:
        """Return the checks that failed: with them the estimates are indicative only."""
        return [caution for caution in self.cautions if caution.code in CHECKS]

    @property
    def shown(self) -> list[tuple[int, Share]]:
        """Returns the categories that may be shown, with their places."""
        return [(place, share) for place, share in enumerate(self.shares) if not share.hidden]
