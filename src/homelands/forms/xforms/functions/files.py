"""Looks into the files that belong to a form: pulldata()."""

from ..context import Here
from ..lists import rows_by
from ..reading.files import element_name
from ..values import Value, node_text, to_text
from .entry import Function


def _pulldata(here: Here, file: Value, wanted: Value, key: Value, value: Value) -> str:
    """Gives the cell of a column in the first row whose key column holds the value."""
    name = to_text(file).strip().removesuffix(".csv")
    document = here.context.instances.get(name)
    if document is None or not len(document):
        return ""
    column = element_name(to_text(wanted))
    rows = rows_by(document[0], "item", element_name(to_text(key))).get(to_text(value).strip(), [])
    cell = next(rows[0].iterchildren("{*}" + column), None) if rows else None
    return "" if cell is None else node_text(cell)


FILES = {"pulldata": Function(_pulldata, 4, 4)}
