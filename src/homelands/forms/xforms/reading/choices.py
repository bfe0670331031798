"""Reads the choices of a question: items beside it, or a list in the form or in a file."""

from dataclasses import dataclass, replace

from homelands.forms.xforms.safe_xml import Element, first

from ..errors import FormError
from ..lists import index_of
from ..nodes import Call, Expression, Filter, Path, Step
from .files import element_name
from .instances import Instances
from .questions import Item, Itemset
from .searches import has_search, search_nodes
from .texts import Texts

_EXTERNAL = "itemsets.csv"
"""The file that holds the choices of all questions with a query."""


@dataclass(frozen=True)
class Choices:
    """Reads choices with the texts and the lists that were read before."""

    texts: Texts
    instances: Instances

    def of(self, element: Element, path: str) -> tuple[Item, ...] | Itemset:
        """Reads the choices of a control; none for controls that offer none."""
        itemset = first(element, "itemset")
        if itemset is not None:
            return self._itemset(itemset, path)
        if query := element.get("query"):
            return self._external(query, path)
        items = self._items(element, path)
        appearance = element.get("appearance", "")
        return self._searched(appearance, items, path) if has_search(appearance) else items

    def _items(self, element: Element, path: str) -> tuple[Item, ...]:
        items = []
        for item in element.iterchildren("{*}item"):
            value = first(item, "value")
            if value is None:
                raise FormError(f"A choice of {path} has no value.")
            if name := (value.text or "").strip():
                # One whose value is empty stands for no answer, which every list offers.
                items.append(Item(name, self.texts.of(item, "label", path)))
        return tuple(items)

    def _itemset(self, element: Element, path: str) -> tuple[Item, ...] | Itemset:
        value, label = first(element, "value"), first(element, "label")
        refs = (
            element.get("nodeset"),
            None if value is None else value.get("ref"),
            None if label is None else label.get("ref"),
        )
        if not all(refs):
            raise FormError(f"The list of choices of {path} lacks its nodeset, value or label.")
        nodes, name, words = map(self._parser(path), refs)
        if nodes is None or name is None or words is None:
            return ()  # An unknown function stands in it, and was reported.
        return Itemset(nodes, _unfiltered(nodes), name, words, index=index_of(nodes))

    def _external(self, query: str, path: str) -> tuple[Item, ...] | Itemset:
        """Reads a list from the file for all such lists, whose first column names the list."""
        nodes, name, words = map(self._parser(path), (query, "name", "label"))
        if nodes is None or name is None or words is None:
            return ()
        for one in sorted(nodes.names("instance")):
            self.instances.from_list(one, _EXTERNAL)
        return Itemset(nodes, _unfiltered(nodes), name, words, index=index_of(nodes))

    def _searched(
        self, appearance: str, items: tuple[Item, ...], path: str
    ) -> tuple[Item, ...] | Itemset:
        """Reads choices from a file: an item that is no number names the file's columns."""
        columns = [item for item in items if not item.name.lstrip("-").isdigit()]
        fixed = tuple(item for item in items if item not in columns)
        found = search_nodes(appearance, path, self.texts.expressions)
        if found is None or not columns:
            return items
        file, nodes = found
        self.instances.from_file(file, f"{file}.csv")
        label = columns[0].label(self.texts.default).partition(",")[0].strip()
        name, words = map(_column, (columns[0].name, label or columns[0].name))
        return Itemset(nodes, _unfiltered(nodes), name, words, fixed, index_of(nodes))

    def _parser(self, path: str) -> "_Parser":
        return _Parser(self.texts, path)


@dataclass(frozen=True)
class _Parser:
    """Parses the parts of a list of choices."""

    texts: Texts
    path: str

    def __call__(self, text: str | None) -> Expression | None:
        return self.texts.expressions.parse(text, self.path, "choice list")


def _column(heading: str) -> Expression:
    name = element_name(heading)
    return Expression(name, Path(None, (Step("child", name),)))


def _unfiltered(nodes: Expression) -> Expression:
    """Takes the conditions off a list, for code books and for finding labels."""
    tree = nodes.tree
    if isinstance(tree, Call) and tree.name == "randomize":
        tree = tree.arguments[0]
    if isinstance(tree, Filter):
        tree = tree.base
    elif isinstance(tree, Path):
        tree = Path(tree.start, tuple(replace(step, predicates=()) for step in tree.steps))
    return Expression(nodes.text, tree)
