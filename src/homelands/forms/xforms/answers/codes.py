"""Finds the codes of a question's choices where they are the same for all respondents."""

from collections.abc import Mapping

from homelands.forms.xforms.safe_xml import Element

from ..lists import column_of, texts_in
from ..reading.questions import Item, Itemset


def fixed_codes(
    choices: tuple[Item, ...] | Itemset, instances: Mapping[str, Element]
) -> frozenset[str] | None:
    """Gives the codes of a list without conditions; None where answers narrow it."""
    if not isinstance(choices, Itemset):
        return frozenset(item.name for item in choices)
    column, index = column_of(choices.name.tree), choices.index
    holder = index.items_in(instances) if index is not None and not index.equal else None
    if holder is None or index is None or not column:
        return None
    return texts_in(holder, index.item, column).union(item.name for item in choices.before)
