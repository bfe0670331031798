"""Which patterns regex() accepts, and that none can be made to run for ages."""

import time

import pytest

from homelands.forms.xforms import ExpressionError
from homelands.forms.xforms.functions.patterns import MAX_TEXT, check_pattern, matches

ACCEPTED = [
    ("[A-Z]{3}", "GHA"),
    ("^[0-9]{3}-[0-9]{4}$", "123-4567"),
    (r"\+?[0-9][0-9 ]{6,14}", "+233 241 234"),
    (r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", "ama.mensah@example.org"),
    ("[A-Z][a-z]+( [A-Z][a-z]+)*", "Ama Yaa Mensah"),
    (r"([0-9]+\.)*[0-9]+", "10.0.12.7"),
    ("(a|b)+", "abba"),
    ("(?:GH|NG|CI)-?[0-9]{1,4}", "GH-12"),
    (r"(19|20)\d\d", "1996"),
    ("[a-z]+(-[a-z]+|_[0-9]+)*", "ab-cd_12"),
    ("(ab){2}", "abab"),
    (".*", "anything at all"),
    (r"\w+", "Kumasi_2"),
    ("[ء-ي]+", "كوماسي"),
    (r"[\p{L} '-]+", "Zoë N'Guessan عبد"),
    (r"\p{Lu}\p{Ll}+", "Écrivain"),
    (r"\P{L}+", "123-4"),
    (r"[\u0621-\u064A]+", "كوماسي"),
    (r"\x41\u0042\.", "AB."),
    ("", ""),
]

REFUSED = [
    ("(a+)+", "whose rounds cannot be told apart"),
    ("(a*)*b", "whose rounds cannot be told apart"),
    ("(a|a)*", "whose rounds cannot be told apart"),
    ("(a|ab)*c", "whose rounds cannot be told apart"),
    ("((a|b)+)+", "whose rounds cannot be told apart"),
    ("([a-z]+ ?)+", "whose rounds cannot be told apart"),
    ("([a-z]+)*@", "whose rounds cannot be told apart"),
    (r"\w+([.-]?\w+)*@\w+", "whose rounds cannot be told apart"),
    ("(ba??(a{1,3})?)+c", "whose rounds cannot be told apart"),
    ("(-(a|ab)b?)*c", "whose rounds cannot be told apart"),
    ("a+(a|b){2,}(ca+)?b+a+", "more than 3 repetitions overlap"),
    ("(a?){30}", "whose rounds cannot be told apart"),
    ("([α-λ]a|[β-ω]a)*x", "whose rounds cannot be told apart"),
    (r"([\u03b1-\u03bb]a|[\u03b2-\u03c9]a)*x", "whose rounds cannot be told apart"),
    (r"(\p{L}a|[α-ω]a)*x", "whose rounds cannot be told apart"),
    (r"(\p{Lu}+\p{L}+)+x", "whose rounds cannot be told apart"),
    (r"[\P{L}]", "is not valid"),
    (r"[\N{BULLET}]", "which is not offered"),
    (r"\p{Greek}", "is not valid"),
    (".*.*.*.*x", "more than 3 repetitions overlap"),
    ("a?" * 20 + "a" * 20, "more than 8 optional parts overlap"),
    ("(a|a)" * 20, "more than 8 optional parts overlap"),
    ("a{1000}", "repeats a part more than 500 times"),
    (r"(a)\1", "which is not offered"),
    ("(?=a)a", "which is not offered"),
    ("(?P<x>a)", "which is not offered"),
    ("(a", "is not valid"),
    ("[z-a]", "is not valid"),
    ("*", "is not valid"),
    ("a" * 1001, "is longer than 1000 characters"),
]


@pytest.mark.parametrize(("pattern", "text"), ACCEPTED)
def test_common_patterns_match(pattern: str, text: str) -> None:
    assert matches(text, pattern)


@pytest.mark.parametrize(("pattern", "why"), REFUSED)
def test_dangerous_patterns_are_refused(pattern: str, why: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        check_pattern(pattern)
    assert why in raised.value.reason


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in ACCEPTED])
@pytest.mark.parametrize("seed", ["a", "A a", "1.", "0", "a@a.", "ab"])
def test_no_accepted_pattern_takes_long(pattern: str, seed: str) -> None:
    start = time.perf_counter()
    matches((seed * MAX_TEXT)[: MAX_TEXT - 1] + "\n", pattern)
    assert time.perf_counter() - start < 2


def test_figures_and_letters_are_those_of_ascii() -> None:
    assert (matches("كوماسي", r"\w+"), matches("١٢", r"\d+")) == (False, False)


def test_a_text_that_is_too_long_does_not_match() -> None:
    assert (matches("a" * MAX_TEXT, "a*"), matches("a" * (MAX_TEXT + 1), "a*")) == (True, False)
