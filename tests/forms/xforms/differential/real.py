"""Reads forms of others, fills them in by chance, and makes cases of their expressions.

No such form stands in this tree: HOMELANDS_FORMS may name a folder that holds some.
"""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from random import Random

from lxml import etree

from homelands.forms.xforms.errors import XFormError
from homelands.forms.xforms.parser import parse_expression
from homelands.forms.xforms.reading.document import detached, read_document
from homelands.forms.xforms.safe_xml import Element

from .comparing import Case
from .documents import Record

USES = {"relevant": "condition", "constraint": "condition", "required": "condition",
        "readonly": "condition", "calculate": "value"}  # fmt: skip
VALUES = ["", "", "0", "1", "2", "7", "18", "42.5", "yes", "no", "a", "a b", "2024-02-29", "text"]
FILLINGS = 5
_HOSTS_OWN = frozenset({"jr:itext", "jr:choice-name", "pulldata", "random", "uuid", "randomize"})
"""What the peer leaves to its host, and what is never the same twice."""


def real_forms() -> Iterator[tuple[list[Record], list[Case]]]:
    """Gives for each form in the folder its records and the cases over them."""
    folder = os.environ.get("HOMELANDS_FORMS", "")
    for path in sorted(Path(folder).rglob("*.xml")) if folder else ():
        try:
            root = read_document(path.read_bytes(), path.name, XFormError)
        except XFormError:
            continue
        if next(root.iter("{*}instance"), None) is not None and len(root.findall(".//{*}bind")):
            yield _form(root, Random(path.name))


def _form(root: Element, chance: Random) -> tuple[list[Record], list[Case]]:
    trees = [one for one in root.findall(".//{*}model/{*}instance") if len(one)]
    lists = {one.get("id", ""): detached(one[0]) for one in trees[1:]}
    records = [_record(detached(trees[0][0]), lists, chance) for _ in range(FILLINGS)]
    asked = dict.fromkeys(_expressions(root))
    cases = [
        Case(expression, use, record, place)
        for expression, use, place in asked
        for record in range(FILLINGS)
        if _usable(expression, lists) and records[record].document.xpath(f"/document{place}")
    ]
    return records, cases


def _record(document: Element, lists: dict[str, Element], chance: Random) -> Record:
    for node in document.xpath("//*[@*[local-name() = 'template']]"):
        # A template is no round: programs take it out of the answers before they evaluate.
        above = node.getparent()
        if len(above.findall(node.tag)) > 1:
            above.remove(node)
    for node in document.iter():
        if len(node) == 0:
            node.text = chance.choice(VALUES) or None
    inner = "".join(
        f'<instance id="{key}">{etree.tostring(one[0]).decode()}</instance>'
        for key, one in lists.items()
    )
    model = f"<model><instance>{etree.tostring(document[0]).decode()}</instance>{inner}</model>"
    return Record("", document, model, lists)


def _expressions(root: Element) -> Iterator[tuple[str, str, str]]:
    """Lists expressions with their use and the path of the node they stand at."""
    for bind in root.iter("{*}bind"):
        place = bind.get("nodeset", "").strip()
        for key, use in USES.items():
            if bind.get(key) and ":" not in place:
                yield bind.get(key, ""), use, place
    for itemset in root.iter("{*}itemset"):
        above = itemset.getparent()
        place = "" if above is None else above.get("ref", "").strip()
        if place.startswith("/"):
            yield itemset.get("nodeset", ""), "any", place


def _usable(expression: str, lists: Collection[str]) -> bool:
    """Tells whether both sides have what it asks for: no host, and no file beside the form."""
    try:
        calls = parse_expression(expression).calls()
    except XFormError:
        return False
    files = set(re.findall(r"instance\(\s*'([^']*)'", expression)) - set(lists)
    return not calls & _HOSTS_OWN and not files
