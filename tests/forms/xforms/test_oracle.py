"""Random expressions of plain XPath 1.0 give what libxml2 gives."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from homelands.forms.xforms.values import Leaf, Value, node_text

from .sample import DOCUMENT, reckon

_PATHS = st.sampled_from(
    [
        *(".", "..", "../text", "../zero", "../*[3]", "../../price", "self::age", "./text()"),
        *("//n", "//nowhere", "//@id", "//r/name", "//r[2]", "//r[last()]/n", "(//n)[2]"),
        *("//r[position()<3]/n", "//r[n>1]/name", "//r[name='Esi']/n", "//n/ancestor::r"),
        *("//r/following-sibling::r/n", "//r[n=2]/preceding-sibling::*[1]"),
    ]
)
_LITERALS = ["0.5", "2.25", "''", "'a'", "'30'", "' 7 '", "true()", "false()", "1 div 0"]
_ATOMS = st.one_of(_PATHS, st.integers(0, 40).map(str), st.sampled_from(_LITERALS))
_SIGNS = st.sampled_from(["or", "and", "=", "!=", "+", "-", "*", "mod"])
_ORDERS = st.sampled_from(["<", "<=", ">", ">="])
_CALLS = st.sampled_from(
    [
        *("number", "string", "boolean", "not", "floor", "ceiling", "round"),
        *("string-length", "normalize-space"),
    ]
)
_PAIRS = st.sampled_from(["contains", "starts-with", "substring-before", "substring-after"])


def _wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, inner, _SIGNS, inner),
        st.builds("{} {} {}".format, inner, _SIGNS, inner),
        # Of a truth and a path libxml2 compares truths, field apps and we compare numbers.
        st.builds("(number({}) {} number({}))".format, inner, _ORDERS, inner),
        st.builds("number({}) {} number({})".format, inner, _ORDERS, inner),
        st.builds("- {}".format, inner),
        # Quarters are exact; of thirds libxml2 writes fewer digits than we do.
        st.builds("({} div 4)".format, inner),
        st.builds("{}({})".format, _CALLS, inner),
        st.builds("{}({}, {})".format, _PAIRS, inner, inner),
        st.builds("count({} | {})".format, _PATHS, _PATHS),
        st.builds("substring({}, {}, {})".format, inner, inner, inner),
    )


def _plain(value: Value) -> object:
    """Makes our values and libxml2's comparable."""
    if isinstance(value, list):
        return [node_text(node) if isinstance(node, Leaf) else _text(node) for node in value]
    if isinstance(value, float) and not isinstance(value, bool):
        return "NaN" if math.isnan(value) else round(value, 9) + 0.0
    return str(value) if isinstance(value, str) else value


def _text(node: object) -> str:
    return "".join(node.itertext()) if isinstance(node, etree._Element) else str(node)


@settings(max_examples=200, deadline=None)
@given(st.recursive(_ATOMS, _wider, max_leaves=6))
def test_random_expressions_agree_with_libxml2(expression: str) -> None:
    root = etree.fromstring(DOCUMENT)
    (node,) = root.xpath("/document/data/g/age")
    assert _plain(reckon(expression)) == _plain(node.xpath(expression))
