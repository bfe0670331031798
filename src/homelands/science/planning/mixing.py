"""What a network turned out to be: its groups' degrees and ties, and whether it hangs together.

Question     Did the synthetic network become what was wanted, and can recruitment reach all?
Formula      T_ab = ends of ties from group a to b; activity d_a = T_a. / N_a; P = T with rows
             scaled to 1. Homophily is the largest eigenvalue of P in size, after the 1 that every
             P has. The connected share is that of the largest component among all members.
Source       The second eigenvalue as what slows a random walk: Goel and Salganik (2009),
             Statistics in Medicine 28(17).
Assumptions  None: it counts.
Not for      A sample, in which only ties along recruitment are seen.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from homelands.science.planning.networks import Network

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Mixing:
    """`ends` (k, k) of ties from one group to another; mean `degree` (k,); `homophily` from -1
    to 1; the `connected` share of members and the share `alone`, without any tie.
    """

    ends: Ints
    degree: Floats
    homophily: float
    connected: float
    alone: float


def mixing(network: Network) -> Mixing:
    """Count the ties between groups and measure the largest connected part."""
    size, groups = network.group.size, int(network.group.max()) + 1
    tail = np.repeat(network.group, network.degree)
    pair = tail * groups + network.group[network.neighbour]
    ends = np.bincount(pair, minlength=groups**2).reshape(groups, groups)
    return Mixing(
        ends=ends,
        degree=ends.sum(axis=1) / np.bincount(network.group),
        homophily=_second_eigenvalue(ends),
        connected=_largest(network) / size,
        alone=float(np.mean(network.degree == 0)),
    )


def _second_eigenvalue(ends: Ints) -> float:
    """Return it with its sign; 0 for a single group, 1 where the groups do not touch."""
    total = ends.sum(axis=1)
    if (total == 0).any():
        raise ValueError("A group has no tie at all, so its mixing cannot be measured.")
    root = np.sqrt(total)
    # T is symmetric, so P has the eigenvalues of this symmetric matrix, which are real.
    values = np.linalg.eigvalsh(ends / np.outer(root, root))[:-1]
    return float(values[np.abs(values).argmax()]) if values.size else 0.0


def _largest(network: Network) -> int:
    """Return the number of members in the largest component."""
    ties = csr_matrix(
        (np.ones(network.neighbour.size, dtype=np.int8), network.neighbour, network.start),
        shape=(network.group.size, network.group.size),
    )
    return int(np.bincount(connected_components(ties, directed=False)[1]).max())
