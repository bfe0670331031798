"""Whatever an expression says, it ends soon, and fails in one way only."""

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.forms.xforms import ExpressionError
from homelands.forms.xforms.functions import FUNCTIONS
from homelands.forms.xforms.lexer import MAX_LENGTH
from homelands.forms.xforms.values import to_boolean, to_number, to_text

from .sample import reckon

SECONDS = 6
"""Of the processor's time: far more than any expression needs."""

_ATOMS = st.one_of(
    st.sampled_from(
        [
            *("0 div 0", "1 div 0", "-1 div 0", "1e9", "-0.5", "99999999999999999999", "0.1"),
            *("''", "'a b'", "'2026-02-29'", "'2026-11-25T10:30:00+14:00'", "'0 0;0 1;1 1'"),
            *("true()", "false()", "today()", "now()", "/data/r", "/data/r/n", "/data/@id"),
            *("/data/nowhere", ".", "..", "current()", "instance('towns')/root/item", "//text()"),
        ]
    ),
    st.text(max_size=8).map(lambda text: "'" + text.replace("'", "") + "'"),
    st.floats(0, 1e300).map(lambda number: format(number, "f")),
    st.integers(-(10**30), 10**30).map(str),
)


def _calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Calls any function with any number of arguments that it takes."""

    def call(name: str) -> st.SearchStrategy[str]:
        function = FUNCTIONS[name]
        most = function.least + 3 if function.most is None else function.most
        inside = st.lists(inner, min_size=function.least, max_size=most)
        return inside.map(lambda parts: f"{name}({', '.join(parts)})")

    signs = st.sampled_from(["or", "and", "=", "!=", "<", ">=", "+", "-", "*", "div", "mod", "|"])
    return st.one_of(
        st.sampled_from(sorted(FUNCTIONS)).flatmap(call),
        st.builds("({} {} {})".format, inner, signs, inner),
        st.builds("/data/r[{}]/n".format, inner),
        st.builds("({})[{}]".format, inner, inner),
    )


def _outcome(text: str, at: str = "/document/data/g/age", inner: str = "") -> list[str]:
    """Evaluates and uses the value in every way: names what came out, or gives the fault."""
    try:
        value = reckon(text, at, inner)
        used = (to_text(value), to_number(value), to_boolean(value))
    except ExpressionError as fault:
        return [fault.reason]
    return [type(one).__name__ for one in used]


USED = ["str", "float", "bool"]
TOO_MANY = "the form takes more than 1,000,000 steps to work out; make its expressions narrower."


@settings(max_examples=600)
@given(st.recursive(_ATOMS, _calls, max_leaves=5))
def test_any_call_of_any_function_gives_a_value_or_a_clear_error(text: str) -> None:
    outcome = _outcome(text)
    assert outcome == USED or outcome[0].endswith(".")


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_text_at_all_gives_a_value_or_a_clear_error(text: str) -> None:
    outcome = _outcome(text)
    assert outcome == USED or outcome[0].endswith(".")


WEIGHTY = [
    "1" * (MAX_LENGTH - 1),
    "'" + "a" * (MAX_LENGTH - 2) + "'",
    "number('" + "9" * (MAX_LENGTH - 20) + "')",
    "string(" + "9" * 400 + ")",
    " + ".join(["1"] * 10_000),
    " or ".join(["false()"] * 4_000),
    "concat(" + ", ".join(["//*"] * 10_000) + ")",
    "regex('" + "a" * 249 + "b', '(a|aa)+')",
    "regex('" + "a" * 40_000 + "', '.*')",
    "regex('" + "a" * 250 + "', '" + "a?" * 8 + "a*a*a*b')",
    "round(1.5, 1000000000)",
    "round(" + "9" * 308 + ", 30)",
    "pow(9999999999, 9999999999)",
    "exp(99999999999)",
    "uuid(1000000000)",
    "substr('abc', -99999999999999999999, 99999999999999999999)",
    "selected-at('a b', 99999999999999999999)",
    "date(99999999999999999999)",
    "date-time(0.0000000001)",
    "date('9999-12-31') + 99999999",
    "format-date(2932896.99999999999, '%Y')",
    "indexed-repeat(/data/r/n, /data/r, 99999999999999999999)",
    "randomize(/data/r, 99999999999999999999)",
    "digest('" + "é" * 40_000 + "', 'SHA-512')",
    "translate('" + "a" * 20_000 + "', '" + "b" * 20_000 + "', '')",
    "join('" + "x" * 1000 + "', //*, //*, //*)",
    "(" * 60 + "1" + ")" * 60,
    "-" * 40_000 + "1",
    "/data" * 9_000,
    "//*" * 15_000,
    "/data" + "[1]" * 15_000,
    "//*[//*[//*[//*[//*[//*[1]]]]]]",
    "//*/ancestor::*/descendant::*" + "/ancestor::*/descendant::*" * 900,
]


@pytest.mark.parametrize("text", WEIGHTY, ids=[text[:40] for text in WEIGHTY])
def test_the_weightiest_expressions_end_soon(text: str) -> None:
    began = time.process_time()
    outcome = _outcome(text)
    assert time.process_time() - began < SECONDS
    assert outcome == USED or outcome[0].endswith(".")


SPREAD = "".join(f"<r><n>{number}</n></r>" for number in range(3_000))
WIDE = [
    "count(//*[//*])",
    "count(//*/following-sibling::*)",
    "count(/data/r[count(following-sibling::*) > 5])",
    "count(/data/r[n = /data/r/n])",
    "/data/r/n = /data/r/n/../n[. = 5000]",
    "/data/r/n > /data/r/n[. > 5]/../n[. = 2999]",
    "/data/r[n > 1]/n < /data/r[n < 2]/n",
    "/data/r/n - 3000 > /data/r/n",
    "/data/r[n < 1500]/n > /data/r[n > 1500]/n",
    "count(//r/..//r/..//r)",
    "indexed-repeat(/data/r/n, /data/r, 2999)",
    "sum(/data/r/n)",
    "count(//*[/descendant::nothing])",
    "count(//*[/data = 'x'])",
    "count(//*[preceding-sibling::nothing])",
    "count(/data/r[position(.) > 5])",
    "count(/data/r[n < /data/r[n < 300]/n])",
    "concat(//*, //*, //*)",
    "join('', //*[contains(/data, 'x')])",
]


@pytest.mark.parametrize("text", WIDE)
def test_a_record_with_many_repeats_does_not_hold_up_the_program(text: str) -> None:
    began = time.process_time()
    outcome = _outcome(text, "/document/data", f"<data>{SPREAD}</data>")
    assert time.process_time() - began < SECONDS
    assert outcome in (USED, [TOO_MANY])


def test_a_number_that_is_too_long_is_infinite() -> None:
    assert reckon("9" * 400) == math.inf
