"""Reads the translations of a form, and the labels and messages that point at them."""

import re
from dataclasses import dataclass, field

from homelands.forms.xforms.safe_xml import Element, first, local

from ..errors import FormError
from ..nodes import Expression
from .expressions import Expressions
from .instances import file_name
from .text import UNTRANSLATED, Piece, Text

MISSING = "-"
"""What the XLSForm converter writes where a translation is missing."""
_SHOWN = ("long", None, "short")
MEDIA = frozenset({"image", "big-image", "audio", "video"})
_POINTER = re.compile(r"\s*jr:itext\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)\s*")


@dataclass
class Texts:
    """Gathers the translations of a form by identifier."""

    expressions: Expressions
    languages: tuple[str, ...] = ()
    default: str = UNTRANSLATED
    itext: dict[str, Text] = field(default_factory=dict)
    guidance: dict[str, Text] = field(default_factory=dict)
    """What stands beside hints for those who conduct interviews, by identifier."""

    def read(self, model: Element) -> None:
        """Reads every translation of the model."""
        holder = first(model, "itext")
        translations = [] if holder is None else list(holder.iterchildren("{*}translation"))
        self.languages = tuple(one.get("lang", "") for one in translations)
        marked = [one.get("lang", "") for one in translations if one.get("default") is not None]
        self.default = next(iter([*marked, *self.languages]), UNTRANSLATED)
        found: dict[str, _Versions] = {}
        for translation in translations:
            language = translation.get("lang", "")
            for text in translation.iterchildren("{*}text"):
                name = text.get("id", "")
                self._translated(found.setdefault(name, _Versions()), language, name, text)
        for name, versions in found.items():
            self.itext[name] = Text(versions.plain, self.default, versions.media)
            if versions.guidance:
                self.guidance[name] = Text(versions.guidance, self.default)

    def _translated(self, versions: "_Versions", language: str, name: str, text: Element) -> None:
        """Reads one translation with the pictures, sounds and guidance beside it."""
        values = list(text.iterchildren("{*}value"))
        # Apps show the long form of a text where it has one, and the short one where nothing else.
        shown = next((one for one in _SHOWN if any(v.get("form") == one for v in values)), None)
        for value in values:
            form = value.get("form")
            if form == shown or form == "guidance":
                pieces = self._pieces(value, name)
                kept = versions.guidance if form == "guidance" else versions.plain
                kept[language] = () if pieces == (MISSING,) else pieces
            elif form in MEDIA and (address := (value.text or "").strip()) not in ("", MISSING):
                versions.media.setdefault(form, {})[language] = file_name(address)

    def _pieces(self, element: Element, where: str) -> tuple[Piece, ...]:
        pieces: list[Piece] = [element.text or ""]
        for child in element:
            if local(child) == "output":
                source = child.get("value") or child.get("ref") or ""
                output = self.expressions.parse(source, where, "output")
                pieces.extend([output] if output else [])
            else:
                pieces.append("".join(child.itertext()))
            pieces.append(child.tail or "")
        return _trimmed([piece for piece in pieces if piece != ""])

    def of(self, parent: Element, name: str, where: str) -> Text:
        """Reads the label or hint of an element; an empty Text when it has none."""
        element = first(parent, name)
        if element is None:
            return Text()
        if pointer := element.get("ref"):
            return self.pointed(pointer, where)
        return Text({UNTRANSLATED: self._pieces(element, where)})

    def of_group(self, element: Element, where: str) -> Text:
        """Reads the label of a group, which can be done without: a missing one is reported."""
        try:
            return self.of(element, "label", where)
        except FormError as fault:
            self.expressions.report(where, str(fault))
            return Text()

    def of_message(self, value: str, where: str) -> Text:
        """Reads what a rule says when it is broken, which can be done without, as in Collect."""
        try:
            return self.pointed(value, where)
        except FormError as fault:
            self.expressions.report(where, str(fault))
            return Text()

    def pointed(self, value: str, where: str) -> Text:
        """Reads what an attribute says: a pointer to a translation, or the words themselves."""
        match = _POINTER.fullmatch(value)
        if match is None:
            return Text({UNTRANSLATED: (value,)} if value else {})
        name = match.group(1) or match.group(2) or ""
        if name not in self.itext:
            raise FormError(f"{where} points at the text “{name}”, which the form does not have.")
        return self.itext[name]

    def guidance_of(self, element: Element) -> Text:
        """Reads the guidance beside the hint of an element; an empty Text when it has none."""
        hint = first(element, "hint")
        match = _POINTER.fullmatch("" if hint is None else hint.get("ref", ""))
        name = (match.group(1) or match.group(2) or "") if match else ""
        return self.guidance.get(name, Text())


@dataclass
class _Versions:
    """What one identifier stands for, by language."""

    plain: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    guidance: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    media: dict[str, dict[str, str]] = field(default_factory=dict)


def _trimmed(pieces: list[str | Expression]) -> tuple[Piece, ...]:
    """Takes the white space off both ends."""
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return tuple(piece for piece in pieces if piece != "")
