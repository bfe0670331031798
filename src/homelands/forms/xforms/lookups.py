"""Finds the items of long lists by an index, where a filter asks for equal texts.

A list of 20,000 towns is filtered by instance('towns')/root/item[region = /data/region] again
and again while somebody answers. Looking at each town takes a tenth of a second every time;
so the towns of each region are noted once.
"""

from collections.abc import Callable

from .context import Here
from .lists import conjuncts, equality, matching, texts_of
from .nodes import Call, Expression, Literal, Path, Step, Tree
from .values import Node, Value

_POSITIONS = frozenset({"position", "last"})


def candidates(
    tree: Path, here: Here, value: Callable[[Tree, Here], Value]
) -> tuple[list[Node], int] | None:
    """Gives the items that a filter may keep, and at which step it stands; None without an index.

    The filter still has to look at them: they are those for which one of its conditions holds.
    """
    match tree:
        case Path(
            Call("instance", (Literal(name),)),
            (Step("child", root, ()), Step("child", item, (filtered, *_)), *_),
        ) if "*" not in (root, item) and "(" not in root + item:
            condition = _condition(filtered)
        case _:
            return None
    document = here.context.instances.get(name)
    holders = [] if document is None else [*document.iterchildren("{*}" + root)]
    # A second filter counts within each parent: so there has to be one parent only.
    if condition is None or len(holders) != 1:
        return None
    wanted = texts_of(value(condition[1], here))
    if wanted is None:
        return None
    return matching(holders[0], item, [(condition[0], wanted)]), 1


def _condition(tree: Tree) -> tuple[str, Tree] | None:
    """Finds a condition "name = value" that every item kept fulfils, wherever it stands."""
    found = next((pair for part in conjuncts(tree) if (pair := equality(part))), None)
    return None if found is None or _counts(tree) else found


def _counts(tree: Tree) -> bool:
    """Tells whether a condition asks for the place of the item among all others."""
    return not _POSITIONS.isdisjoint(Expression("", tree).calls())
