"""Which files a form names beside it: lists, data, pictures, sounds, videos."""

import re

from homelands.forms.xforms.errors import FormError
from homelands.forms.xforms.reading.document import read_document
from homelands.forms.xforms.safe_xml import local

_PLACE = re.compile(r"jr://(?:file|file-csv|images|audio|video)/([^\s/\"'<>]+)")
_SEARCH = re.compile(r"\bsearch\(\s*['\"]([^'\"]+)['\"]")
_PULL = re.compile(r"\bpulldata\(\s*['\"]([^'\"]+)['\"]")

#: The file that field apps look outside choices up in.
ITEMSETS = "itemsets.csv"


def named_files(xform: bytes) -> tuple[str, ...]:
    """Returns the names of the files that an XForm needs, in the order in which it names them."""
    names: dict[str, None] = {}
    for element in read_document(xform, "The form", FormError).iter():
        texts = [element.text or "", *map(str, element.attrib.values())]
        for text in texts:
            names |= dict.fromkeys(_PLACE.findall(text))
            names |= dict.fromkeys(_tables(text))
        if local(element) == "input" and element.get("query"):
            names[ITEMSETS] = None
    return tuple(names)


def _tables(text: str) -> list[str]:
    """Reads the tables that search() and pulldata() look things up in."""
    found = [*_SEARCH.findall(text), *_PULL.findall(text)] if "(" in text else []
    return [name if "." in name else f"{name}.csv" for name in found]
