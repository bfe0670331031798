"""What expressions give, in tables: the expression, and the text of its value."""

import math

import pytest
from lxml import etree

from homelands.forms.xforms.context import Context
from homelands.forms.xforms.evaluator import evaluate
from homelands.forms.xforms.parser import parse_expression
from homelands.forms.xforms.values import number_text, to_text

from .calculation_table import CALCULATIONS
from .function_table import DATES, FUNCTIONS
from .language_table import COERCIONS, NODE_SETS, OPERATORS, PATHS
from .sample import NOW, reckon


def _rows(table: str) -> list[tuple[str, str]]:
    lines = [line for line in table.splitlines() if line.strip()]
    return [(left, right.strip()) for left, _, right in (line.partition(" =>") for line in lines)]


ALL = _rows(OPERATORS + COERCIONS + PATHS + NODE_SETS + DATES + FUNCTIONS + CALCULATIONS)


@pytest.mark.parametrize(("expression", "expected"), ALL)
def test_an_expression_gives_its_value(expression: str, expected: str) -> None:
    assert to_text(reckon(expression)) == expected


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1e15, "1000000000000000"),
        (1e21, "1000000000000000000000"),
        (1.5e-9, "0.0000000015"),
        (-2.25, "-2.25"),
        (math.nan, "NaN"),
        (-math.inf, "-Infinity"),
    ],
)
def test_numbers_are_written_without_exponents(number: float, text: str) -> None:
    assert number_text(number) == text


def test_the_table_has_hundreds_of_cases_and_no_case_twice() -> None:
    assert (len(ALL) > 300, len(ALL)) == (True, len(dict(ALL)))


def test_an_unfilled_node_lets_once_reckon() -> None:
    assert reckon("once('x')", at="/document/data/g/blank") == "x"


def test_a_thousand_alternatives_in_a_row_are_no_matter() -> None:
    assert reckon(" or ".join(["1 = 2"] * 1000 + ["1 = 1"])) is True


@pytest.mark.parametrize(
    ("seed", "order"), [(42, "AFCBDE"), (-42, "EDAFBC"), (11111111, "ACDBFE"), (1, "BFEACD")]
)
def test_a_seed_gives_the_order_that_field_apps_give(seed: int, order: str) -> None:
    document = "".join(f"<one>{sign}</one>" for sign in "ABCDEF")
    mixed = reckon(
        f"join('', randomize(/six/one, {seed}))", "/document/six", f"<six>{document}</six>"
    )
    assert mixed == order


def test_the_host_says_what_property_gives() -> None:
    root = etree.fromstring('<document><data version="9"/></document>')
    context = Context(root, root[0], NOW, properties={"username": "ama"})
    said = evaluate(parse_expression("concat(property('username'), ' ', version())"), context)
    assert said == "ama 9"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("Français (fr)", "4 mars mer."),
        ("العربية (ar)", "4 مارس الأربعاء"),
        ("pt-BR", "4 mar. qua."),
        ("English", "4 Mar Wed"),
        ("", "4 Mar Wed"),
    ],
)
def test_months_and_days_have_names_in_the_language_of_the_form(
    language: str, written: str
) -> None:
    root = etree.fromstring("<document/>")
    context = Context(root, root, NOW, language=language)
    assert evaluate(parse_expression("format-date('2026-03-04', '%e %b %a')"), context) == written


def test_the_nearest_language_counts() -> None:
    document = '<a xml:lang="fr"><b xml:lang="en-GB"><c/></b></a>'
    asked = ["lang('en')", "lang('EN-gb')", "lang('fr')", "lang('e')"]
    found = [reckon(text, "/document/a/b/c", document) for text in asked]
    assert found == [True, True, False, False]
