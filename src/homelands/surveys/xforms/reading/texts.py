"""Reads the translations of a form, and the labels and messages that point at them."""

import re
from dataclasses import dataclass, field

from ..errors import FormError
from ..nodes import Expression
from ..values import Element
from .document import first, local
from .expressions import Expressions
from .text import UNTRANSLATED, Piece, Text

MISSING = "-"
"""What the XLSForm converter writes where a translation is missing."""
_POINTER = re.compile(r"\s*jr:itext\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)\s*")


@dataclass
class Texts:
    """Gathers the translations of a form by identifier."""

    expressions: Expressions
    languages: tuple[str, ...] = ()
    default: str = UNTRANSLATED
    itext: dict[str, Text] = field(default_factory=dict)

    def read(self, model: Element) -> None:
        """Reads every translation of the model."""
        holder = first(model, "itext")
        translations = [] if holder is None else list(holder.iterchildren("{*}translation"))
        self.languages = tuple(one.get("lang", "") for one in translations)
        marked = [one.get("lang", "") for one in translations if one.get("default") is not None]
        self.default = next(iter([*marked, *self.languages]), UNTRANSLATED)
        versions: dict[str, dict[str, tuple[Piece, ...]]] = {}
        for translation in translations:
            for text in translation.iterchildren("{*}text"):
                name = text.get("id", "")
                pieces = self._translated(name, text)
                versions.setdefault(name, {})[translation.get("lang", "")] = pieces
        self.itext = {name: Text(found, self.default) for name, found in versions.items()}

    def _translated(self, name: str, text: Element) -> tuple[Piece, ...]:
        """Reads one translation; its pictures, sounds and guidance are reported."""
        pieces: tuple[Piece, ...] = ()
        for value in text.iterchildren("{*}value"):
            if form := value.get("form"):
                if form != "short":
                    self.expressions.report(name, f"{form} beside a text")
            else:
                pieces = self._pieces(value, name)
        return () if pieces == (MISSING,) else pieces

    def _pieces(self, element: Element, where: str) -> tuple[Piece, ...]:
        found: list[Piece] = [element.text or ""]
        for child in element:
            if local(child) == "output":
                source = child.get("value") or child.get("ref") or ""
                output = self.expressions.parse(source, where, "output")
                found.extend([output] if output else [])
            else:
                found.append("".join(child.itertext()))
            found.append(child.tail or "")
        return _trimmed([piece for piece in found if piece != ""])

    def of(self, parent: Element, name: str, where: str) -> Text:
        """Reads the label or hint of an element; an empty Text when it has none."""
        element = first(parent, name)
        if element is None:
            return Text()
        if pointer := element.get("ref"):
            return self.pointed(pointer, where)
        return Text({UNTRANSLATED: self._pieces(element, where)})

    def pointed(self, value: str, where: str) -> Text:
        """Reads what an attribute says: a pointer to a translation, or the words themselves."""
        match = _POINTER.fullmatch(value)
        if match is None:
            return Text({UNTRANSLATED: (value,)} if value else {})
        name = match.group(1) or match.group(2) or ""
        if name not in self.itext:
            raise FormError(f"{where} points at the text “{name}”, which the form does not have.")
        return self.itext[name]


def _trimmed(pieces: list[str | Expression]) -> tuple[Piece, ...]:
    """Takes the white space off both ends."""
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return tuple(piece for piece in pieces if piece != "")
