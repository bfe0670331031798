"""Which patterns regex() accepts, and that none can be made to run for ages."""

import pytest

from homelands.forms.xforms import ExpressionError
from homelands.forms.xforms.budget import MAX_STEPS, Budget, within
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

ONCE_REFUSED = [
    ("(a+)+", "aaa"),
    ("(a|ab)*c", "abac"),
    (r"\w+([.-]?\w+)*@\w+", "ama.mensah@example"),
    (".*.*.*.*x", "yyyx"),
    ("a?" * 20 + "a" * 20, "a" * 20),
    ("a{1000}", "a" * 1000),
    (r"[\P{L}]", "1"),
    (r"\p{L}", "𞤀"),  # Adlam, in which Fulani is written
]

BEYOND_RE2 = [
    (r"(a|b)\1", "aa", "ab"),
    ("(?=.*[0-9])[a-z0-9]{4,}", "abc1", "abcd"),
    ("(?!0)[0-9]+", "10", "01"),
    (r"(?<=a)b|a(?<!b)b", "ab", "b"),
    ("a++b", "aab", "aa"),
    (r"(?=.)[\P{L}]\w", "1a", "éa"),
]

REFUSED = [
    (r"\p{Greek}", "is not valid"),
    (r"(?=a)\p{Greek}", "is not valid"),
    ("(a", "is not valid"),
    ("[z-a]", "is not valid"),
    ("*", "is not valid"),
    ("a**", "is not valid"),
    ("(?=(a)(?R)?b", "which is not offered"),
    ("(?=a)(?:cats){e<=2}", "which is not offered"),
    ("(?=a)((a{1000}){1000}){1000}", "repeats its parts too often"),
    ("(?=a)((((a?){30}){30}){30}){30}", "repeats its parts too often"),
    ("(?=a)(?:a|[ab]a|a[ab])+[cd]", "takes too long"),
    ("a{1001}", "is not valid"),
    ("a" * 1001, "is longer than 1000 characters"),
]

#: Eighteen ways to read two signs, eight times: 18^8 ways to fail, for an engine that tries all.
WAYS = r"aa|\wa|a\w|\w\w|[ab]a|a[ab]|.a|a.|..|[a-c]a|a[a-c]|\Da|a\D|\Sa|a\S|\w[ab]|[ab]\w|\S\S"
HANGING = f"(?:{WAYS})" * 8 + "[cd]"


@pytest.mark.parametrize(("pattern", "text"), ACCEPTED)
def test_common_patterns_match(pattern: str, text: str) -> None:
    assert matches(text, pattern)


@pytest.mark.parametrize(("pattern", "why"), REFUSED)
def test_patterns_that_no_field_app_takes_are_refused(pattern: str, why: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        check_pattern(pattern)
    assert why in raised.value.reason


@pytest.mark.parametrize(("pattern", "text"), ONCE_REFUSED)
def test_patterns_that_look_dangerous_match_in_linear_time(pattern: str, text: str) -> None:
    check_pattern(pattern)
    assert (matches(text, pattern), matches(f"{text}\n", pattern)) == (True, False)


@pytest.mark.parametrize(("pattern", "text", "other"), BEYOND_RE2)
def test_look_around_and_back_references_match(pattern: str, text: str, other: str) -> None:
    check_pattern(pattern)
    assert (matches(text, pattern), matches(other, pattern)) == (True, False)


def test_a_pattern_that_hung_a_worker_costs_a_few_steps() -> None:
    budget = Budget()
    with within(budget):
        found = [matches("a" * 17, HANGING), matches("a" * 16 + "c", HANGING)]
    assert found == [False, True]
    assert MAX_STEPS - budget.steps < 100


def test_a_linear_pattern_pays_for_its_length_and_that_of_the_text() -> None:
    budget = Budget()
    with within(budget):
        assert not matches("a" * MAX_TEXT, "(?:a?){500}b")
    assert 10_000 < MAX_STEPS - budget.steps < 100_000


def test_a_pattern_that_takes_too_long_is_refused_and_then_at_once() -> None:
    budget = Budget()
    with within(budget):
        for _ in range(20):
            with pytest.raises(ExpressionError, match="takes too long with this text"):
                matches("a" * 17, f"(?=a){HANGING}")
    assert budget.seconds <= 0


def test_figures_and_letters_are_those_of_ascii() -> None:
    assert (matches("كوماسي", r"\w+"), matches("١٢", r"\d+")) == (False, False)


def test_a_text_that_is_too_long_does_not_match() -> None:
    assert (matches("a" * MAX_TEXT, "a*"), matches("a" * (MAX_TEXT + 1), "a*")) == (True, False)
