"""Which lines of a stock file are sums of countries and would be counted twice.

UN DESA numbers its aggregates from 900 upwards (900 world, 903 Africa, 1500 low-income
countries, 2003 other origins, 5500 Central Asia); no country's M49 number is that high.
Files without codes are told apart by name.
"""

from homelands.foundation.reference.countries import search_key

FIRST_AGGREGATE = 900
# A country's name holds none of these words.
WORDS = {"world", "total", "other", "others", "regions", "countries", "unknown", "income"}
NAMES = {
    search_key(name)
    for name in (
        "Africa",
        "Asia",
        "Europe",
        "Oceania",
        "Americas",
        "Latin America and the Caribbean",
        "Northern America",
        "Sub-Saharan Africa",
        "Northern Africa",
        "Eastern Africa",
        "Middle Africa",
        "Southern Africa",
        "Western Africa",
        "Northern Africa and Western Asia",
        "Central and Southern Asia",
        "Eastern and South-Eastern Asia",
        "Central Asia",
        "Eastern Asia",
        "South-Eastern Asia",
        "Southern Asia",
        "Western Asia",
        "Eastern Europe",
        "Northern Europe",
        "Southern Europe",
        "Western Europe",
        "Europe and Northern America",
        "Caribbean",
        "Central America",
        "South America",
        "Australia and New Zealand",
        "Australia/New Zealand",
        "Oceania (excluding Australia and New Zealand)",
        "Melanesia",
        "Micronesia",
        "Polynesia",
        "Small island developing States (SIDS)",
        "Small island developing States",
    )
}


def is_aggregate(name: str, code: int | None = None) -> bool:
    """Return whether the line is a sum or a remainder rather than a country or area."""
    if code is not None:
        return code >= FIRST_AGGREGATE
    key = search_key(name)
    return key in NAMES or bool(WORDS & set(key.split()))
