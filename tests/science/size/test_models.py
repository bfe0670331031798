"""All hierarchical models: as many as there are, each closed downwards and named."""

from itertools import combinations

import numpy as np
import pytest

from homelands.science.size.lists import capture_lists
from homelands.science.size.models import hierarchical


@pytest.mark.parametrize(("lists", "count"), [(3, 8), (4, 113), (5, 1024)])
def test_their_number(lists: int, count: int) -> None:
    models = hierarchical(lists)
    assert len({model.terms for model in models}) == len(models) == count
    assert len({model.name for model in models}) == count


def test_each_holds_the_parts_of_its_terms() -> None:
    for model in hierarchical(4):
        for term in model.terms:
            parts = [part for part in combinations(term, len(term) - 1) if len(part) > 1]
            assert set(parts) <= set(model.terms)


def test_names_are_the_largest_terms() -> None:
    assert [model.name for model in hierarchical(3)] == [
        "[1,2,3]",
        "[12,3]",
        "[13,2]",
        "[23,1]",
        "[12,13]",
        "[12,23]",
        "[13,23]",
        "[12,13,23]",
    ]


def test_the_columns_are_the_terms() -> None:
    lists = capture_lists(["a", "b", "c"], [[1, 1, 0], [0, 1, 1]])
    design = hierarchical(3)[1].design(lists.seen)
    product = lists.seen[:, 0] & lists.seen[:, 1]
    assert np.array_equal(design, np.column_stack([np.ones(7), lists.seen, product]))


def test_two_and_six_lists_are_refused() -> None:
    with pytest.raises(ValueError, match=r"only Chapman's estimate can be made.*independent"):
        hierarchical(2)
    with pytest.raises(ValueError, match="merge lists of one kind until at most 5"):
        hierarchical(6)
