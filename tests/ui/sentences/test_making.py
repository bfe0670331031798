"""Sentences have their numbers as the reader's language writes them."""

import pickle
import subprocess
import sys

import pytest
from django.utils import translation

from homelands.science.estimate import Caution, Method, method_of
from homelands.science.facts import Facts, Unfit
from homelands.science.publication.refused import Refused
from homelands.ui import sentences


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (
            Caution("seeds-few", Facts(seeds=1)),
            "There was 1 seed: the difference between seeds cannot be seen well.",
        ),
        (
            Caution("degree-missing", Facts(missing=1200, people=2345, use="largest")),
            "1,200 of 2,345 respondents gave no number of contacts; the largest of the others is"
            " used.",
        ),
        (
            Caution("seed-dominates", Facts(share=0.6251)),
            "One seed's chain holds 62.5 per cent of the respondents.",
        ),
        (
            Caution("margins-scaled", Facts(names=("age", "place"), first="sex", total=1000.4)),
            "The totals of “age”, “place” were scaled to the grand total of “sex”, 1,000: they"
            " differed by rounding.",
        ),
        (
            Refused("interval-wide", Facts(width=0.4, most=0.3), overridable=True, category="yes"),
            "“yes”: The interval is 40 percentage points wide; 30 is too wide.",
        ),
    ],
)
def test_a_sentence_has_its_numbers(one: Caution | Refused, sentence: str) -> None:
    assert sentences.of(one) == sentence


def test_numbers_are_written_as_the_language_does() -> None:
    caution = Caution("degree-far", Facts(most=12345.0, median=6.0))
    with translation.override("fr"):
        assert "12\u202f345" in sentences.of(caution)


def test_the_same_doubt_is_said_once() -> None:
    few = Caution("n-small", Facts(n=3))
    assert sentences.each([few, Caution("n-small", Facts(n=3)), few]) == [sentences.of(few)]


def test_why_there_is_no_figure() -> None:
    assert sentences.why(Unfit("sample-empty")).startswith("The sample is empty")
    assert sentences.why(ValueError("A level of 95")) == "A level of 95"


def test_the_name_of_a_method() -> None:
    mean = Method("weighted-mean", "tree", calibrated=True)
    assert sentences.method(mean) == "weighted mean, tree bootstrap, calibrated again"
    contrast = Method("contrast", "tree", "percentile", of=(mean,))
    assert sentences.method(contrast) == (
        "contrast of weighted mean, tree bootstrap, calibrated again, tree bootstrap, percentile"
        " interval"
    )


@pytest.mark.parametrize(
    "method",
    [Method("counts"), Method("ss", "gile", "logit"), Method("weighted-mean", "tree", "", True)],
)
def test_a_method_is_read_as_it_was_kept(method: Method) -> None:
    assert method_of(method.code) == method


def test_facts_are_values() -> None:
    assert len({Facts(a=1, b="x"), Facts(b="x", a=1), Facts(a=2, b="x")}) == 2
    again = pickle.loads(pickle.dumps(Unfit("groups-separate", Facts(group="a", other="b"))))
    assert (again.code, again.facts) == ("groups-separate", Facts(group="a", other="b"))


def test_sentences_need_neither_settings_nor_a_database() -> None:
    code = (
        "from homelands.science.estimate import Caution\n"
        "from homelands.ui import sentences\n"
        "from homelands.ui.sentences.standalone import in_english\n"
        "with in_english():\n"
        "    print(sentences.of(Caution('recruits-none')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "Nobody recruited anybody: this is not a chain sample.\n"
