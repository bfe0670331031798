"""Forbidden words, in four languages and however they are written."""

import pytest

from homelands.science.publication.classes import DesignClass
from homelands.science.publication.words import forbidden_words

C = DesignClass.C


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A representative two thirds", "representative"),
        ("REPRESENTATIVE!", "REPRESENTATIVE"),
        ("We show its representativeness.", "representativeness"),
        ("with a margin of error of 3 %", "margin of error"),
        ("Margins of  Error", "Margins of  Error"),
        ("the margin of sampling error", "margin of sampling error"),
        ("an error margin", "error margin"),
        ("rep\u00adresentative", "rep\u00adresentative"),
        ("margin\u00a0of\u200b error", "margin\u00a0of\u200b error"),
        ("un échantillon représentatif", "représentatif"),
        ("une étude représentative", "représentative"),
        ("la représentativité", "représentativité"),
        ("une marge d’erreur de 3 points", "marge d’erreur"),
        ("des marges d'erreur", "marges d'erreur"),
        ("una muestra representativa", "representativa"),
        ("representatividad", "representatividad"),
        ("el margen de error", "margen de error"),
        ("márgenes de error", "márgenes de error"),
        ("هامش الخطأ ٣٪", "هامش الخطأ"),
        ("هامِش الخَطَأ", "هامِش الخَطَأ"),
        ("بهامش خطأ", "هامش خطأ"),
        ("عينة تمثيلية", "تمثيلية"),
        ("عيّنة ممثّلة للسكان", "عيّنة ممثّلة"),
    ],
)
def test_it_is_found_as_written(text: str, word: str) -> None:
    assert forbidden_words(C, text) == (word,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Two thirds met representatives of the mission",
        "an underrepresented group, unrepresentative of others",
        "les représentants de la mission",
        "los representantes",
        "within the margin, by error",
        "un margen amplio",
        "التقى ممثل البعثة بالجالية",
        "ممثلة البعثة",
    ],
)
def test_other_words_may_be_said(text: str) -> None:
    assert forbidden_words(C, text) == ()


@pytest.mark.parametrize("letter", "ABCDE")
def test_only_the_weaker_classes_are_held_to_it(letter: str) -> None:
    words = forbidden_words(DesignClass(letter), "representative", "a margin of error")
    assert words == (() if letter in "AB" else ("representative", "margin of error"))
