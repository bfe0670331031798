"""Countries: complete, consistent, and found under every spelling that stock files use."""

import pytest

from homelands.foundation.reference import countries

NAMES_IN_UN_DESA_TABLES = {
    "Bolivia (Plurinational State of)": "BOL",
    "Dem. People's Republic of Korea": "PRK",
    "Republic of Korea": "KOR",
    "United Kingdom": "GBR",
    "United Kingdom*": "GBR",
    "Côte d'Ivoire": "CIV",
    "Côte d’Ivoire": "CIV",
    "China, Hong Kong SAR*": "HKG",
    "China, Taiwan Province of China*": "TWN",
    "Channel Islands*": "XCI",
    "Congo": "COG",
    "Democratic Republic of the Congo": "COD",
    "Micronesia (Fed. States of)": "FSM",
    "Wallis and Futuna Islands": "WLF",
    "Réunion": "REU",
    "Curaçao": "CUW",
    "State of Palestine": "PSE",
    "Netherlands (Kingdom of the)": "NLD",
    "Türkiye": "TUR",
    "Turkey": "TUR",
    "Niger": "NER",
    "Guinea": "GIN",
    "Dominica": "DMA",
}


def test_every_country_has_its_own_codes_and_a_place_on_the_map() -> None:
    everyone = countries.all_countries()

    assert len(everyone) == 243
    assert len({country.alpha3 for country in everyone}) == 243
    assert len({country.m49 for country in everyone}) == 243
    assert [country.alpha3 for country in everyone if not country.alpha2] == ["XCI"]
    assert all(-90 <= country.latitude <= 90 for country in everyone)
    assert all(-180 <= country.longitude <= 180 for country in everyone)
    assert all(country.latitude * 2 % 1 == 0 for country in everyone)
    assert all(country.longitude * 2 % 1 == 0 for country in everyone)


def test_get_gives_the_whole_row() -> None:
    assert countries.get("GHA") == countries.Country(
        alpha3="GHA",
        alpha2="GH",
        m49=288,
        latitude=7.0,
        longitude=-1.0,
        region="002",
        subregion="011",
        un_name="Ghana",
    )


def test_get_says_which_code_is_unknown() -> None:
    with pytest.raises(KeyError, match="XYZ"):
        countries.get("XYZ")


@pytest.mark.parametrize(("spelling", "alpha3"), NAMES_IN_UN_DESA_TABLES.items())
def test_un_desa_spellings_are_recognised(spelling: str, alpha3: str) -> None:
    found = countries.from_name(spelling)

    assert found is not None
    assert found.alpha3 == alpha3


@pytest.mark.parametrize(
    ("code", "alpha3"), [("ROM", "ROU"), ("ZAR", "COD"), ("TMP", "TLS"), ("YUG", "SRB")]
)
def test_obsolete_codes_are_recognised(code: str, alpha3: str) -> None:
    assert countries.from_name(code) == countries.get(alpha3)
    assert countries.get(code) == countries.get(alpha3)


@pytest.mark.parametrize("text", ["Kosovo", "Atlantis", "World", "", "Africa", "XK"])
def test_what_is_no_country_in_the_list_is_not_recognised(text: str) -> None:
    assert countries.from_name(text) is None


def test_names_in_each_language_lead_back_to_their_country() -> None:
    strays = [
        (language, country.alpha3)
        for language in countries.LANGUAGES
        for country in countries.all_countries()
        if countries.from_name(countries.name(country.alpha3, language)) != country
    ]

    assert strays == []


def test_no_curated_spelling_stands_for_two_countries() -> None:
    keys = [
        key
        for country in countries.all_countries()
        for key in {countries.search_key(name) for name in (country.un_name, *country.aliases)}
    ]

    assert sorted(keys) == sorted(set(keys))


def test_names_come_in_four_languages() -> None:
    assert [countries.name("GHA", lang) for lang in ("en", "fr", "es", "ar")] == [
        "Ghana",
        "Ghana",
        "Ghana",
        "غانا",
    ]
    assert countries.name("DEU", "fr-ca") == "Allemagne"
    assert countries.name("DEU", "tlh") == "Germany"
    assert countries.name("XCI", "es") == "Islas del Canal"
    assert countries.region_name("011", "fr") == "Afrique occidentale"


def test_m49_numbers_of_regions_are_no_country() -> None:
    assert countries.from_m49(288) == countries.get("GHA")
    assert countries.from_m49(900) is None


def test_search_key_forgets_case_accents_punctuation_and_arabic_variants() -> None:
    assert countries.search_key("  CÔTE d’Ivoire* ") == "cote d ivoire"
    assert countries.search_key("The Gambia") == "gambia"
    assert countries.search_key("أفريقيا") == countries.search_key("افريقيا")
