"""Carries what an expression may see while it is evaluated: the clock is passed in too."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random, SystemRandom
from typing import Protocol

from .values import Element, Node


class Lookup(Protocol):
    """Finds the texts of a form on behalf of jr:itext() and jr:choice-name()."""

    def itext(self, identifier: str) -> str:
        """Gives a translated text by its identifier."""

    def choice_name(self, path: str, value: str) -> str:
        """Gives the label of a choice of the question at this path."""


@dataclass(frozen=True, slots=True)
class Context:
    """Holds what stays the same through one evaluation."""

    root: Element
    """The document that holds the answers: "/" in an expression."""
    node: Node
    """The node the expression belongs to: current()."""
    now: datetime
    instances: Mapping[str, Element] = field(default_factory=dict)
    """The form's other instances by id, each as the document that holds its root."""
    language: str = ""
    lookup: Lookup | None = None
    chance: Random = field(default_factory=SystemRandom)
    hidden: Collection[Node] = ()
    """Nodes that no path leads to, because they are not asked."""


class Here:
    """Marks where the evaluation stands: a node, and its place among those looked at."""

    __slots__ = ("context", "node", "position", "size")

    def __init__(self, context: Context, node: Node, position: int = 1, size: int = 1) -> None:
        self.context = context
        self.node = node
        self.position = position
        self.size = size
