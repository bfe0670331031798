"""Occupations: the groups of ISCO-08 with their titles, a column of the file for each language.

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
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Group:
    """One ISCO-08 group with its titles by language: one for each column of the file.

    A title is empty where a language has none for the group, as Arabic for some unit groups.
    """

    code: str
    titles: Mapping[str, str]

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
    if primary not in group.titles:
        return group.titles["en"]
    # First-strong isolates keep the English words together inside a right-to-left line.
    english = f"(\u2068{group.titles['en']}\u2069)"
    return group.titles[primary] or f"{title(group.parent, primary)} {english}"


@cache
def _by_code() -> dict[str, Group]:
    table = resources.files(__package__).joinpath("isco08.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return {code: Group(code, row) for row in rows if (code := row.pop("code"))}
