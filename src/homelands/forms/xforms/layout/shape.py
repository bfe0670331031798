"""Describes how the answers of a form are laid out: which nodes hold which, and which repeat."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

from homelands.forms.xforms.safe_xml import Element

from ..errors import FormError
from ..paths import ancestors, parent_of
from ..reading.document import TEMPLATE, detached, leaves

MAX_NODES = 20_000
"""So many nodes the answers may have, rounds of repeats included."""


@dataclass(frozen=True)
class Shape:
    """The nodes of the answers by template path, in order, each with those inside it."""

    children: Mapping[str, tuple[str, ...]]
    blueprints: Mapping[str, Element]
    """An empty round of each repeat."""
    starts: Mapping[str, int]
    """How many rounds each repeat begins with in an added round of another one around it."""

    def is_field(self, path: str) -> bool:
        """Tells whether a node holds an answer, not other nodes."""
        return not self.children[path]

    def below(self, path: str) -> Iterator[str]:
        """Walks through a node and everything inside it, in order."""
        waiting = [path]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(reversed(self.children[here]))

    def repeats_in(self, path: str) -> tuple[str, ...]:
        """Lists the repeats that stand right inside a node."""
        return self._repeats_in.get(path, ())

    @cached_property
    def _repeats_in(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for repeat in self.blueprints:
            found[parent_of(repeat)] = (*found.get(parent_of(repeat), ()), repeat)
        return found

    @cached_property
    def repeated(self) -> tuple[str, ...]:
        """Lists the nodes that there may be several of: repeats, and all that stands in them."""
        return tuple(path for path in self.children if self.repeat_of(path))

    def repeat_of(self, path: str) -> str:
        """Gives the innermost repeat that a node lies in, or is; "" when there is none."""
        return self._repeat_of[path]

    def blueprint_of(self, path: str) -> Element:
        """Finds a node in the empty round of its repeat, for want of one among the answers."""
        repeat = self.repeat_of(path)
        node = self.blueprints[repeat]
        for name in path[len(repeat) :].split("/")[1:]:
            node = next(node.iterchildren("{*}" + name))
        return node

    @cached_property
    def _repeat_of(self) -> Mapping[str, str]:
        return {
            path: next(
                (ancestor for ancestor in ancestors(path) if ancestor in self.blueprints), ""
            )
            for path in self.children
        }


def read_shape(source: Element, repeats: frozenset[str]) -> tuple[Element, Shape]:
    """Reads the primary instance into the document of empty answers and its shape."""
    document = detached(source)
    nodes = list(leaves(document[0]))
    if len(nodes) > MAX_NODES:
        raise FormError(f"The form has {len(nodes)} nodes; at most {MAX_NODES} are possible.")
    children: dict[str, dict[str, None]] = {}
    for path, _ in nodes:
        children.setdefault(path, {})
        if above := parent_of(path):
            children[above][path] = None
    layout = {path: tuple(names) for path, names in children.items()}
    starts = _starts(nodes, repeats)  # Counted before the templates are taken out.
    return document, Shape(layout, _blueprints(nodes, repeats), starts)


def _starts(nodes: list[tuple[str, Element]], repeats: frozenset[str]) -> dict[str, int]:
    """Counts the rounds that the form's author wrote down; a template is none."""
    found: dict[str, int] = {}
    counts: dict[tuple[str, Element | None], int] = {}
    for path, node in nodes:
        if path in repeats:
            key = path, node.getparent()
            counts[key] = counts.get(key, 0) + (node.get(TEMPLATE) is None)
            found[path] = max(found.get(path, 0), counts[key])
    return found


def _blueprints(nodes: list[tuple[str, Element]], repeats: frozenset[str]) -> dict[str, Element]:
    """Takes the templates out of the document; a repeat without one copies its first round."""
    found: dict[str, Element] = {}
    for path, node in nodes:
        above = node.getparent()
        if node.attrib.pop(TEMPLATE, None) is not None and above is not None:
            above.remove(node)
            found.setdefault(path, node)
    for path, node in nodes:
        if path in repeats and path not in found:
            found[path] = deepcopy(node)
    if missing := repeats - found.keys():
        raise FormError(f"A repeat points at {min(missing)}, which the form does not hold.")
    return {path: found[path] for path, _ in nodes if path in repeats}
