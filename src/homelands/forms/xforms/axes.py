"""Walks from a node along the axes of paths, and puts what was found in order."""

from collections.abc import Callable, Iterator
from functools import partial

from homelands.forms.xforms.safe_xml import Element

from .budget import Budget, current
from .values import Leaf, Node


def in_order(nodes: list[Node], budget: Budget) -> list[Node]:
    """Drops repeated nodes and puts the rest in the order of their document."""
    single = list(dict.fromkeys(nodes))
    if len(single) < 2:
        return single
    places: dict[Node, int] = {}
    for node in single:
        owner = node.owner if isinstance(node, Leaf) else node
        if owner not in places:
            top = owner.getroottree().getroot()
            places |= {part: len(places) + at for at, part in enumerate(top.iter())}
            budget.spend(len(places))
    return sorted(single, key=lambda node: places[node.owner if isinstance(node, Leaf) else node])


def _children(node: Node, test: str) -> Iterator[Node]:
    if isinstance(node, Leaf):
        return iter(())
    if test == "text()":
        return iter([Leaf(node, "", node.text)] if node.text else [])
    # To count the children is quick, and so is walking over those of other names.
    current().spend(len(node) // 16)
    nodes: Iterator[Node] = node.iterchildren("*" if test in ("*", "node()") else "{*}" + test)
    return nodes


def _attributes(node: Node, test: str) -> Iterator[Node]:
    if not isinstance(node, Leaf):
        for key, text in node.attrib.items():
            name = str(key).rpartition("}")[2]
            if test in ("*", "node()", name):
                yield Leaf(node, name, str(text))


def _kept(nodes: Iterator[Element], test: str) -> Iterator[Node]:
    if test in ("*", "node()"):
        return nodes
    seen = list(nodes)
    current().spend(len(seen))
    return (node for node in seen if str(node.tag).rpartition("}")[2] == test)


def _self(node: Node, test: str) -> Iterator[Node]:
    if isinstance(node, Leaf):
        return iter([node] if test in ("node()", node.name) else [])
    return _kept(iter([node]), test)


def _parent(node: Node, test: str) -> Iterator[Node]:
    above = node.owner if isinstance(node, Leaf) else node.getparent()
    return iter(()) if above is None else _kept(iter([above]), test)


def _ancestors(node: Node, test: str) -> Iterator[Node]:
    if isinstance(node, Leaf):
        return _kept(iter([node.owner, *node.owner.iterancestors()]), test)
    return _kept(node.iterancestors(), test)


def _walk(method: str, node: Node, test: str, **options: bool) -> Iterator[Node]:
    """Walks along one of lxml's own directions; attributes have none."""
    if isinstance(node, Leaf):
        return iter(())
    return _kept(getattr(node, method)(**options), test)


AXES: dict[str, Callable[[Node, str], Iterator[Node]]] = {
    "child": _children,
    "attribute": _attributes,
    "self": _self,
    "parent": _parent,
    "ancestor": _ancestors,
    "ancestor-or-self": lambda node, test: iter([*_self(node, test), *_ancestors(node, test)]),
    "descendant": partial(_walk, "iterdescendants"),
    "descendant-or-self": partial(_walk, "iter"),
    "following-sibling": partial(_walk, "itersiblings"),
    "preceding-sibling": partial(_walk, "itersiblings", preceding=True),
}
