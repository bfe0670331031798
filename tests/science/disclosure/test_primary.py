"""Small counts are hidden, zeros are not, and no group is told of where that is asked for."""

import numpy as np
import pytest

from homelands.science.disclosure.primary import primary
from homelands.science.disclosure.tables import link
from tests.science.disclosure.attack import cross


def names(system, flags: np.ndarray) -> set[str]:
    """Return the codes of the flagged cells."""
    return {" ".join(code for _, code in system.names[cell]) for cell in np.flatnonzero(flags)}


def test_small_counts_are_hidden_and_zeros_are_not() -> None:
    system = link([cross(np.array([[9, 0, 30], [10, 40, 50]]), "AB")])
    found = primary(system)
    assert names(system, found.cells) == {"A0 B0"}
    assert not found.group.any()
    assert found.width.tolist() == [10] * 12


def test_totals_are_counts_too() -> None:
    system = link([cross(np.array([[1, 2], [30, 40]]), "AB")])
    assert names(system, primary(system).cells) == {"A0 B0", "A0 B1", "A0"}


def test_none_or_all_of_a_group_is_hidden_on_a_sensitive_variable() -> None:
    system = link([cross(np.array([[40, 0], [20, 30]]), "AB")])
    found = primary(system, sensitive=["B"])
    assert names(system, found.group) == {"A0 B0", "A0 B1"}
    assert names(system, primary(system, sensitive=["A"]).group) == {"A0 B1", "A1 B1"}


def test_a_group_of_nobody_tells_nothing() -> None:
    system = link([cross(np.array([[0, 0], [20, 30]]), "AB")])
    assert not names(system, primary(system, sensitive=["B"]).group)


def test_the_floor_and_the_names_are_kept() -> None:
    system = link([cross(np.array([3, 30]), "A")])
    with pytest.raises(ValueError, match="at least 5, not 4"):
        primary(system, 4)
    with pytest.raises(ValueError, match="no variable 'C' to protect. It has: A"):
        primary(system, sensitive=["C"])
