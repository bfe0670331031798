"""The kinds of questions in words."""

from django.utils.translation import gettext_lazy

from homelands.forms.datafiles.exporting.variable import Variable

KINDS = {
    "text": gettext_lazy("Text"),
    "integer": gettext_lazy("Whole number"),
    "decimal": gettext_lazy("Number"),
    "range": gettext_lazy("Number"),
    "select_one": gettext_lazy("One of several answers"),
    "select_multiple": gettext_lazy("Several answers"),
    "rank": gettext_lazy("Order of answers"),
    "date": gettext_lazy("Date"),
    "time": gettext_lazy("Time"),
    "datetime": gettext_lazy("Date and time"),
    "geopoint": gettext_lazy("Place"),
    "upload": gettext_lazy("File"),
}


def kind_of(variable: Variable) -> str:
    """Says of what kind a question is."""
    return str(KINDS.get(variable.kind, variable.kind))
