"""What stands for "no answer" in files of the field, unless the caller says otherwise."""

from collections.abc import Iterable

from homelands.foundation.reference import countries

#: R writes NA, Python nan, SPSS #NULL!, Stata a point, spreadsheets #N/A, databases NULL.
MISSING = frozenset(
    {"", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "NULL", "null", "#NULL!", "<NA>", "."}
)

#: R's word for no answer, and the ISO code of Namibia.
NAMIBIA = "NA"


def missing_in(answers: Iterable[str], missing: frozenset[str] = MISSING) -> frozenset[str]:
    """Returns what is missing in one column: not NA where all other answers are such codes."""
    texts = set(answers)
    given = texts - missing
    if NAMIBIA not in texts & missing:
        return missing
    codes = {country.alpha2 for country in countries.all_countries()}
    return missing - {NAMIBIA} if given and given <= codes else missing


def known(answers: Iterable[str], missing: frozenset[str] = MISSING) -> list[str | None]:
    """Returns the answers of a column, with None where nothing was answered."""
    return [None if text in missing else text for text in answers]
