"""Levels: the codes that are stored, and labels that are translated late."""

from django.conf import settings
from django.utils.functional import Promise

from homelands.foundation.reference import levels

if not settings.configured:
    settings.configure(USE_I18N=False)


def test_the_codes_are_those_of_the_classifications() -> None:
    assert list(levels.ISCED_LEVELS) == list("012345678")
    assert list(levels.ISCED_FIELDS) == [f"{number:02}" for number in range(11)]
    assert list(levels.CEFR) == ["A1", "A2", "B1", "B2", "C1", "C2", "native"]
    assert "".join(levels.ISIC["4"]) == "ABCDEFGHIJKLMNOPQRSTU"
    assert "".join(levels.ISIC["5"]) == "ABCDEFGHIJKLMNOPQRSTUV"


def test_a_letter_of_isic_depends_on_its_revision() -> None:
    assert str(levels.ISIC["4"]["Q"]) == "Human health and social work activities"
    assert str(levels.ISIC["5"]["R"]) == "Human health and social work activities"
    assert str(levels.ISIC["5"]["Q"]) == "Education"


def test_labels_are_translated_when_shown_and_not_before() -> None:
    tables = (levels.ISCED_LEVELS, levels.ISCED_FIELDS, levels.CEFR, *levels.ISIC.values())

    assert all(isinstance(label, Promise) for table in tables for label in table.values())
    assert all(str(label) for table in tables for label in table.values())
