"""Salganik's bootstrap: one long chain through those whom each group recruited.

Question     How much would a share move, judging by who recruits whom between groups?
Formula      Q_a holds the respondents recruited by somebody of group a. A chain of n starts at
             a random respondent; the next is drawn from Q of the current one's group.
Source       Salganik (2006), Journal of Urban Health 83(Suppl 1), pages 102 to 103.
Assumptions  A first-order chain between the groups; no branching. Intervals are percentiles.
Not for      More than a comparison with older studies: it sees no difference between seeds,
             and one between recruiters of a group only as far as it joins their recruits.
"""

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups
from homelands.science.facts import Facts, Unfit
from homelands.science.rds.sample import Sample
from homelands.science.rds.turns import turns
from homelands.science.replicates import Replicates
from homelands.science.streams import Draws, in_blocks

Ints = NDArray[np.int64]


def salganik_bootstrap(sample: Sample, groups: Groups, draws: Draws) -> Replicates:
    """Draw chains among those whose group is known; the same for any order and names."""
    members = sample.order[groups.known[sample.order]]
    turn = turns(sample, groups)
    group = turn[groups.code]
    first, pool = _pools(sample, groups, members, turn)
    n = members.size
    drawn = np.zeros((draws.replicates, len(sample.ids)), dtype=np.int32)

    def draw(rows: slice, stream: np.random.Generator) -> None:
        block = drawn[rows]
        row = np.arange(len(block))
        here = members[(stream.random(len(block)) * n).astype(np.int64)]
        block[row, here] += 1
        for _ in range(n - 1):
            start, end = first[group[here]], first[group[here] + 1]
            pick = start + (stream.random(len(block)) * (end - start)).astype(np.int64)
            here = pool[pick]
            block[row, here] += 1

    in_blocks(draw, draws, n)
    drawn.setflags(write=False)
    return Replicates(drawn, "salganik")


def _pools(sample: Sample, groups: Groups, members: Ints, turn: Ints) -> tuple[Ints, Ints]:
    """Return the recruits by their recruiter's group, and where each group's begin."""
    recruit = members[sample.parent[members] >= 0]
    recruit = recruit[groups.known[sample.parent[recruit]]]
    by = turn[groups.code[sample.parent[recruit]]]
    size = np.bincount(by, minlength=len(groups.names))
    for name, place in zip(groups.names, turn.tolist(), strict=True):
        if not size[place]:
            raise Unfit("chain-cannot-leave", Facts(group=name))
    first = np.concatenate([[0], np.cumsum(size)])
    return first, recruit[np.argsort(by, kind="stable")]
