"""The script of a page finds what the server finds, in a real browser."""

import json
from typing import Any

import pytest

from tests.house.source import PACKAGE
from tests.surveys.questionnaires import rule_cases

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

SCRIPT = PACKAGE / "surveys/questionnaires/static/questionnaires/answer.js"

RUN = """(cases) => cases.map(([rule, values]) => {
  try {
    const value = window.rules.evaluate(rule, (n) => values[n], "2026-11-25");
    return [window.rules.inText(value), window.rules.inTruth(value)];
  } catch (error) {
    return error instanceof window.rules.Unknown ? null : [String(error), false];
  }
})"""


def test_the_script_finds_what_the_server_finds(browser: Any) -> None:
    page = browser.new_page()
    expose = "\nwindow.rules = { evaluate, inText, inTruth, Unknown };"
    page.add_script_tag(content=SCRIPT.read_text() + expose, type="module")
    page.wait_for_function("window.rules !== undefined")
    answered = rule_cases.form()
    cases = rule_cases.cases()
    # The answers as they are held: white space at their ends is taken off.
    tidy = [(text, [value.strip() for value in values]) for text, values in cases]
    found = page.evaluate(
        RUN, json.loads(json.dumps([[rule_cases.written(t), v] for t, v in tidy]))
    )
    page.close()
    pairs = list(zip(tidy, found, strict=True))
    differing = [
        (case, tuple(theirs), ours)
        for case, theirs in pairs
        if theirs is not None
        and tuple(theirs) != (ours := rule_cases.by_the_server(answered, *case))
    ]
    assert differing == []
    unknown = sum(theirs is None for _, theirs in pairs)
    assert unknown < len(pairs) / 10
