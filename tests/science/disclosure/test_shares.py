"""A percentage is hidden with its count, and with its base: any two of the three give the third."""

import numpy as np
import pytest

from homelands.science.disclosure.shares import shares

COUNTS = np.array([[60, 20, 40], [60, 20, 40], [0, 0, 0]])
HIDDEN = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)


def test_shares_of_rows() -> None:
    found = shares(COUNTS, HIDDEN, axis=1)
    assert np.isnan(found.value).tolist() == [[0, 1, 0], [0, 0, 1], [1, 1, 1]]
    assert found.value[1, 1] == 20 / 60
    assert (found.hidden == HIDDEN).all()


def test_a_hidden_base_hides_every_share_of_it() -> None:
    found = shares(COUNTS, HIDDEN, axis=0)
    assert found.hidden.tolist() == [[0, 1, 0], [0, 1, 1], [0, 1, 0]]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="axis 2 do not fit"):
        shares(COUNTS, HIDDEN, axis=2)
