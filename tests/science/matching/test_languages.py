"""Languages by the levels of the CEFR: one below decides, then one unknown, then one above."""

from itertools import pairwise

import pytest

from homelands.foundation.reference import levels
from homelands.science.matching import languages
from tests.make_matching import applicant, asked, entry

BOTH = {"en": "B2", "fr": "B2"}


def compared(needed: dict[str, str], **stated: str) -> tuple[str, object, object, object]:
    """Returns the variant, the language that decides it, its level and the level needed."""
    profile = [entry("language", code, level) for code, level in stated.items()]
    point = languages.compare(asked(languages=needed), applicant(*profile))
    return (point.variant, *(point.facts.get(name) for name in ("code", "level", "least")))


def test_the_levels_are_those_that_profiles_offer_in_their_order() -> None:
    assert tuple(levels.CEFR) == languages.LEVELS
    for lower, higher in pairwise(languages.LEVELS):
        assert compared({"en": lower}, en=higher)[0] == "above"
        assert compared({"en": higher}, en=lower)[0] == "below"
        assert compared({"en": lower}, en=lower)[0] == "enough"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"en": "B2", "fr": "B2"}, ("enough", "en", "B2", "B2")),
        ({"en": "B2", "fr": "C1"}, ("above", "fr", "C1", "B2")),
        ({"en": "C1", "fr": "B2"}, ("above", "en", "C1", "B2")),
        ({"en": "C2", "fr": "B1"}, ("below", "fr", "B1", "B2")),
        ({"fr": "A1"}, ("below", "fr", "A1", "B2")),
        ({"en": "native"}, ("unknown", None, None, None)),
        ({"en": "native", "fr": ""}, ("unknown", None, None, None)),
        ({"en": "native", "fr": "fluent"}, ("unknown", None, None, None)),
        ({"ar": "native"}, ("unknown", None, None, None)),
        ({}, ("unknown", None, None, None)),
    ],
)
def test_two_languages_needed(stated: dict[str, str], expected: tuple[object, ...]) -> None:
    assert compared(BOTH, **stated) == expected


def test_no_language_needed() -> None:
    assert compared({}, en="A1")[0] == compared({})[0] == "none needed"
