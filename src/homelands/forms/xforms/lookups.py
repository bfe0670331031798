"""Finds the items of long lists by an index, where a filter asks for equal texts.

The items of a list of 20,000 towns are filtered by [region = /data/region] again and again while
somebody answers. Looking at each town takes a tenth of a second every time;
so the towns of each region are noted once.
"""

from dataclasses import dataclass

from .context import Here
from .lists import conjuncts, equality, matching, texts_of
from .nodes import Call, Expression, Literal, Path, Rule, Step, Tree
from .values import Node

_POSITIONS = frozenset({"position", "last"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A list whose items are filtered by conditions, of which one is that a column equals a value.

    The filter still has to look at the items that are found: they are those for which that one
    condition holds.
    """

    name: str
    root: str
    item: str
    column: str
    value: Tree
    predicates: tuple[Tree, ...]

    def items(self, here: Here, value: Rule) -> list[Node] | None:
        """Gives the items that the filter may keep; None where no index tells them."""
        document = here.context.instances.get(self.name)
        holders = [] if document is None else [*document.iterchildren("{*}" + self.root)]
        # A second filter counts within each parent: so there has to be one parent only.
        if len(holders) != 1:
            return None
        wanted = texts_of(value(here))
        return None if wanted is None else matching(holders[0], self.item, [(self.column, wanted)])


def listed(tree: Path) -> Listed | None:
    """Reads a path to the items of instance('towns') with [region = …]; None for any other."""
    match tree:
        case Path(
            Call("instance", (Literal(name),)),
            (Step("child", root, ()), Step("child", item, (filtered, *_) as predicates), *_),
        ) if "*" not in (root, item) and "(" not in root + item:
            condition = _condition(filtered)
            return Listed(name, root, item, *condition, predicates) if condition else None
    return None


def _condition(tree: Tree) -> tuple[str, Tree] | None:
    """Finds a condition "name = value" that every item kept fulfils, wherever it stands."""
    found = next((pair for part in conjuncts(tree) if (pair := equality(part))), None)
    return None if found is None or _counts(tree) else found


def _counts(tree: Tree) -> bool:
    """Tells whether a condition asks for the place of the item among all others."""
    return not _POSITIONS.isdisjoint(Expression("", tree).calls())
