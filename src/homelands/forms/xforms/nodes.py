"""Describes a parsed expression as a tree of small frozen parts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from .context import Here
from .values import Value

Rule: TypeAlias = Callable[[Here], Value]
"""Gives the value of an expression at a place."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the expression."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A text written in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Negation:
    """A minus sign before its operand."""

    operand: "Tree"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands of one strength, taken from left to right: a + b - c.

    A chain is flat, so a thousand "or" in a row need no deep recursion.
    """

    first: "Tree"
    rest: tuple[tuple[str, "Tree"], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    name: str
    arguments: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: where to look, what to take, and under which conditions."""

    axis: str
    test: str
    predicates: tuple["Tree", ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root ("/"), from the current node (None), or from another expression."""

    start: "Tree | str | None"
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression whose nodes are narrowed by predicates."""

    base: "Tree"
    predicates: tuple["Tree", ...]


Tree: TypeAlias = Number | Literal | Negation | Chain | Call | Path | Filter


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression with the text it came from."""

    text: str
    tree: Tree
    rule: Rule | None = field(default=None, init=False, compare=False, repr=False)
    """The tree as a function; there once it was evaluated."""

    def keep(self, rule: Rule) -> Rule:
        """Keeps what was made of the tree, which never changes."""
        object.__setattr__(self, "rule", rule)
        return rule

    def parts(self) -> Iterator[Tree]:
        """Walks through the tree and everything inside it."""
        waiting: list[Tree] = [self.tree]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(_children(part))

    def calls(self) -> frozenset[str]:
        """Names every function that the expression calls."""
        return frozenset(part.name for part in self.parts() if isinstance(part, Call))

    def names(self, function: str) -> frozenset[str]:
        """Gives the texts in quotes that calls of a function begin with, such as instance()."""
        return frozenset(
            name.text
            for part in self.parts()
            if isinstance(part, Call) and part.name == function
            for name in part.arguments[:1]
            if isinstance(name, Literal)
        )


def weight_of(tree: Tree) -> int:
    """Says how much work it is to evaluate a tree once: its parts, and its longer texts."""
    parts = Expression("", tree).parts()
    return sum(1 + len(part.text) // 64 if isinstance(part, Literal) else 1 for part in parts)


def _children(part: Tree) -> Iterator[Tree]:
    match part:
        case Negation(operand):
            yield operand
        case Chain(first, rest):
            yield first
            yield from (operand for _, operand in rest)
        case Call(_, arguments):
            yield from arguments
        case Filter(base, predicates):
            yield base
            yield from predicates
        case Path(start, steps):
            if start is not None and not isinstance(start, str):
                yield start
            for step in steps:
                yield from step.predicates


def spelt_out(path: Path) -> str:
    """Gives a path that only names nodes from the root on, such as "/data/sex"; "" for others."""
    if path.start != "/" or not path.steps:
        return ""
    plain = all(
        step.axis == "child" and not step.predicates and step.test != "*" and "(" not in step.test
        for step in path.steps
    )
    return "".join(f"/{step.test}" for step in path.steps) if plain else ""
