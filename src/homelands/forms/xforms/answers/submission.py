"""Writes answers as a submission and reads submissions back into answers."""

from collections.abc import Collection, Iterator, Mapping
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
    if sum(1 for _ in root.iter()) > MAX_NODES:
        raise SubmissionError(f"The submission has more than {MAX_NODES} nodes.")
    values: dict[str, str] = {}
    counts: dict[str, int] = {}
    waiting = [(form.root, root)]
    while waiting:
        path, node = waiting.pop()
        template = template_of(path)
        counts |= {path + one[len(template) :]: 0 for one in form.shape.repeats_in(template)}
        if len(node):
            waiting.extend(reversed([*_inside(form, path, node, counts)]))
        elif not form.shape.children.get(template):
            values[path] = node.text or ""
    return values | _empty_rounds(form, values, counts)


def _inside(
    form: "Form", path: str, node: Element, counts: dict[str, int]
) -> Iterator[tuple[str, Element]]:
    """Lists what stands right inside a node, numbering rounds and what is there twice."""
    for child in node:
        inner = f"{path}/{local(child)}"
        counts[inner] = counts.get(inner, 0) + 1
        single = counts[inner] == 1 and template_of(inner) not in form.repeats
        yield (inner if single else in_round(inner, counts[inner])), child


def _empty_rounds(
    form: "Form", values: Mapping[str, str], counts: Mapping[str, int]
) -> dict[str, str]:
    """Gives the number of rounds where their nodes do not tell it."""
    named = highest_rounds(values)
    return {
        path: str(count)
        for path, count in counts.items()
        if (repeat := form.repeats.get(template_of(path))) is not None
        and repeat.count is None
        and count != named.get(path, 0 if count else -1)
    }
