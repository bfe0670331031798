"""Looks at nodes: counting, places, other instances, repeats and the texts of the form."""

import math
from collections.abc import Iterator

from ..budget import current
from ..context import Here, Lookup
from ..errors import ExpressionError
from ..values import Leaf, Node, Value, node_text, to_number, to_text
from .entry import Function, nodes_of, plain


def _count_filled(value: Value) -> float:
    return float(sum(bool(node_text(node)) for node in nodes_of(value, "count-non-empty")))


def _position(here: Here, value: Value | None = None) -> float:
    """Gives the place among the nodes looked at, or of a node among its namesakes; else 0."""
    if value is None:
        return float(here.position)
    nodes = nodes_of(value, "position")
    if not nodes:
        return 0.0
    known = None if isinstance(nodes[0], Leaf) else here.context.numbers.get(nodes[0])
    return _rank(nodes[0]) if known is None else float(known)


def _instance(here: Here, identifier: Value) -> list[Node]:
    name = to_text(identifier)
    found = here.context.instances.get(name)
    if found is None:
        raise ExpressionError(f"the form has no list or instance called “{name}”.")
    return [found]


def _lookup(here: Here, name: str) -> Lookup:
    if here.context.lookup is None:
        raise ExpressionError(f"{name}() has no form to look into here.")
    return here.context.lookup


def _itext(here: Here, identifier: Value) -> str:
    return _lookup(here, "jr:itext").itext(to_text(identifier))


def _choice_name(here: Here, value: Value, path: Value) -> str:
    """Gives the label of a choice; the path of its question is given as a text."""
    return _lookup(here, "jr:choice-name").choice_name(to_text(path).strip(), to_text(value))


def _indexed_repeat(here: Here, target: Value, *levels: Value) -> list[Node]:
    """Gives the node inside the repeat with this number, for one or more levels of repeats.

    Where the number is missing, or below 1, the first repeat speaks.
    """
    if len(levels) % 2:
        raise ExpressionError("indexed-repeat() takes its repeats and numbers in pairs.")
    found = nodes_of(target, "indexed-repeat")
    for place in range(0, len(levels), 2):
        here.budget.spend(len(found))
        number = to_number(levels[place + 1])
        chosen = _rounds(
            nodes_of(levels[place], "indexed-repeat", place + 2),
            math.floor(number) if 1 <= number < math.inf else 1,
        )
        found = [node for node in found if not chosen.isdisjoint(_line(node))]
    return found


def _rounds(repeats: list[Node], number: int) -> set[Node]:
    """Gives the repeats with this number: within each parent there can be one."""
    tags = {(repeat.getparent(), repeat.tag) for repeat in repeats if not isinstance(repeat, Leaf)}
    chosen: set[Node] = set()
    for parent, tag in tags:
        rounds = [] if parent is None else list(parent.iterchildren(str(tag)))
        current().spend(len(rounds))
        chosen.update(rounds[number - 1 : number])
    return chosen.intersection(repeats)


def _rank(node: Node) -> float:
    """Gives a node's place among its siblings of the same name."""
    if isinstance(node, Leaf):
        return math.nan
    before = sum(1 for _ in node.itersiblings(str(node.tag), preceding=True))
    current().spend(before)
    return 1.0 + before


def _line(node: Node) -> Iterator[Node]:
    """Walks from a node up to the root."""
    owner = node.owner if isinstance(node, Leaf) else node
    yield owner
    yield from owner.iterancestors()


TREES = {
    "count": plain(lambda value: float(len(nodes_of(value, "count")))),
    "count-non-empty": plain(_count_filled),
    "position": Function(_position, 0, 1),
    "last": Function(lambda here: float(here.size), 0, 0),
    "current": Function(lambda here: [here.origin], 0, 0),
    "instance": Function(_instance),
    "jr:itext": Function(_itext),
    "jr:choice-name": Function(_choice_name, 2, 2),
    "indexed-repeat": Function(_indexed_repeat, 3, None),
}
