"""Two overlapping lists: Chapman's estimate of how many people are on neither.

Question     With n1 people on one list, n2 on another and m on both, how many are there?
Formula      N = (n1 + 1)(n2 + 1) / (m + 1) - 1,
             var N = (n1 + 1)(n2 + 1)(n1 - m)(n2 - m) / ((m + 1)^2 (m + 2)).
             Interval on the log scale of those unseen, N - (n1 + n2 - m).
Source       Chapman (1951), University of California Publications in Statistics 1, 131-160;
             variance: Seber (1970), Biometrics 26(2), 313-318; interval: Chao (1987), Biometrics
             43(4). Seven matches: Robson and Regier (1964), Transactions of the American
             Fisheries Society 93(3), 215-226. Nobody on both lists: n1 n2 / N are expected there,
             so that N is above n1 n2 / 3 at 95 % and nothing bounds it above (the rule of three:
             Hanley and Lippman-Hand (1983), JAMA 249(13), 1743-1745).
Assumptions  ASSUMPTIONS: above all that the lists are independent, which two lists cannot test.
             People on one list who are likelier to be on the other make N too low.
Not for      Lists of which one feeds the other, such as a register and those it invited.
"""

from dataclasses import dataclass
from math import log, sqrt

from homelands.science.estimate import Caution, Estimate, Method
from homelands.science.facts import Facts
from homelands.science.size.lists import Lists
from homelands.science.size.log_scale import by_unseen

ASSUMPTIONS = (
    "The two lists are independent: being on one makes it neither likelier nor less likely to be "
    "on the other. Two lists cannot test this.",
    "On at least one of the lists everybody is equally likely to be.",
    "The population is closed: both lists are of the same people, place and period.",
    "The lists are linked without error: a missed link raises the estimate, a false one lowers it.",
)

METHOD = Method("chapman", interval="log")
UNSEEN = 0.05  # the chance that nobody is on both where n1 n2 / N = 3: the rule of three
ENOUGH_MATCHES = 7  # with seven and more the bias is small (Robson and Regier 1964)


@dataclass(frozen=True, slots=True)
class Chapman:
    """`estimate` of all people, seen or not, with `se`; `names` of the lists and who is on them:
    `first`, `second` and `both`. Its cautions are in the estimate.
    """

    names: tuple[str, str]
    first: int
    second: int
    both: int
    estimate: Estimate
    se: float
    assumptions: tuple[str, ...] = ASSUMPTIONS

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """Return the doubts that travel with the estimate."""
        return self.estimate.cautions


def chapman(
    first: int, second: int, both: int, names: tuple[str, str], level: float = 0.95
) -> Chapman:
    """Estimate the size from `first` and `second` > 0 people on each list and `both` of them."""
    _check(first, second, both, names)
    product = (first + 1) * (second + 1)
    value = product / (both + 1) - 1
    variance = product * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    n, se = first + second - both, sqrt(variance)
    ends: tuple[float, float | None] = by_unseen(n, value - n, se, level)
    low, high = ends if both else (max(float(n), least(first, second)), None)
    cautions = _cautions(first, second, both, names)
    estimate = Estimate(value, low, high, level, n, None, METHOD, cautions)
    return Chapman(names, first, second, both, estimate, se)


def chapman_of_pair(lists: Lists, first: int, second: int, level: float = 0.95) -> Chapman:
    """Estimate the size from two of the `lists`, counted from 0, whatever the others say."""
    one, other = lists.seen[:, first], lists.seen[:, second]
    on, on_other, both = (int(lists.count[rows].sum()) for rows in (one, other, one & other))
    return chapman(on, on_other, both, (lists.names[first], lists.names[second]), level)


def least(first: int, second: int) -> float:
    """Return the fewest people of whom, at 95 per cent, some would be on both lists."""
    return first * second / -log(UNSEEN)


def _check(first: int, second: int, both: int, names: tuple[str, str]) -> None:
    if min(first, second) < 1:
        empty = names[0] if first < 1 else names[1]
        raise ValueError(f"Nobody is on the list {empty}: two lists that hold people are needed.")
    if not 0 <= both <= min(first, second):
        raise ValueError(
            f"{both} people on both {names[0]} and {names[1]} is impossible: they hold {first} "
            f"and {second}."
        )


def _cautions(first: int, second: int, both: int, names: tuple[str, str]) -> tuple[Caution, ...]:
    """Return the doubts about too few matches, and about one list within the other."""
    if not both:
        fewest = least(first, second)
        return (
            Caution("matches-none", Facts(first=names[0], second=names[1])),
            Caution("matches-none-least", Facts(first=names[0], second=names[1], least=fewest)),
        )
    cautions: list[Caution] = []
    if both < ENOUGH_MATCHES:
        facts = Facts(both=both, first=names[0], second=names[1], least=ENOUGH_MATCHES)
        cautions.append(Caution("matches-few", facts))
    if both == min(first, second):
        inner, outer = names if first <= second else names[::-1]
        cautions.append(Caution("list-within-list", Facts(inner=inner, outer=outer)))
    return tuple(cautions)
