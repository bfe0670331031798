"""Describes one function of the expression language: what it does and what it takes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..context import Here
from ..errors import ExpressionError
from ..values import Node, Typed, Value, node_text

Thunk: TypeAlias = Callable[[], Value]


@dataclass(frozen=True, slots=True)
class Function:
    """A function, how many arguments it takes, and whether it evaluates them itself.

    `apply` receives the place of the evaluation and then the arguments: values, or, for a
    lazy function, callables that give the value when it is wanted.
    """

    apply: Callable[..., Value]
    least: int = 1
    most: int | None = 1
    lazy: bool = False

    def refuses(self, count: int) -> str:
        """Says why this number of arguments is wrong; empty when it is right."""
        if self.least <= count and (self.most is None or count <= self.most):
            return ""
        wanted = f"takes {self.least}"
        if self.most is None:
            wanted += " or more"
        elif self.most != self.least:
            wanted += f" to {self.most}"
        noun = "argument" if wanted == "takes 1" else "arguments"
        return f"{wanted} {noun}, not {count}."


def plain(work: Callable[..., Value], least: int = 1, most: int | None = 1) -> Function:
    """Wraps a function that needs nothing but its arguments."""

    def apply(here: Here, *arguments: Any) -> Value:
        return work(*arguments)

    return Function(apply, least, most)


def nodes_of(value: Value, name: str, place: int = 1) -> list[Node]:
    """Gives the nodes of an argument that has to be a path."""
    if not isinstance(value, list):
        raise fault(name, place, "has to be a path, not a single value")
    return value


def fault(name: str, place: int, why: str) -> ExpressionError:
    """Words what is wrong with one argument of a function."""
    return ExpressionError(f"argument {place} of {name}() {why}.")


def spread(values: tuple[Value, ...]) -> Iterator[Value]:
    """Lays out arguments one by one, every node of a path on its own."""
    for value in values:
        if isinstance(value, Typed):
            yield from value.values()
        elif isinstance(value, list):
            yield from map(node_text, value)
        else:
            yield value
