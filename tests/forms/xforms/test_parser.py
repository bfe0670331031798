"""What the parser refuses, with what words and where."""

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.forms.xforms import ExpressionError, UnknownFunctionError
from homelands.forms.xforms.functions import FUNCTIONS
from homelands.forms.xforms.nodes import Call, Chain, Literal, Negation, Number, Path, Step
from homelands.forms.xforms.parser import parse_expression

from .sample import reckon

FAULTS = [
    ("", 0, "a value or a name was expected here, but the expression ends."),
    ("1 +", 3, "a value or a name was expected here, but the expression ends."),
    ("1 + )", 4, "a value or a name was expected here, not “)”."),
    ("1 2", 2, "“2” was not expected here."),
    ("(1 + 2", 6, "“)” was expected here, not the end."),
    ("/data/r[1", 9, "“]” was expected here, not the end."),
    ("if(1, 2", 7, "“,” was expected here, not the end."),
    ("if(1, 2)", 0, "if() takes 3 arguments, not 2."),
    ("round(1, 2, 3)", 0, "round() takes 1 to 2 arguments, not 3."),
    ("1 + join()", 4, "join() takes 1 or more arguments, not 0."),
    ("1 + foo(2)", 4, "there is no function called foo()."),
    ("lookup('a', 'b')", 0, "there is no function called lookup()."),
    ("'abc", 0, "the text that starts with ' here is never closed."),
    ("${age} > 1", 0, "“${name}” references and variables must be turned into paths first."),
    ("age # 1", 4, "the character “#” does not belong here."),
    ("a && b", 2, "the character “&” does not belong here."),
    ("a == b", 3, "a value or a name was expected here, not “=”."),
    ("namespace::x", 0, "the axis “namespace” is not supported."),
    ("/data/", 6, "a value or a name was expected here, but the expression ends."),
    ("a/(b)", 2, "a value or a name was expected here, not “(”."),
    ("text(1)", 5, "“)” was expected here, not “1”."),
    ("a | ", 4, "a value or a name was expected here, but the expression ends."),
    ("(" * 70 + "1" + ")" * 70, 61, "brackets and functions are nested more than 60 deep."),
    ("1" * 50_001, 50_000, "it is longer than 50000 characters."),
]


@pytest.mark.parametrize(("text", "position", "reason"), FAULTS)
def test_a_fault_is_named_with_its_place(text: str, position: int, reason: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        parse_expression(text)
    assert (raised.value.reason, raised.value.position) == (reason, position)


def test_a_fault_reads_as_a_sentence_and_travels_between_processes() -> None:
    with pytest.raises(UnknownFunctionError) as raised:
        parse_expression("1 + foo(2)")
    sentence = "At character 5 of the expression “1 + foo(2)”: there is no function called foo()."
    assert (str(raised.value), str(pickle.loads(pickle.dumps(raised.value)))) == (sentence,) * 2


RUNTIME = [
    ("instance('nope')/root", "the form has no list or instance called “nope”."),
    ("count('a')", "argument 1 of count() has to be a path, not a single value."),
    ("sum(1)", "argument 1 of sum() has to be a path, not a single value."),
    (
        "indexed-repeat(/data/r/n, 'r', 1)",
        "argument 2 of indexed-repeat() has to be a path, not a single value.",
    ),
    (
        "indexed-repeat(/data/r/n, /data/r, 1, /data/r)",
        "indexed-repeat() takes its repeats and numbers in pairs.",
    ),
    (
        "weighted-checklist(1, 2, true())",
        "weighted-checklist() takes its answers and weights in pairs.",
    ),
    ("randomize('a')", "argument 1 of randomize() has to be a path, not a single value."),
    ("uuid(1001)", "argument 1 of uuid() has to be a number of at most 1000."),
    ("base64-decode('?')", "argument 1 of base64-decode() has to be a text in base64."),
    ("digest('a', 'MD5', 'x')", "argument 3 of digest() has to be “hex” or “base64”, not “x”."),
    (
        "digest('a', 'SHA-3')",
        "argument 2 of digest() has to be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512, "
        "not “SHA-3”.",
    ),
    ("'a'/b", "a path was expected where a single value stands."),
    ("(1)[1]", "a path was expected where a single value stands."),
    ("'a' | /data", "a path was expected where a single value stands."),
    ("format-date(today(), '%Q')", "argument 2 of format-date() has “%Q”, which is not known."),
    ("format-date(today(), '%')", "argument 2 of format-date() has “%”, which is not known."),
]


@pytest.mark.parametrize(("text", "reason"), RUNTIME)
def test_a_fault_that_shows_only_in_use_names_the_expression(text: str, reason: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        reckon(text)
    assert str(raised.value) == f"In the expression “{text}”: {reason}"


def test_stars_and_words_are_told_apart() -> None:
    name = Path(None, (Step("child", "div"),))
    assert parse_expression("div div div").tree == Chain(name, (("div", name),))
    anything = Path(None, (Step("child", "*"),))
    assert parse_expression("* * *").tree == Chain(anything, (("*", anything),))


def test_operators_bind_by_strength() -> None:
    one, two = Number(1.0), Number(2.0)
    product = Chain(one, (("*", two),))
    assert parse_expression("1 + 1 * 2 - 1").tree == Chain(one, (("+", product), ("-", one)))
    assert parse_expression("-1 * 2").tree == Chain(Negation(one), (("*", two),))


def test_the_calls_of_an_expression_are_known() -> None:
    parsed = parse_expression("if(a[not(b)], -round(1), (uuid())[1]) | concat(x)/y[today()]")
    names = {"if", "not", "round", "uuid", "concat", "today"}
    assert parsed.calls() == frozenset(names)
    assert Call("uuid", ()) in list(parsed.parts())
    assert Literal("x") not in list(parsed.parts())


_SIGNS = r"/ // . .. [ ] ( ) , @ :: | + - * = != < <= or and div mod $ ' é child text node jr:"
_BITS = [*FUNCTIONS, *_SIGNS.split(" "), "a", "/data/q", "1", ".5", "'x'", '"', " ", "(", ")", "\0"]


def _fault(text: str, work: Callable[[str], object]) -> ExpressionError | None:
    """Gives the error that a text leads to; any other error fails the test."""
    try:
        work(text)
    except ExpressionError as error:
        return error
    return None


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_BITS), max_size=14).map("".join)))
def test_any_text_is_an_expression_or_a_clear_error(text: str) -> None:
    fault = _fault(text, parse_expression)
    assert fault is None or 0 <= (fault.position or 0) <= len(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_BITS), max_size=8).map("".join))
def test_evaluating_fails_in_no_other_way_either(text: str) -> None:
    fault = _fault(text, reckon)
    assert fault is None or fault.reason


@pytest.mark.parametrize("bit", ["(", "-", "[", "if(", "//", "not(", "1 or (1 = 1 + 2 * -("])
def test_endless_nesting_is_refused(bit: str) -> None:
    fault = _fault(bit * 2000, parse_expression)
    assert fault is not None
    assert fault.reason


def test_the_deepest_nesting_that_is_allowed_can_be_evaluated() -> None:
    assert reckon("if(1 = 1, " * 59 + "1" + ", 2)" * 59) == 1.0
