"""Reads the choices of a question: items beside it, or a list somewhere in the form."""

from dataclasses import replace

from ..errors import FormError
from ..nodes import Expression, Filter, Path
from ..values import Element
from .document import first
from .questions import Item, Itemset
from .texts import Texts


def read_choices(element: Element, path: str, texts: Texts) -> tuple[Item, ...] | Itemset:
    """Reads the choices of a control; none for controls that offer none."""
    itemset = first(element, "itemset")
    if itemset is not None:
        return _itemset(itemset, path, texts)
    items = []
    for item in element.iterchildren("{*}item"):
        value = first(item, "value")
        name = "" if value is None else (value.text or "").strip()
        if not name:
            raise FormError(f"A choice of {path} has no value.")
        items.append(Item(name, texts.of(item, "label", path)))
    return tuple(items)


def _itemset(element: Element, path: str, texts: Texts) -> tuple[Item, ...] | Itemset:
    value, label = first(element, "value"), first(element, "label")
    refs = (
        element.get("nodeset"),
        None if value is None else value.get("ref"),
        None if label is None else label.get("ref"),
    )
    if not all(refs):
        raise FormError(f"The list of choices of {path} lacks its nodeset, value or label.")
    nodes, name, words = (texts.expressions.parse(ref, path, "choice list") for ref in refs)
    if nodes is None or name is None or words is None:
        return ()  # An unknown function stands in it, and was reported.
    return Itemset(nodes, _unfiltered(nodes), name, words)


def _unfiltered(nodes: Expression) -> Expression:
    """Takes the conditions off a list, for code books and for finding labels."""
    tree = nodes.tree
    if isinstance(tree, Filter):
        tree = tree.base
    elif isinstance(tree, Path):
        tree = Path(tree.start, tuple(replace(step, predicates=()) for step in tree.steps))
    return Expression(nodes.text, tree)
