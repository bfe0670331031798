"""Writes answers as a submission and reads submissions back into answers."""

from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from ..errors import SubmissionError
from ..reading.document import first, leaves, local, read_document
from ..values import Element

if TYPE_CHECKING:
    from ..form import Form


def write_submission(root: Element, hidden: Sequence[Element], instance_id: str) -> bytes:
    """Writes the submission of one respondent, with its own id, without hidden nodes."""
    tree = root.getroottree()
    places = [tree.getelementpath(node) for node in hidden]
    document = deepcopy(tree.getroot())
    for node in [document.find(place) for place in places]:
        if node is not None and (parent := node.getparent()) is not None:
            parent.remove(node)
    copied = document[0]
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
    """Reads a submission into values by path; a second node of one path gets "[2]" behind it."""
    root = read_document(xml, "The submission", SubmissionError)
    if root.get("id", "") != form.form_id or "/" + local(root) != form.root:
        raise SubmissionError(
            f"The submission is for the form “{root.get('id', '')}”, not for “{form.form_id}”."
        )
    values: dict[str, str] = {}
    counts: dict[str, int] = {}
    for path, node in leaves(root):
        if len(node) == 0:
            counts[path] = counts.get(path, 0) + 1
            key = path if counts[path] == 1 else f"{path}[{counts[path]}]"
            values[key] = node.text or ""
    return values
