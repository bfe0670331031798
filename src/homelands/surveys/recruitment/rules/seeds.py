"""What is written down of a seed: words about a kind of person, never about one person."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

#: What describes a seed, as STROBE-RDS asks studies to report it, in the order of the page.
DIMENSIONS = {
    "gender": _("Gender"),
    "age": _("Age group"),
    "occupation": _("Occupation"),
    "region": _("Region or city"),
    "network": _("Circle or network"),
}

#: So long is each of them: together they fit into their column.
MOST_CHARACTERS = 45

#: So many paper invitations of one description are made at once.
MOST_AT_ONCE = 50


def written(about: Mapping[str, str]) -> str:
    """Writes a description as it is stored: "gender: woman; age: 25-34"."""
    told = ((name, about.get(name, "").replace(";", ",").strip()) for name in DIMENSIONS)
    told = ((name, words[:MOST_CHARACTERS]) for name, words in told)
    return "; ".join(f"{name}: {words}" for name, words in told if words)


def read(about: str) -> dict[str, str]:
    """Reads a description back by what it describes."""
    parts = (part.partition(": ") for part in about.split("; "))
    return {name: words for name, _colon, words in parts if name in DIMENSIONS}
