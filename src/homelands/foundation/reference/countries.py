"""Countries and areas: codes, approximate places, names in every language, and spellings.

Codes are ISO 3166-1 and UN M49. Latitude and longitude are our own rough figures, rounded
to half a degree, near the centre of the area or of its people: they place a bubble on a
small map and are good for nothing finer. Regions are the M49 sub-regions. Names shown to
people come from the CLDR through Babel; `un_name` is the English name in UN DESA's tables.

One area has no ISO code: the Channel Islands, which UN DESA counts as one (M49 830). It
carries XCI, from ISO's range for private use, and an empty alpha2, so a list from which
people choose their country leaves it out with `if country.alpha2`.
Listing an area says nothing about its status.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

from babel import Locale
from babel.core import UnknownLocaleError

from homelands.foundation.languages import LANGUAGES

# What the CLDR lacks, because it follows ISO and ISO has no code for them.
OWN_NAMES = {
    "XCI": {
        "en": "Channel Islands",
        "fr": "Îles Anglo-Normandes",
        "es": "Islas del Canal",
        "ar": "جزر القنال",
    },
}


@dataclass(frozen=True, slots=True)
class Country:
    """One country or area; `m49` is a number, `region` and `subregion` are M49 codes."""

    alpha3: str
    alpha2: str
    m49: int
    latitude: float
    longitude: float
    region: str
    subregion: str
    un_name: str
    aliases: tuple[str, ...] = ()


@cache
def all_countries() -> tuple[Country, ...]:
    """Return every country and area in the order of its alpha-3 code."""
    table = resources.files(__package__).joinpath("countries.csv").read_text(encoding="utf-8")
    return tuple(_country(row) for row in csv.DictReader(table.splitlines()))


def get(alpha3: str) -> Country:
    """Return the country with this alpha-3 code, obsolete ones included; KeyError if none."""
    country = _by_code().get(alpha3.upper())
    if country is None:
        raise KeyError(f"No country or area has the code {alpha3!r}.")
    return country


def name(alpha3: str, language: str) -> str:
    """Return the country's name in the language, in English where the language is unknown."""
    country = get(alpha3)
    own = OWN_NAMES.get(country.alpha3)
    if own:
        return own.get(_primary(language), own["en"])
    return _territories(language).get(country.alpha2, country.un_name)


def region_name(code: str, language: str) -> str:
    """Return the name of an M49 region such as "011" (Western Africa) in the language."""
    return _territories(language).get(code, code)


def from_m49(code: int) -> Country | None:
    """Return the country with this UN M49 number, or None for regions and unknown codes."""
    return _by_m49().get(code)


def from_name(text: str) -> Country | None:
    """Return the country that a name, spelling or ISO code stands for, or None.

    It knows UN DESA's spellings, common ones, the names in our languages, and obsolete
    codes (ROM, ZAR, TMP and YUG, which is taken for Serbia, its successor in UN series).
    A footnote's asterisk after the name is passed over.
    """
    bare = text.strip().rstrip("*").strip()
    if re.fullmatch("[A-Z]{2}|[A-Z]{3}", bare):
        return _by_code().get(bare) or _by_name().get(search_key(bare))
    return _by_name().get(search_key(bare))


def search_key(text: str) -> str:
    """Return the text without case, accents, punctuation or Arabic variants, to compare names."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    # Alef maksura and ta marbuta are often typed as yeh and heh; the tatweel is decoration.
    plain = plain.translate({0x0649: 0x064A, 0x0629: 0x0647, 0x0640: None})
    words = re.sub(r"[\W_]+", " ", plain).split()
    return " ".join(word for word in words if word != "the")


def _country(row: dict[str, str]) -> Country:
    return Country(
        alpha3=row["alpha3"],
        alpha2=row["alpha2"],
        m49=int(row["m49"]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        region=row["region"],
        subregion=row["subregion"],
        un_name=row["un_name"],
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
    )


def _is_code(alias: str) -> bool:
    return bool(re.fullmatch("[A-Z]{3}", alias))


@cache
def _by_code() -> dict[str, Country]:
    codes: dict[str, Country] = {}
    for country in all_countries():
        codes |= {alias: country for alias in country.aliases if _is_code(alias)}
        if country.alpha2:
            codes[country.alpha2] = country
    # Living codes last: they win over an obsolete one.
    return codes | {country.alpha3: country for country in all_countries()}


@cache
def _by_m49() -> dict[int, Country]:
    return {country.m49: country for country in all_countries()}


@cache
def _by_name() -> dict[str, Country]:
    names: dict[str, Country] = {}
    for country in all_countries():
        spellings = (country.un_name, *country.aliases)
        names |= {search_key(spelling): country for spelling in spellings}
    # The curated spellings come first, then each language in turn: a name that two
    # countries share in different languages belongs to the first that claimed it.
    for language in LANGUAGES:
        for country in all_countries():
            names.setdefault(search_key(name(country.alpha3, language)), country)
    return names


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


@cache
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale(_primary(language)).territories)
    except (UnknownLocaleError, ValueError):
        return dict(Locale("en").territories)
