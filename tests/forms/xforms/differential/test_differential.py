"""Our evaluator gives what openrosa-xpath-evaluator gives; every difference is explained."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from .comparing import NOW, Case, Difference, cases, differences, distinct
from .corpus import edges, expressions
from .documents import records
from .page import PAGE, explained
from .peer import AbsentToolError, asked_by
from .real import real_forms

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def peer(driver: Any) -> Iterator[Any]:
    """The peer in headless Chromium. Where a tool is missing the tests are skipped, loudly."""
    try:
        with asked_by(driver, NOW, "UTC") as page:
            yield page
    except AbsentToolError as absent:
        pytest.skip(f"{absent}: THE EVALUATOR WAS NOT COMPARED WITH ITS PEER")


@dataclass(frozen=True)
class Comparison:
    """The cases that were asked, and those in which the answers differ."""

    asked: list[Case]
    found: list[Difference]

    @property
    def agreement(self) -> float:
        return 1 - len(self.found) / len(self.asked)


@pytest.fixture(scope="module")
def corpus(peer: Any) -> Comparison:
    answered = records()
    asked = cases(expressions(), len(answered))
    return Comparison(asked, differences(peer, answered, asked))


def test_expressions_of_forms_agree_in_at_least_995_of_1000_cases(corpus: Comparison) -> None:
    assert len({case.expression for case in corpus.asked}) >= 3_000
    assert corpus.agreement >= 0.995


def test_every_difference_is_explained_and_no_other(peer: Any, corpus: Comparison) -> None:
    answered = records()
    hand_made = differences(peer, answered, cases(edges(), len(answered)))
    found = distinct([*hand_made, *corpus.found])
    assert {key: (one.peer, one.ours) for key, one in found.items()} == explained()


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "pt", "tr", "sw"])
def test_months_and_days_are_named_in_the_language_of_the_form(peer: Any, language: str) -> None:
    answered = records()[:1]
    days = [f"2026-{month:02}-{month + 2:02}" for month in range(1, 13)]
    texts = {f"format-date('{day}', '%b %a')": "value" for day in days}
    assert differences(peer, answered, cases(texts, 1), language) == []


def test_the_page_gives_the_numbers_of_the_comparison(corpus: Comparison) -> None:
    count = len({case.expression for case in corpus.asked})
    share = f"{corpus.agreement * 100:.2f} %"
    sentence = f"{count:,} expressions, {len(corpus.asked):,} evaluations, {share} agreement"
    assert sentence in PAGE.read_text(encoding="utf-8")


def meant(one: Difference) -> bool:
    """Tells differences apart that docs/xforms-expressions.md explains: we do as Collect does.

    Sums pass over what is no number, and a round that is not there is taken for the first.
    """
    called = one.case.expression
    summed = one.peer == "NaN" and re.search(r"\b(sum|min|max)\s*\(", called) is not None
    return summed or (one.peer == "0 nodes" and "indexed-repeat" in called)


def test_real_forms_agree_too_where_there_are_some(peer: Any) -> None:
    asked: list[Case] = []
    found: list[Difference] = []
    for filled, own in real_forms():
        asked.extend(own)
        found.extend(one for one in differences(peer, filled, own) if not meant(one))
    assert len(found) <= 0.005 * len(asked), list(distinct(found).values())
