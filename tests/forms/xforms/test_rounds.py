"""Whatever is answered in rounds: what counts stays the same when it is stored, sent and read."""

from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.forms.xforms import read_submission, without_round

from .household import FAMILY, HOUSEHOLD, MEMBER, TRIP, at, house

_PATHS = st.sampled_from(
    [
        *("/data/n", "/data/home/street", MEMBER, f"{MEMBER}[1]/child", f"{MEMBER}[2]/child"),
        *(f"{MEMBER}[{number}]/name" for number in (1, 2, 4)),
        *(f"{MEMBER}[{number}]/age" for number in (1, 2, 3)),
        *(f"{MEMBER}[{number}]/child[{inner}]/nick" for number in (1, 3) for inner in (1, 2)),
        *(f"{MEMBER}[2]/after", f"{TRIP}[1]/town", f"{TRIP}[2]/town"),
    ]
)
_TEXTS = st.sampled_from(["", "0", "1", "2", "3", "20", "none", "acc"])
_VALUES = st.dictionaries(_PATHS, _TEXTS, max_size=12)


@settings(max_examples=100, deadline=None)
@given(_VALUES)
def test_what_counts_stays_the_same(values: dict[str, str]) -> None:
    opened = at(values)
    counts = opened.clean()
    again = at(counts)
    assert (again.clean(), again.dropped()) == (counts, ())
    xml = opened.to_xml("uuid:1")
    read = at(read_submission(HOUSEHOLD, xml))
    assert (read.clean(), read.to_xml("uuid:1")) == (counts, xml)
    assert len({page.name for page in opened.pages()}) == len(opened.pages())


@settings(max_examples=50, deadline=None)
@given(_VALUES, st.integers(1, 4))
def test_the_other_rounds_stay_when_one_is_taken_out(values: dict[str, str], number: int) -> None:
    opened = at(values | {"/data/home/street": "", MEMBER: "4"})
    left = at(opened.without_round(MEMBER, number))
    others = [one for one in range(1, 5) if one != number]
    before = [opened.value(f"{MEMBER}[{one}]/age") for one in others]
    assert left.rounds(MEMBER) == 3
    assert [left.value(f"{MEMBER}[{one}]/age") for one in (1, 2, 3)] == before


def test_rounds_that_nothing_names_are_counted_too() -> None:
    assert at({}).without_round(MEMBER, 1) == {MEMBER: "0"}
    opened = house(**{f"{MEMBER}[1]/child": "3"})
    left = opened.without_round(f"{MEMBER}[1]/child", 3)
    assert at(left).rounds(f"{MEMBER}[1]/child") == 2
    assert without_round(FAMILY, MEMBER, 2)[MEMBER] == "1"
