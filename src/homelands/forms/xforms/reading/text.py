"""Holds a text of a questionnaire in its languages, with places for answers inside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias, TypeVar

from homelands.foundation.reference.languages import code_of

from ..nodes import Expression

Piece: TypeAlias = str | Expression

_Of = TypeVar("_Of")

UNTRANSLATED = ""
"""The language of a text that was written straight into the form."""


@dataclass(frozen=True, slots=True)
class Text:
    """A label, hint or message: its pieces in each language; `text("fr")` reads it."""

    versions: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    default: str = UNTRANSLATED
    media: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The names of files beside the text by kind ("image", "audio", …) and then by language."""

    def __bool__(self) -> bool:
        """Tells whether anything is written in any language."""
        return any(self.versions.values())

    def __call__(self, language: str = "") -> str:
        """Reads the text in a language; places for answers stay empty."""
        return "".join(piece for piece in self.pieces(language) if isinstance(piece, str)).strip()

    def pieces(self, language: str = "") -> tuple[Piece, ...]:
        """Gives the pieces in a language, else in the default one, else in any that has it."""
        return _version(self.versions, language, self.default) or ()

    def medium(self, kind: str, language: str = "") -> str:
        """Names the file beside the text, such as its "image" or "audio"; "" for none."""
        return _version(self.media.get(kind, {}), language, self.default) or ""


def _version(versions: Mapping[str, _Of], language: str, default: str) -> _Of | None:
    """Finds what there is in a language, else in the default one, else in any."""
    chosen = choose_language(language, tuple(versions), default)
    for name in (chosen, default, UNTRANSLATED):
        if found := versions.get(name):
            return found
    return next((found for found in versions.values() if found), None)


@lru_cache(maxsize=4096)
def choose_language(wanted: str, offered: Sequence[str], default: str) -> str:
    """Finds a form's own name for a language: "fr" is found in "Français (fr)"."""
    if wanted in offered or not wanted:
        return wanted or default
    code = wanted.lower().replace("_", "-")
    for name in offered:
        if _code(name) == code:
            return name
    for name in offered:
        if _code(name).partition("-")[0] == code.partition("-")[0]:
            return name
    return default


def _code(name: str) -> str:
    """Reads the language code out of a name such as "English (en)"."""
    inside = name.rpartition("(")[2].rstrip(") ") if name.rstrip().endswith(")") else name
    return code_of(inside) or inside.strip().lower().replace("_", "-")
