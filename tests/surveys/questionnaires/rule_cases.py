"""Rules as pages give them to their script: hundreds, with answers and what the server finds."""

from datetime import UTC, datetime
from random import Random
from typing import Any

from homelands.forms.xforms import Answers, parse
from homelands.forms.xforms.parser import parse_expression
from homelands.forms.xforms.scripting import FUNCTIONS, Writer
from homelands.forms.xforms.values import to_boolean, to_text

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
NAMES = "abcdef"
FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>T</h:title><model><instance><data id="t" version="1">{nodes}</data></instance>
{binds}</model></h:head><h:body>{inputs}</h:body></h:html>"""


def form() -> Any:
    return parse(
        FORM.format(
            nodes="".join(f"<{name}/>" for name in NAMES),
            binds="".join(f'<bind nodeset="/data/{name}" type="string"/>' for name in NAMES),
            inputs="".join(
                f'<input ref="/data/{name}"><label>{name}</label></input>' for name in NAMES
            ),
        ).encode()
    )


def written(text: str) -> Any:
    answers = {f"/data/{name}": place for place, name in enumerate(NAMES)}
    return Writer("/data/a", lambda path: ["p", answers[path]]).write(parse_expression(text).tree)


CASES = [
    ". >= 18 and . < 120",
    "string-length(.) <= 3",
    "number(../b) + 1",
    "../a = ../b",
    "../a != ''",
    "not(../a)",
    "boolean(../a) or false()",
    "true() = ../a",
    "today() > ../a",
    "../a <= today()",
    "today() - 30",
    "format-date(../a, '%d.%n.%Y %%')",
    "format-date(today(), '%Y') - ../b",
    "coalesce(../a, ../b, 'none')",
    "if(selected(../a, 'x'), count-selected(../a), selected-at(../a, 1))",
    "(not(selected(., 'none')) and not(selected(., 'no'))) or count-selected(.) = 1",
    "round(../a * 1.005, 2)",
    "round(../a)",
    "int(../a) mod 7",
    "../a div 0",
    "-../a div ../b",
    "min(../a, ../b, 3)",
    "max(../a, ../b)",
    "floor(../a) + ceiling(../b)",
    "abs(../a)",
    "concat(../a, '-', ../b, 1.50, true())",
    "normalize-space(../a)",
    "contains(../a, ../b)",
    "starts-with(../a, 'x')",
    "ends-with(../a, ../b)",
    "substring-before(../a, ' ')",
    "substring-after(../a, ' ')",
    r"regex(../a, '[0-9]{1,4}')",
    r"regex(../a, '\+?\d[\d -]*')",
    r"regex(../a, '[a-z]+|x y')",
    "string(../a < ../b)",
    "1 < 2 < 3",
    "'2020-01-01' < ../a",
]
TEXTS = (
    *("", "0", "1", "18", "-3", "2.5", "007", " 5 ", "1e3", ".5", "5.", "12345678901234567890"),
    *("x", "x y", "y  x", "none", "none no", "true", "NaN", "الخرطوم ٣", "naïve 👩🏽"),
    *("2020-01-01", "2026-11-25", "2026-11-26", "2020-02-30", "0000-01-01", "2024-02-29"),
)


def _random(chance: Random, depth: int) -> str:
    """Writes an expression at random."""
    if depth == 0 or chance.random() < 0.2:
        return chance.choice(["../a", "../b", ".", "../f", "3", "0", "-1.5", "'x'", "''", "'2'"])
    if chance.random() < 0.55:
        sign = chance.choice(["=", "!=", "<", ">=", "+", "-", "*", "div", "mod", "and", "or"])
        return f"({_random(chance, depth - 1)} {sign} {_random(chance, depth - 1)})"
    name = chance.choice(sorted(set(FUNCTIONS) - {"regex", "format-date", "today"}))
    least, most = FUNCTIONS[name]
    parts = [_random(chance, depth - 1) for _ in range(chance.randint(least, min(most, 3)))]
    return f"{name}({', '.join(parts)})"


def cases() -> list[tuple[str, list[str]]]:
    chance = Random(2026)
    fixed = [(text, [chance.choice(TEXTS) for _ in NAMES]) for text in CASES for _ in range(12)]
    made = [(_random(chance, 3), [chance.choice(TEXTS) for _ in NAMES]) for _ in range(600)]
    return fixed + made


def by_the_server(answered: Any, text: str, values: list[str]) -> tuple[str, bool]:
    given = {f"/data/{name}": value for name, value in zip(NAMES, values, strict=True)}
    value = Answers(answered, given, NOW).evaluate(parse_expression(text), "/data/a")
    return to_text(value), to_boolean(value)
