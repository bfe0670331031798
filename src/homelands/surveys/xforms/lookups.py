"""Finds the items of long lists by an index, where a filter asks for equal texts.

A list of 20,000 towns is filtered by instance('towns')/root/item[region = /data/region] again
and again while somebody answers. Looking at each town takes a tenth of a second every time;
so the towns of each region are noted once.
"""

from collections.abc import Callable, Iterator

from .context import Here, Index
from .nodes import Call, Chain, Expression, Literal, Path, Step, Tree
from .values import Element, Node, Value, node_text

_POSITIONS = frozenset({"position", "last"})


def candidates(
    tree: Path, here: Here, value: Callable[[Tree, Here], Value]
) -> tuple[list[Node], int] | None:
    """Gives the items that a filter may keep, and at which step it stands; None without an index.

    The filter still has to look at them: they are those for which one of its conditions holds.
    """
    match tree.start:
        case Call("instance", (Literal(name),)) if name in here.context.instances:
            place = _filtered(tree.steps)
        case _:
            return None
    condition = None if place is None else _condition(tree.steps[place].predicates[0])
    if place is None or condition is None:
        return None
    # A second filter counts within each parent: so there has to be one parent only.
    if place > 1 and len(tree.steps[place].predicates) > 1:
        return None
    wanted = _texts(value(condition[1], here))
    if wanted is None:
        return None
    plain = (*(step.test for step in tree.steps[: place + 1]), condition[0])
    noted = _index(here, name, plain)
    found = {number: item for text in wanted for number, item in noted.get(text, ())}
    return [found[number] for number in sorted(found)], place


def _filtered(steps: tuple[Step, ...]) -> int | None:
    """Finds the step with the filter; all before it, and it too, go down by plain names."""
    for place, step in enumerate(steps):
        if step.axis != "child" or step.test == "*" or "(" in step.test:
            return None
        if step.predicates:
            return place
    return None


def _condition(tree: Tree) -> tuple[str, Tree] | None:
    """Finds a condition "name = value" whose value is the same for every item."""
    if not isinstance(tree, Chain):
        return None
    if tree.rest[0][0] == "and":
        parts = [tree.first, *(part for _, part in tree.rest)]
        found = next((one for one in map(_condition, parts) if one), None)
        return None if found is None or _counts(tree) else found
    if len(tree.rest) != 1 or tree.rest[0][0] != "=":
        return None
    sides = (tree.first, tree.rest[0][1])
    for name, other in (sides, sides[::-1]):
        match name:
            case Path(None, (Step("child", test, ()),)) if "(" not in test and test != "*":
                if _fixed(other):
                    return test, other
    return None


def _counts(tree: Tree) -> bool:
    """Tells whether a condition asks for the place of the item among all others."""
    return not _POSITIONS.isdisjoint(Expression("", tree).calls())


def _fixed(tree: Tree) -> bool:
    """Tells whether a value does not depend on the item that is looked at."""
    match tree:
        case Literal() | Path("/", _) | Path(Call("current", ()), _):
            return True
    return False


def _texts(value: Value) -> set[str] | None:
    """Gives the texts that an item may have to be equal; None where not texts are compared."""
    if isinstance(value, str):
        return {value}
    return {node_text(node) for node in value} if isinstance(value, list) else None


def _index(here: Here, name: str, plain: tuple[str, ...]) -> Index:
    """Notes, once for each respondent or form, which items have which text in a column."""
    indexes = here.context.indexes
    key = (name, *plain)
    if key not in indexes:
        noted: Index = {}
        for number, item in enumerate(_items(here.context.instances[name], plain[:-1])):
            for cell in item.iterchildren("{*}" + plain[-1]):
                noted.setdefault(node_text(cell), []).append((number, item))
        indexes[key] = noted
    return indexes[key]


def _items(node: Element, names: tuple[str, ...]) -> Iterator[Element]:
    if not names:
        yield node
        return
    for child in node.iterchildren("{*}" + names[0]):
        yield from _items(child, names[1:])
