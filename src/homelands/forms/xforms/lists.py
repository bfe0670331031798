"""Finds the items of a list by what stands in their columns, without looking at each one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from homelands.forms.xforms.safe_xml import Element

from .nodes import Call, Chain, Expression, Literal, Path, Step, Tree
from .values import Node, Value, node_text


@dataclass(frozen=True, slots=True)
class Index:
    """What is asked of the items of a list: that some columns equal something else."""

    name: str
    """The list, as in instance('towns')."""
    root: str
    item: str
    equal: tuple[tuple[str, Expression], ...]

    def items_in(self, instances: Mapping[str, Element]) -> Element | None:
        """Gives the node that holds the items; None when there is no such list."""
        document = instances.get(self.name)
        return None if document is None else next(document.iterchildren("{*}" + self.root), None)


@lru_cache(maxsize=256)
def rows_by(holder: Element, item: str, column: str) -> dict[str, list[Element]]:
    """Sorts the items of a list by what stands in one of their columns.

    Lists belong to the form and never change, so what was sorted once is kept.
    """
    found: dict[str, list[Element]] = {}
    for row in holder.iterchildren("{*}" + item):
        cells = [*row.iterchildren("{*}" + column)]
        if not cells:  # what is not there compares as empty text
            found.setdefault("", []).append(row)
        for cell in cells:
            rows = found.setdefault(node_text(cell), [])
            if not rows or rows[-1] is not row:
                rows.append(row)
    return found


@lru_cache(maxsize=256)
def texts_in(holder: Element, item: str, column: str) -> frozenset[str]:
    """Gives every text that stands in a column, without the space around it."""
    return frozenset(map(str.strip, rows_by(holder, item, column))) - {""}


def matching(holder: Element, item: str, wanted: Sequence[tuple[str, list[str]]]) -> list[Node]:
    """Lists the items that hold in each column one of the texts wanted there, in order."""
    column, texts = wanted[0]
    index = rows_by(holder, item, column)
    found = [row for text in dict.fromkeys(texts) for row in index.get(text, ())]
    for column, others in wanted[1:]:
        index = rows_by(holder, item, column)
        allowed = {row for text in others for row in index.get(text, ())}
        found = [row for row in found if row in allowed]
    if len(set(texts)) > 1:
        chosen = set(found)
        return [row for row in holder if row in chosen]
    return list(found)


def texts_of(value: Value) -> list[str] | None:
    """Gives the texts that equal a value; None for a number, a date or a truth value."""
    if isinstance(value, list):
        return [node_text(node) for node in value] or [""]
    return [value] if isinstance(value, str) else None


def index_of(nodes: Expression) -> Index | None:
    """Reads what a path to the items of instance('towns') with [region = /data/region] asks.

    None where it asks anything else than that columns equal texts from outside of the list.
    """
    match nodes.tree:
        case Path(
            Call("instance", (Literal(name),)), (Step("child", root, ()), Step("child") as last)
        ):
            parts = [part for predicate in last.predicates for part in conjuncts(predicate)]
            pairs = [equality(part) for part in parts]
            equal = tuple((pair[0], Expression("", pair[1])) for pair in pairs if pair)
            plain = "*" not in (root, last.test) and "(" not in root + last.test
            return Index(name, root, last.test, equal) if plain and all(pairs) else None
    return None


def column_of(tree: Tree) -> str:
    """Names the column that a path right below an item leads to; "" for any other path."""
    match tree:
        case Path(None, (Step("child", name, ()),)) if name != "*" and "(" not in name:
            return name
    return ""


def conjuncts(tree: Tree) -> Sequence[Tree]:
    """Takes a condition apart into those that have to hold together."""
    if isinstance(tree, Chain) and all(sign == "and" for sign, _ in tree.rest):
        return (tree.first, *(part for _, part in tree.rest))
    return (tree,)


def equality(tree: Tree) -> tuple[str, Tree] | None:
    """Reads "column = value", either way round, with a value that is the same for every item."""
    match tree:
        case Chain(left, (("=", right),)):
            for column, value in ((left, right), (right, left)):
                if (name := column_of(column)) and _same_for_all(value):
                    return name, value
    return None


def _same_for_all(tree: Tree) -> bool:
    """Tells whether a value does not depend on the item: a text, or a path from elsewhere."""
    match tree:
        case Literal():
            return True
        case Path("/" | Call("current", ()), steps):
            return not any(step.predicates for step in steps)
    return False
