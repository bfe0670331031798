"""Guesses what the columns of a file mean, as the exports of ODK, Kobo and others name them."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from homelands.forms.datafiles.incoming.rounds import bare, numbers

#: What a column can be beside a question.
ID, PLACE, LANGUAGE = "*id", "*country", "*language"

#: The parts of a place, as files name them.
PARTS = ("latitude", "longitude", "altitude", "accuracy")
_PARTS = {**{part: part for part in PARTS}, "precision": "accuracy"}

#: Names of columns that hold a respondent's id, the surest first.
_IDS = ("instanceid", "uuid", "key", "respondent_id", "respondent", "caseid", "id")
_PLACES = ("country_of_residence", "residence_country", "destination", "country")
_LANGUAGES = ("language", "lang", "interview_language")
_SPLIT = re.compile(r"[/.:]|-(?=[^-]+$)")


@dataclass(frozen=True)
class Target:
    """A question that a column can answer: its name, label and path, and the codes it takes."""

    id: str
    label: str
    path: str
    kind: str
    codes: tuple[tuple[str, str], ...] = ()
    repeats: tuple[str, ...] = ()
    """The paths of the repeated groups that the question stands in, from the outermost."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The codes, or the parts of a place, that can have a column of their own."""
        if self.kind == "geopoint":
            return PARTS
        return tuple(code for code, _ in self.codes) if self.kind == "select_multiple" else ()


def fingerprint(header: Sequence[str]) -> str:
    """Returns what tells one header from another, whatever the order of its columns."""
    return hashlib.sha256("\0".join(sorted(header)).encode()).hexdigest()


def guessed(header: Sequence[str], targets: Sequence[Target]) -> dict[str, str]:
    """Returns what each column seems to mean; "" for nothing. No meaning is given twice.

    A column in rounds is a question of a repeated group, the same in each round.
    """
    deep = {len(one.repeats) for one in targets}
    names = {n: _names([one for one in targets if len(one.repeats) == n]) for n in deep}
    found: dict[str, str] = {}
    given: set[tuple[str, tuple[int, ...]]] = set()
    for column in header:
        at = numbers(column)
        meaning = _question(bare(column), names.get(len(at), {}))
        if meaning and (meaning, at) not in given:
            found[column] = meaning
            given.add((meaning, at))
    for meaning, words in ((ID, _IDS), (PLACE, _PLACES), (LANGUAGE, _LANGUAGES)):
        free = [column for column in header if column not in found]
        called = _called(free, words)
        if called is not None:
            found[called] = meaning
    return {column: found.get(column, "") for column in header}


def _names(targets: Sequence[Target]) -> dict[str, str]:
    """Returns everything by which a column can name a question or one of its choices.

    Questions come first: "skills_other" is the question of that name, where there is one, before
    it is the choice "other" of "skills".
    """
    names: dict[str, str] = {}
    for target in targets:
        for name in _called_by(target):
            names.setdefault(_plain(name), target.id)
    for target in targets:
        for part, meant in _PARTS.items() if target.kind == "geopoint" else ():
            for name in _called_by(target):
                forms = (f"{name}{sign}{part}" for sign in "/.:_-")
                for form in (*forms, f"_{name}_{part}"):
                    names.setdefault(_plain(form), f"{target.id}/{meant}")
        for code, label in target.codes if target.kind == "select_multiple" else ():
            for name in _called_by(target):
                for sign in "/.:_-":
                    names.setdefault(_plain(f"{name}{sign}{code}"), f"{target.id}/{code}")
                names.setdefault(_plain(f"{name}/{label}"), f"{target.id}/{code}")
    return names


def _called_by(target: Target) -> list[str]:
    """Returns a question's name, its path in the ways that exports write it, and its label."""
    inside = target.path.split("/", 2)[-1]
    found = [target.id, inside, inside.replace("/", "-"), inside.replace("/", "."), target.label]
    return [name for name in found if name]


def _question(column: str, names: Mapping[str, str]) -> str:
    """Finds a question by the whole heading, else by what stands behind its groups."""
    parts = _SPLIT.split(column)
    tries = [column, *("/".join(parts[at:]) for at in range(1, len(parts)))]
    return next((names[_plain(one)] for one in tries if _plain(one) in names), "")


def _called(columns: Sequence[str], words: Sequence[str]) -> str | None:
    last = {_plain(_SPLIT.split(column)[-1]).lstrip("_"): column for column in reversed(columns)}
    return next((last[word] for word in words if word in last), None)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
