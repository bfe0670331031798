"""Looks into the files that belong to a form: pulldata()."""

from functools import lru_cache

from ..context import Here
from ..reading.files import element_name
from ..values import Element, Value, node_text, to_text
from .entry import Function


def _pulldata(here: Here, file: Value, wanted: Value, key: Value, value: Value) -> str:
    """Gives the cell of a column in the first row whose key column holds the value."""
    name = to_text(file).strip().removesuffix(".csv")
    document = here.context.instances.get(name)
    if document is None or not len(document):
        return ""
    column = element_name(to_text(wanted))
    item = _rows(document[0], element_name(to_text(key))).get(to_text(value).strip())
    cell = None if item is None else next(item.iterchildren("{*}" + column), None)
    return "" if cell is None else node_text(cell)


@lru_cache(maxsize=64)
def _rows(root: Element, key: str) -> dict[str, Element]:
    """Finds the items of a list by what stands in one of their columns, the first one each."""
    found: dict[str, Element] = {}
    for item in root.iterchildren("{*}item"):
        cell = next(item.iterchildren("{*}" + key), None)
        if cell is not None:
            found.setdefault(node_text(cell).strip(), item)
    return found


FILES = {"pulldata": Function(_pulldata, 4, 4)}
