"""What is missing, and what is a number, a count and a degree: one meaning each."""

import pytest

from homelands.forms.tables import MISSING, Columns, count, degree, missing_in, number, read


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", 1.0), ("-0.5", -0.5), ("1e3", 1000.0), ("٧", 7.0), ("+2", 2.0), (".5", 0.5)],
)
def test_numbers(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "many", "nan", "inf", "-inf", "1e999", "1_000", "1,5"])
def test_what_is_no_number_is_none_of_the_three(text: str) -> None:
    for read_text in (number, count):
        with pytest.raises(ValueError):
            read_text(text)
    if text not in MISSING:
        with pytest.raises(ValueError):
            degree(text)


@pytest.mark.parametrize("text", ["-1", "1.5", "1e30", "1000000000000"])
def test_a_count_is_a_whole_number_that_can_be(text: str) -> None:
    with pytest.raises(ValueError):
        count(text)
    assert (count("0"), count("12"), count("3.0"), count("1e3")) == (0, 12, 3, 1000)


def test_a_degree_is_zero_or_more_or_missing() -> None:
    texts = ("", "NA", ".", "0", "12", "7.5")
    assert [degree(text) for text in texts] == [None, None, None, 0.0, 12.0, 7.5]
    for text in ("-3", "-99", "many", "inf"):
        with pytest.raises(ValueError):
            degree(text)
    assert degree("-99", MISSING | {"-99"}) is None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["NA", "ZA", "BW", ""], MISSING - {"NA"}),
        (["NA", "yes", "no"], MISSING),
        (["NA", "ZA", "elsewhere"], MISSING),
        (["NA", "", "NA"], MISSING),
        (["ZA", "BW"], MISSING),
        ([], MISSING),
    ],
)
def test_namibia_is_a_country_among_countries(answers: list[str], expected: frozenset[str]) -> None:
    assert missing_in(answers) == expected


def test_respondents_keep_namibia_unless_the_caller_says_what_is_missing() -> None:
    content = b"id,by,home,y\n1,seed,NA,NA\n2,1,ZA,a\n3,1,NA,.\n"
    columns = Columns(id="id", recruiter="by")
    assert [row.answers for row in read(content, columns)] == [
        {"home": "NA"},
        {"home": "ZA", "y": "a"},
        {"home": "NA"},
    ]
    said = Columns(id="id", recruiter="by", missing=frozenset({"NA"}))
    assert [row.answers for row in read(content, said)] == [
        {},
        {"home": "ZA", "y": "a"},
        {"y": "."},
    ]
