"""Every code that science can give has a sentence, which names only facts that come with it."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

from homelands.science.rds.plan import BOOTSTRAPS
from homelands.science.rds.plan import ESTIMATORS as CHOSEN
from homelands.ui.sentences.making import CAUTIONS
from homelands.ui.sentences.methods import ESTIMATORS, INTERVALS, SPREADS
from homelands.ui.sentences.reasons import REASONS
from homelands.ui.sentences.refusals import REFUSALS
from tests.house.source import PACKAGE
from tests.ui.sentences.emitted import emitted

SENTENCES = {"Caution": CAUTIONS, "Refused": REFUSALS, "Unfit": REASONS}


class Asked(dict[str, Any]):
    """Facts that are whatever is asked for, and remember what was."""

    def __init__(self, number: int) -> None:
        self.number, self.names = number, set[str]()

    def __getitem__(self, name: str) -> Any:
        self.names.add(name.removeprefix("#"))
        return self.number if name.startswith("#") else "…"


def named(sentence: Any) -> set[str]:
    """Returns the facts that a sentence names, whatever the number."""
    found: set[str] = set()
    for number in (0, 1, 2, 3, 11, 100):
        asked = Asked(number)
        assert str(sentence % asked)
        found |= asked.names
    return found


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_code_has_a_sentence_and_every_sentence_a_code(kind: str) -> None:
    assert emitted()[kind].keys() == SENTENCES[kind].keys()


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("kind", SENTENCES)
def test_sentences_name_only_facts_that_are_given(kind: str, language: str) -> None:
    with translation.override(language):
        lacking = {
            code: named(SENTENCES[kind][code]) - given
            for code, places in emitted()[kind].items()
            for given in places
        }
    assert {code: names for code, names in lacking.items() if names} == {}


def test_every_method_has_a_name() -> None:
    source = "\n".join(file.read_text() for file in PACKAGE.glob("science/**/*.py"))
    source += (PACKAGE / "mapping/statistics/rules/estimation.py").read_text()
    estimators = set(re.findall(r'(?:\bby|Method)\("([\w-]+)"', source))
    assert estimators >= {"rds1", "contrast", "chapman", "counts", "weighted-share"}
    estimators |= {*CHOSEN, *re.findall(r'"([\w-]+-of-design)"', source)}
    assert estimators - set(ESTIMATORS) == set()
    spreads = set(re.findall(r'Replicates\(\w+, "([\w-]+)"\)', source)) | {*BOOTSTRAPS} - {"none"}
    assert spreads - set(SPREADS) == set()
    intervals = set(re.findall(r'(?:interval=|_estimates\(\w+, level, )"([\w-]+)"', source))
    assert intervals >= {"percentile", "logit", "none", "profile"}
    assert intervals - {*INTERVALS, *SPREADS} == set()
