"""The rows of the table: populations that we made up, and studies in them.

The two-block networks are mild (homophily 0.4) or have a bottleneck (0.79: one step in ten leaves
the own group). The last two resemble, in size, share, activity and homophily, the simulated
populations fauxmadrona and fauxsycamore of Gile and Handcock (2010), of which a good part is
sampled; they are not those data.
"""

from dataclasses import dataclass

from homelands.science.planning.networks import Blocks
from homelands.science.planning.recruitment import Fieldwork
from homelands.science.planning.trial import Study


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `mild` rows are those in which Gile's interval is held to a limit."""

    name: str
    study: Study
    mild: bool


def _fieldwork(size: int) -> Fieldwork:
    """Return 10 seeds in proportion to degree, with 3 coupons of which 4 in 10 come back."""
    return Fieldwork(size, seeds=10, coupons=3, redeemed=0.4)


def _row(name: str, blocks: Blocks, size: int, *, mild: bool) -> Row:
    return Row(f"{name}, {size}", Study(blocks, _fieldwork(size), (1.0, 0.0)), mild)


def _diseased(size: int) -> Blocks:
    """Return a fifth ill, 1.8 times as active, mean degree 7, ill among themselves 5 to 1."""
    return Blocks(size, (0.2, 0.8), (1.8 * 7 / 1.16, 7 / 1.16), homophily=0.356)


MILD = Blocks(5000, (0.3, 0.7), (11.0, 10.0), homophily=0.4)
BOTTLENECK = Blocks(5000, (0.45, 0.55), (9.0, 11.0), homophily=0.79)

ROWS = (
    _row("like fauxmadrona, N = 1,000", _diseased(1000), 200, mild=True),
    _row("like fauxsycamore, N = 715", _diseased(715), 200, mild=True),
    _row("two blocks, mild, N = 5,000", MILD, 200, mild=True),
    _row("two blocks, mild, N = 5,000", MILD, 600, mild=True),
    _row("two blocks, bottleneck, N = 5,000", BOTTLENECK, 200, mild=False),
    _row("two blocks, bottleneck, N = 5,000", BOTTLENECK, 600, mild=False),
)
