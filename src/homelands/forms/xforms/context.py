"""Carries what an expression may see while it is evaluated: the clock is passed in too."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random, SystemRandom
from typing import Protocol

from homelands.forms.xforms.safe_xml import Element

from .budget import Budget
from .values import Node


class Lookup(Protocol):
    """Finds the texts of a form on behalf of jr:itext() and jr:choice-name()."""

    def itext(self, identifier: str) -> str:
        """Gives a translated text by its identifier."""

    def choice_name(self, path: str, value: str) -> str:
        """Gives the label of a choice of the question at this path."""


class Placed(Protocol):
    """A node of the answers that there is only once, and whether it is asked."""

    element: Element
    relevant: bool


@dataclass(frozen=True, slots=True)
class Context:
    """Holds what stays the same through one evaluation."""

    root: Element
    """The document that holds the answers: "/" in an expression."""
    node: Node
    """The node that an expression belongs to, where no other is named."""
    now: datetime
    instances: Mapping[str, Element] = field(default_factory=dict)
    """The form's other instances by id, each as the document that holds its root."""
    language: str = ""
    lookup: Lookup | None = None
    chance: Random = field(default_factory=SystemRandom)
    hidden: Collection[Node] = ()
    """Nodes that no path leads to, because they are not asked."""
    places: Mapping[str, Placed] = field(default_factory=dict)
    """Where nodes stand, by their path, where there can be no other of the same path."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """What property() gives: "username", "email", "deviceid" and the like, where they are known."""
    held: Mapping[Element, bool | float] = field(default_factory=dict)
    """The nodes that hold the number zero or a truth, which their text does not tell."""
    numbers: Mapping[Element, int] = field(default_factory=dict)
    """Which round of its repeat a node is."""
    budget: Budget = field(default_factory=Budget)
    """What all evaluations together may cost."""


class Here:
    """Marks where the evaluation stands: a node, and its place among those looked at.

    `origin` is the node that the expression belongs to: current().
    """

    __slots__ = ("budget", "context", "node", "origin", "position", "size")

    def __init__(self, context: Context, node: Node) -> None:
        self.context = context
        self.node = self.origin = node
        self.position = self.size = 1
        self.budget = context.budget

    def at(self, node: Node, position: int, size: int) -> "Here":
        """Steps over to another node within the same evaluation."""
        other = Here.__new__(Here)
        other.context, other.budget, other.origin = self.context, self.budget, self.origin
        other.node, other.position, other.size = node, position, size
        return other
