"""Rewrites expressions for the peer, as the program around it does before it asks.

The peer knows plain XPath over one document. Instances, current() and indexed-repeat() are
turned into paths of that document by whoever uses it.
"""

from homelands.forms.xforms.errors import ExpressionError
from homelands.forms.xforms.lexer import Token, tokens

MODEL = "/model/instance[1]"
_BEFORE_A_STEP = frozenset({")", "]", ".", ".."})


def for_peer(expression: str, here: str) -> str:
    """Writes an expression as the peer needs it; `here` is the path of the node at hand."""
    try:
        found = tokens(expression)[:-1]
    except ExpressionError:
        return expression
    return _Writer(expression, found, here).write(0, len(found))


class _Writer:
    """Walks through the tokens and keeps every space where it was."""

    def __init__(self, text: str, found: list[Token], here: str) -> None:
        self.text = text
        self.tokens = found
        self.here = here

    def write(self, start: int, end: int) -> str:
        written = []
        place = start
        while place < end:
            piece, following = self.piece(place)
            written.append(self.space(place) + piece)
            place = following
        return "".join(written)

    def space(self, place: int) -> str:
        """Gives what stands between a token and the one before."""
        if place == 0:
            return self.text[: self.tokens[0].position]
        before = self.tokens[place - 1]
        return self.text[before.position + len(before.text) : self.tokens[place].position]

    def piece(self, place: int) -> tuple[str, int]:
        """Gives the next piece, and where the one after it starts."""
        token = self.tokens[place]
        if token.text == "current" and self.sign(place + 1) == "(":
            return self.here, place + 3
        if token.text == "instance" and self.sign(place + 1) == "(":
            return f"/model/instance[@id={self.sign(place + 2)}]", place + 4
        if token.text == "indexed-repeat":
            return self.indexed(place)
        if token.text in ("/", "//") and self.starts(place):
            return MODEL + token.text, place + 1
        return token.text, place + 1

    def sign(self, place: int) -> str:
        return self.tokens[place].text if place < len(self.tokens) else ""

    def starts(self, place: int) -> bool:
        """Tells whether a slash is the first sign of a path."""
        if place == 0:
            return True
        before = self.tokens[place - 1]
        return before.kind not in ("name", "literal") and before.text not in _BEFORE_A_STEP

    def indexed(self, place: int) -> tuple[str, int]:
        """Turns indexed-repeat(/data/kin/age, /data/kin, 2) into /data/kin[position() = 2]/age."""
        bounds = [place + 1]
        depth, at = 1, place + 2
        while depth:
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(self.sign(at), 0)
            if (depth == 1 and self.sign(at) == ",") or not depth:
                bounds.append(at)
            at += 1
        parts = [
            self.write(one + 1, two).strip() for one, two in zip(bounds, bounds[1:], strict=False)
        ]
        target, repeat, number = parts
        return f"{repeat}[position() = {number}]{target.removeprefix(repeat)}", at
