"""Who keeps the library of concepts, and what a concept may be."""

import pytest

from homelands.foundation.roles import Role
from homelands.surveys.datasets.models import Concept
from homelands.surveys.datasets.rules.concepts import (
    CODED,
    check_hxl,
    check_keeps_library,
    check_labels,
    check_name,
    check_recodes,
)
from tests.rights import may, refused


def test_who_keeps_the_library() -> None:
    keepers = {Role.SURVEY_MANAGER, Role.ME_OFFICER}
    assert may(check_keeps_library) == may(check_keeps_library, country="GBR") == keepers


def test_which_kinds_have_categories() -> None:
    assert {Concept.Kind.CATEGORY, Concept.Kind.CATEGORIES} == CODED


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("education_level", True),
        ("a-1", True),
        ("a" * 60, True),
        ("a" * 61, False),
        ("1a", False),
        ("Education", False),
        ("two words", False),
        ("", False),
    ],
)
def test_names(name: str, fits: bool) -> None:
    assert refused(check_name, name) == (None if fits else ("bad_concept", "name"))


@pytest.mark.parametrize(
    ("tag", "fits"),
    [
        ("", True),
        ("#date+start", True),
        ("#adm1+code+v_iso", True),
        ("date", False),
        ("#date+", False),
    ],
)
def test_hxl_tags(tag: str, fits: bool) -> None:
    assert refused(check_hxl, tag) == (None if fits else ("bad_concept", "hxl"))


def test_a_label_in_one_language_at_least() -> None:
    assert refused(check_labels, {"en": "", "fr": "Âge"}) is None
    assert refused(check_labels, {"en": " ", "fr": ""}) == ("bad_concept", "label_en")


def test_answers_are_read_as_categories_or_as_they_are() -> None:
    assert refused(check_recodes, {"m": "male", "x": ""}, ["male", "female"]) is None
    assert refused(check_recodes, {"m": "man"}, ["male", "female"]) == ("bad_concept", None)
