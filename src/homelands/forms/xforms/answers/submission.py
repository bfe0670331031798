"""Writes answers as a submission and reads submissions back into answers."""

from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from homelands.forms.xforms.safe_xml import Element, first, local

from ..errors import SubmissionError
from ..layout.shape import MAX_NODES
from ..paths import in_round, template_of
from ..reading.document import read_document
from .rounds import highest_rounds

if TYPE_CHECKING:
    from ..form import Form


_COUNT = etree.XPath("count(descendant-or-self::*)")


def write_submission(root: Element, hidden: Collection[Element], instance_id: str) -> bytes:
    """Writes the submission of one respondent, with its own id, without hidden nodes."""
    document = deepcopy(root.getroottree().getroot())
    copied = document[0]
    for source, copy in [*zip(root.iter(), copied.iter(), strict=True)]:
        if source in hidden and (parent := copy.getparent()) is not None:
            parent.remove(copy)
    _identify(copied, instance_id)
    etree.cleanup_namespaces(document)
    return bytes(etree.tostring(copied, xml_declaration=True, encoding="UTF-8"))


def _identify(root: Element, instance_id: str) -> None:
    meta = first(root, "meta")
    if meta is None:
        meta = etree.SubElement(root, "meta")
    node = first(meta, "instanceID")
    if node is None:
        node = etree.SubElement(meta, "instanceID")
    node.text = instance_id


def read_submission(form: "Form", xml: bytes) -> dict[str, str]:
    """Reads a submission into values by concrete path.

    A second node of one path that is no repeat gets "[2]" behind it, and so is not known.
    """
    root = read_document(xml, "The submission", SubmissionError)
    if root.get("id", "") != form.form_id or "/" + local(root) != form.root:
        raise SubmissionError(
            f"The submission is for the form “{root.get('id', '')}”, not for “{form.form_id}”."
        )
    if _COUNT(root) > MAX_NODES:
        raise SubmissionError(f"The submission has more than {MAX_NODES} nodes.")
    values: dict[str, str] = {}
    rounds: dict[str, int] = {}
    _gather(form, root, form.root, values, rounds)
    return values | _empty_rounds(form, values, rounds)


def _gather(
    form: "Form", node: Element, path: str, values: dict[str, str], rounds: dict[str, int]
) -> None:
    """Takes in a node and all that stands inside it, in order; counts the rounds of repeats."""
    template = template_of(path)
    for repeat in form.shape.repeats_in(template):
        rounds[path + repeat[len(template) :]] = 0
    if not len(node):
        if not form.shape.children.get(template):
            values[path] = node.text or ""
        return
    counts: dict[str, int] = {}
    for child in node:
        name = local(child)
        number = counts[name] = counts.get(name, 0) + 1
        inner = f"{path}/{name}"
        if inner in rounds:
            rounds[inner] = number
        if number > 1 or inner in rounds:
            inner = in_round(inner, number)
        _gather(form, child, inner, values, rounds)


def _empty_rounds(
    form: "Form", values: Mapping[str, str], rounds: Mapping[str, int]
) -> dict[str, str]:
    """Gives the number of rounds where their nodes do not tell it."""
    named = highest_rounds(values)
    return {
        path: str(count)
        for path, count in rounds.items()
        if (repeat := form.repeats.get(template_of(path))) is not None
        and repeat.count is None
        and count != named.get(path, 0 if count else -1)
    }
