"""ISCO-08: the whole tree, with titles in four languages."""

import pytest

from homelands.foundation.reference import isco08


def test_the_tree_is_whole() -> None:
    codes = {group.code for group in isco08.groups()}

    assert [len(isco08.groups(level)) for level in (1, 2, 3, 4)] == [10, 43, 130, 436]
    assert {group.parent for group in isco08.groups() if group.level > 1} <= codes
    assert len(isco08.children("")) == 10
    assert [group.code for group in isco08.children("222")] == ["2221", "2222"]


def test_no_title_is_missing_in_english_french_or_spanish() -> None:
    empty = [
        g.code for g in isco08.groups() if not all(g.titles[one] for one in ("en", "fr", "es"))
    ]

    assert empty == []


def test_arabic_is_complete_down_to_minor_groups_and_where_programmes_begin() -> None:
    begun = ("22", "23", "25", "32", "33")
    empty = [
        group.code
        for group in isco08.groups()
        if not group.titles["ar"] and (group.level < 4 or group.code.startswith(begun))
    ]

    assert empty == []


@pytest.mark.parametrize(
    ("code", "language", "title"),
    [
        ("2221", "en", "Nursing professionals"),
        ("2221", "fr", "Cadres infirmiers"),
        ("2221", "es", "Profesionales de enfermería"),
        ("2221", "ar", "اختصاصيو التمريض"),
        ("2221", "ar-dz", "اختصاصيو التمريض"),
        ("2221", "de", "Nursing professionals"),
        ("0", "en", "Armed forces occupations"),
        ("2611", "ar", "اختصاصيو القانون (\u2068Lawyers\u2069)"),
    ],
)
def test_title(code: str, language: str, title: str) -> None:
    assert isco08.title(code, language) == title


def test_an_unknown_code_is_named() -> None:
    with pytest.raises(KeyError, match="9999"):
        isco08.title("9999", "en")
