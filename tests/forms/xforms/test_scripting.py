"""The rules that a page gives to its script: written as lists, or left to the server."""

from typing import Any

import pytest

from homelands.forms.xforms.parser import parse_expression
from homelands.forms.xforms.scripting import Unwritable, reads
from tests.surveys.questionnaires.rule_cases import written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (". >= 18 and . < 120", ["c", ["c", ["p", 0], ">=", 18], "and", ["c", ["p", 0], "<", 120]]),
        ("selected( /data/b , 'x y')", ["f", "selected", ["p", 1], "x y"]),
        ("-../b * 1.5", ["c", ["-", ["p", 1]], "*", 1.5]),
        ("if(current()/../c = '', 1, 2)", ["f", "if", ["c", ["p", 2], "=", ""], 1, 2]),
    ],
)
def test_rules_become_lists(text: str, expected: Any) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "count(/data/b)",
        "/data/*",
        "/data/b[1]",
        "instance('x')/root/item",
        "now()",
        "regex(., /data/b)",
        r"regex(., '(?=a)b')",
        "format-date(today(), '%H')",
        "../b | ../c",
    ],
)
def test_what_the_script_cannot_do_is_left_to_the_server(text: str) -> None:
    with pytest.raises(Unwritable):
        written(text)


def test_it_is_known_what_a_rule_reads() -> None:
    assert reads(parse_expression("../b + /data/c"), "/data/a") == {"/data/b", "/data/c"}
    assert reads(parse_expression("sum(/data/*)"), "/data/a") is None
