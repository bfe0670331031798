"""The rows of the table: populations that we made up, and studies in them.

The two-block networks are mild (homophily 0.4) or have a bottleneck (0.79: one step in ten leaves
the own group). The last two resemble, in size, share, activity and homophily, the simulated
populations fauxmadrona and fauxsycamore of Gile and Handcock (2010), of which a good part is
sampled; they are not those data. In the last rows something is not as the methods take it: all
seeds are of one group, one group brings more, N is believed to be half of what it is, or the trait
is rare.
"""

from dataclasses import dataclass, replace

from homelands.science.planning.networks import Blocks
from homelands.science.planning.recruitment import Fieldwork
from homelands.science.planning.trial import Study


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `mild` rows are those in which Gile's interval is held to a limit.

    `ideal` rows are as the methods take it; N is `believed` to be so many times what it is.
    """

    name: str
    study: Study
    mild: bool
    ideal: bool = True
    believed: float = 1.0


def _fieldwork(size: int) -> Fieldwork:
    """Return 10 seeds in proportion to degree, with 3 coupons of which 4 in 10 come back."""
    return Fieldwork(size, seeds=10, coupons=3, redeemed=0.4)


def _row(name: str, blocks: Blocks, size: int, *, mild: bool) -> Row:
    return Row(f"{name}, {size}", Study(blocks, _fieldwork(size), (1.0, 0.0)), mild)


def _wrong(name: str, blocks: Blocks, field: Fieldwork, believed: float = 1.0) -> Row:
    study = Study(blocks, field, (1.0, 0.0))
    return Row(f"{name}, {field.size}", study, mild=False, ideal=False, believed=believed)


def _diseased(size: int) -> Blocks:
    """Return a fifth ill, 1.8 times as active, mean degree 7, ill among themselves 5 to 1."""
    return Blocks(size, (0.2, 0.8), (1.8 * 7 / 1.16, 7 / 1.16), homophily=0.356)


def _rare(share: float) -> Blocks:
    return Blocks(5000, (share, 1 - share), (10.0, 10.0), homophily=0.2)


MILD = Blocks(5000, (0.3, 0.7), (11.0, 10.0), homophily=0.4)
BOTTLENECK = Blocks(5000, (0.45, 0.55), (9.0, 11.0), homophily=0.79)

ROWS = (
    _row("like fauxmadrona, N = 1,000", _diseased(1000), 200, mild=True),
    _row("like fauxsycamore, N = 715", _diseased(715), 200, mild=True),
    _row("two blocks, mild, N = 5,000", MILD, 200, mild=True),
    _row("two blocks, mild, N = 5,000", MILD, 600, mild=True),
    _row("two blocks, bottleneck, N = 5,000", BOTTLENECK, 200, mild=False),
    _row("two blocks, bottleneck, N = 5,000", BOTTLENECK, 600, mild=False),
    _wrong("mild, all seeds of the smaller group", MILD, replace(_fieldwork(200), seeds=(10, 0))),
    _wrong(
        "bottleneck, all seeds of the smaller group",
        BOTTLENECK,
        replace(_fieldwork(200), seeds=(10, 0)),
    ),
    _wrong(
        "mild, the smaller group brings twice as many",
        MILD,
        replace(_fieldwork(600), brings=(1.6, 0.8)),
    ),
    _wrong(
        "mild, the smaller group accepts 1.7 times as often",
        MILD,
        replace(_fieldwork(600), redeemed=(0.5, 0.3)),
    ),
    _wrong("like fauxmadrona, N = 1,000 believed 500", _diseased(1000), _fieldwork(300), 0.5),
    _wrong("a trait of 1 %, N = 5,000", _rare(0.01), _fieldwork(200)),
    _wrong("a trait of 1 %, N = 5,000", _rare(0.01), _fieldwork(600)),
)
