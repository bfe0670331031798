"""Writes expressions as small lists that the script on a page can evaluate.

    12 → 12                 'yes' → "yes"             -a → ["-", a]
    a = b and c → ["c", ["c", a, "=", b], "and", c]   selected(a, b) → ["f", "selected", a, b]
    an answer on the page → ["p", number]             an answer elsewhere → ["v", "text"]
    a column of a list's item → ["i", place]

What the script cannot do is not written at all: then the server asks the page again, as it does
for everybody without the script.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from homelands.forms.xforms.nodes import (
    Call,
    Chain,
    Expression,
    Literal,
    Negation,
    Number,
    Path,
    Tree,
)

Written: TypeAlias = Any

#: The functions that the script knows, with the least and the most arguments there.
FUNCTIONS: dict[str, tuple[int, int]] = {
    "selected": (2, 2),
    "selected-at": (2, 2),
    "count-selected": (1, 1),
    "if": (3, 3),
    "coalesce": (1, 99),
    "not": (1, 1),
    "true": (0, 0),
    "false": (0, 0),
    "boolean": (1, 1),
    "number": (1, 1),
    "int": (1, 1),
    "round": (1, 2),
    "floor": (1, 1),
    "ceiling": (1, 1),
    "abs": (1, 1),
    "min": (1, 99),
    "max": (1, 99),
    "string": (1, 1),
    "concat": (0, 99),
    "string-length": (1, 1),
    "normalize-space": (1, 1),
    "contains": (2, 2),
    "starts-with": (2, 2),
    "ends-with": (2, 2),
    "substring-before": (2, 2),
    "substring-after": (2, 2),
    "regex": (2, 2),
    "today": (0, 0),
    "format-date": (2, 2),
}
_SIGNS = frozenset({"or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"})
#: Patterns that mean the same to the script, for texts in ASCII.
_PATTERN = re.compile(r"(?:[^\\(]|\((?!\?)|\\[dwsDWS.+*?()\[\]{}|^$\\-])*", re.ASCII)
_FORMAT = re.compile(r"(?:[^%]|%[Ymdney%])*")


class Unwritable(Exception):
    """The script cannot evaluate this."""


def where(tree: Path, at: str) -> str | None:
    """Returns the concrete path that a tree names at a node; None where it may name several."""
    if isinstance(tree.start, str):
        parts: list[str] = []
    elif tree.start is None or tree.start == Call("current", ()):
        parts = at.split("/")[1:]
    else:
        return None
    for step in tree.steps:
        if step.predicates:
            return None
        if step.axis == "child" and step.test.replace("-", "").replace(".", "").isidentifier():
            parts.append(step.test)
        elif step.axis == "parent" and parts:
            parts.pop()
        elif step.axis != "self":
            return None
    return "/" + "/".join(parts)


def reads(expression: Expression, at: str) -> frozenset[str] | None:
    """Returns the paths that an expression reads; None where that cannot be said."""
    found: set[str] = set()
    for part in expression.parts():
        if isinstance(part, Path):
            path = where(part, at)
            if path is None:
                return None
            found.add(path)
        elif isinstance(part, Call) and part.name not in FUNCTIONS and part.name != "current":
            return None
    return frozenset(found)


@dataclass(frozen=True)
class Writer:
    """Writes expressions that stand at one node; `answer` writes what a path holds."""

    at: str
    answer: Callable[[str], Written]
    column: Callable[[str], Written] | None = None  # inside the condition of a list

    def write(self, tree: Tree) -> Written:
        """Writes a tree; raises Unwritable where the script could not evaluate it."""
        match tree:
            case Number(value):
                return int(value) if value.is_integer() else value
            case Literal(text):
                return text
            case Negation(operand):
                return ["-", self.write(operand)]
            case Chain(first, rest):
                return self._chain(first, rest)
            case Call(name, arguments):
                return self._call(name, arguments)
            case Path():
                return self._path(tree)
        raise Unwritable

    def _chain(self, first: Tree, rest: tuple[tuple[str, Tree], ...]) -> Written:
        if not {sign for sign, _ in rest} <= _SIGNS:
            raise Unwritable
        pairs = [part for sign, operand in rest for part in (sign, self.write(operand))]
        return ["c", self.write(first), *pairs]

    def _call(self, name: str, arguments: tuple[Tree, ...]) -> Written:
        least, most = FUNCTIONS.get(name, (1, 0))
        if not least <= len(arguments) <= most:
            raise Unwritable
        fixed = {"regex": _PATTERN, "format-date": _FORMAT}.get(name)
        if fixed and not (
            isinstance(arguments[1], Literal)
            and arguments[1].text.isascii()
            and fixed.fullmatch(arguments[1].text)
        ):
            raise Unwritable
        return ["f", name, *map(self.write, arguments)]

    def _path(self, tree: Path) -> Written:
        if self.column and tree.start is None and len(tree.steps) == 1:
            (step,) = tree.steps
            if step.axis == "child" and not step.predicates:
                return self.column(step.test)
        if self.column and tree.start is None:
            raise Unwritable
        path = where(tree, self.at)
        if path is None:
            raise Unwritable
        return self.answer(path)
