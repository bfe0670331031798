"""What may be shown at the desk: nobody is found by a small group, a short step or a thin class."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelands.science.disclosure import safety
from homelands.science.estimate import Caution
from homelands.science.facts import Facts, Unfit
from homelands.science.publication.refused import Refused


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([], []),
        ([50, 30], [False, False]),
        ([50, 9], [True, True]),  # the other would be what is left of all
        ([50, 30, 8], [False, True, True]),
        ([5, 4], [True, True]),
    ],
)
def test_small_groups_and_what_would_tell_them(counts: list[int], hidden: list[bool]) -> None:
    assert safety.hidden(counts) == hidden


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30))
def test_no_step_is_for_fewer_than_ten_people_more(more: list[int]) -> None:
    n = np.cumsum(more)
    kept = n[safety.steps(n)].tolist()
    assert all(step >= 10 for step in np.diff([0, *kept]).tolist())
    assert kept == [] if n[-1] < 10 else kept[-1] == n[-1]


@pytest.mark.parametrize(
    ("n", "shown"),
    [([9, 20], [1]), ([10, 19], [1]), ([10, 19, 20], [0, 2]), ([4, 9], []), ([], [])],
)
def test_the_first_step_is_for_ten_people_too(n: list[int], shown: list[int]) -> None:
    assert safety.steps(np.array(n)) == shown


def test_ten_people_are_a_class() -> None:
    edge = np.array([0.0, 1.0, 2.0, 3.0])
    assert safety.classes(edge, np.array([10, 10, 9])) == [(0.0, 1.0, 10), (1.0, None, 19)]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30))
def test_classes_hold_ten_each_and_everybody_once(counts: list[int]) -> None:
    edge = np.arange(len(counts) + 1, dtype=float)
    joined = safety.classes(edge, np.array(counts))
    if sum(counts) < 10:
        assert joined == []
        return
    assert sum(people for _low, _high, people in joined) == sum(counts)
    assert all(people >= 10 for _low, _high, people in joined)
    assert [high is None for _low, high, _people in joined] == [False] * (len(joined) - 1) + [True]
    ends = [high for _low, high, _people in joined[:-1]]
    assert [low for low, _high, _people in joined] == [0.0, *ends]


FEW = Facts(group="nurses", groups=["nurses", "doctors"], n=12)


def test_a_doubt_loses_the_names_of_hidden_groups_and_nothing_else() -> None:
    """Mutants that kept a name in a sentence were not noticed."""
    said = safety.unnamed(Caution("one-group", FEW), {"nurses"})
    assert said == Caution("one-group", Facts(group="…", groups=["…", "doctors"], n=12))
    assert safety.unnamed(Caution("one-group", FEW), set()) == Caution("one-group", FEW)


def test_a_reason_loses_them_too() -> None:
    said = safety.unnamed_reason(Unfit("nobody", FEW), {"doctors"})
    assert isinstance(said, Unfit)
    assert (said.code, said.facts) == (
        "nobody",
        Facts(group="nurses", groups=["nurses", "…"], n=12),
    )


def test_groups_are_called_by_their_labels() -> None:
    labels = {"nurses": "Nurses", "doctors": "Doctors"}
    whole = Facts(group="Nurses", groups=["Nurses", "Doctors"], n=12)
    assert safety.named(Caution("one-group", FEW), labels) == Caution("one-group", whole)
    refused = safety.named(Refused("too-few", FEW, overridable=True, category="doctors"), labels)
    assert refused == Refused("too-few", whole, overridable=True, category="Doctors")
    other = safety.named(Refused("too-few", FEW, overridable=False, category="cooks"), labels)
    assert other.category == "cooks"
    assert safety.named_reason(Unfit("nobody", FEW), labels).facts == whole
