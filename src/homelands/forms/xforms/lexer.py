"""Cuts an expression into tokens and tells operators from names."""

import re
from dataclasses import dataclass

from .errors import ExpressionError

MAX_LENGTH = 50_000

_NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<symbol>\.\.|::|[().,@\[\]])
    |(?P<operator>//|!=|<=|>=|[/|+\-=<>*])
    |(?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"""\\['"]""")
_WORDS = frozenset({"and", "or", "div", "mod"})
_OPENERS = frozenset({"@", "::", "(", "[", ","})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression and the character at which it starts."""

    kind: str
    text: str
    position: int


def tokens(expression: str) -> list[Token]:
    """Cuts the expression into tokens; the last one marks its end."""
    if len(expression) > MAX_LENGTH:
        raise ExpressionError(f"it is longer than {MAX_LENGTH} characters.", expression, MAX_LENGTH)
    found: list[Token] = []
    position = 0
    while position < len(expression):
        match = _TOKEN.match(expression, position)
        if match is None:
            raise ExpressionError(_complaint(expression, position), expression, position)
        if match.lastgroup != "space":
            kind = _kind(match.lastgroup or "", match.group(), found)
            found.append(Token(kind, match.group(), position))
        position = match.end()
    found.append(Token("end", "", len(expression)))
    return found


def _kind(kind: str, text: str, before: list[Token]) -> str:
    """Tells whether "*", "and", "or", "div" and "mod" are operators here or names."""
    if text != "*" and text not in _WORDS:
        return kind
    operand_expected = not before or before[-1].kind == "operator" or before[-1].text in _OPENERS
    return "name" if operand_expected else "operator"


def _complaint(expression: str, position: int) -> str:
    sign = expression[position]
    if _ESCAPED.search(expression, 0, position):
        return (
            "a quote ends the text although a “\\” stands before it. Where a text holds one kind "
            "of quote, put the other kind around it."
        )
    if sign in "\"'":
        return f"the text that starts with {sign} here is never closed."
    if sign == "$":
        return "“${name}” references and variables must be turned into paths first."
    return f"the character “{sign}” does not belong here."
