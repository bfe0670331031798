"""Occupations: the groups of ISCO-08 with their titles in English, French, Spanish and Arabic.

The International Standard Classification of Occupations 2008 is © International Labour
Organization 2008-2012; its structure and titles are reproduced here with acknowledgement.
English, French and Spanish titles are in the wording in which the European Commission
publishes the same groups with ESCO (CC BY 4.0). Arabic titles are this project's own
translation, not an edition of the ILO: complete for major, sub-major and minor groups and
for the unit groups of sub-major groups 22, 23, 25, 32 and 33. Any other unit group shows
its minor group's Arabic title with its own English title in brackets.

A code is text: "0110" begins with a zero. One digit is a major group, two a sub-major,
three a minor and four a unit group.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

LANGUAGES = ("en", "fr", "es", "ar")


@dataclass(frozen=True, slots=True)
class Group:
    """One ISCO-08 group; `ar` is empty for the unit groups that have no Arabic title."""

    code: str
    en: str
    fr: str
    es: str
    ar: str

    @property
    def level(self) -> int:
        """The number of digits, 1 to 4."""
        return len(self.code)

    @property
    def parent(self) -> str:
        """The code of the group above, empty for a major group."""
        return self.code[:-1]


def groups(level: int | None = None) -> tuple[Group, ...]:
    """Return the groups in the order of the classification, those of one level if given."""
    return tuple(group for group in _by_code().values() if level in (None, group.level))


def get(code: str) -> Group:
    """Return the group with this code; KeyError if there is none."""
    group = _by_code().get(code)
    if group is None:
        raise KeyError(f"ISCO-08 has no group {code!r}.")
    return group


def children(code: str) -> tuple[Group, ...]:
    """Return the groups directly below this one; below "" stand the major groups."""
    return tuple(group for group in _by_code().values() if group.parent == code)


def title(code: str, language: str) -> str:
    """Return the group's title in the language, in English where the language is unknown."""
    group = get(code)
    primary = language.replace("_", "-").split("-")[0].lower()
    if primary not in LANGUAGES:
        return group.en
    own: str = getattr(group, primary)
    # First-strong isolates keep the English words together inside a right-to-left line.
    return own or f"{title(group.parent, primary)} (\u2068{group.en}\u2069)"


@cache
def _by_code() -> dict[str, Group]:
    table = resources.files(__package__).joinpath("isco08.csv").read_text(encoding="utf-8")
    return {row["code"]: Group(**row) for row in csv.DictReader(table.splitlines())}
