"""Reads the binds of a form: type, relevance, constraint and the other rules of a node."""

from homelands.forms.xforms.safe_xml import Element

from ..layout.shape import Shape
from ..nodes import Expression
from .document import JAVAROSA, plain_path
from .questions import Bind
from .text import Text
from .texts import Texts

_PRELOADS = frozenset(
    {("timestamp", "start"), ("timestamp", "end"), ("date", "today"), ("uid", "")}
)
"""What is filled in here. Properties of a device and of its user stay empty: the web has none."""


def read_binds(model: Element, shape: Shape, texts: Texts) -> dict[str, Bind]:
    """Reads all binds by the path of their node, in the order of the answers."""
    known = {path: Bind(path) for path in shape.children}
    for element in model.iter("{*}bind"):
        path = plain_path(element.get("nodeset", ""))
        if path.rpartition("/")[2].startswith("@"):
            continue  # A rule for an attribute of an entity, which is read elsewhere.
        if path not in known:
            # Field apps read such forms too: without its node the rule decides about nothing.
            texts.expressions.report(path, "bind without a node")
            continue
        known[path] = _bind(path, element, texts)
    return known


def _bind(path: str, element: Element, texts: Texts) -> Bind:
    def rule(name: str) -> Expression | None:
        return texts.expressions.parse(element.get(name), path, name)

    def message(name: str) -> Text:
        return texts.of_message(element.get(f"{{{JAVAROSA}}}{name}", ""), path)

    return Bind(
        path=path,
        type=element.get("type", "string").rpartition(":")[2],
        relevant=rule("relevant"),
        required=rule("required"),
        constraint=rule("constraint"),
        calculate=rule("calculate"),
        read_only=rule("readonly"),
        preload=_preload(path, element, texts),
        constraint_message=message("constraintMsg"),
        required_message=message("requiredMsg"),
    )


def _preload(path: str, element: Element, texts: Texts) -> tuple[str, str]:
    kind = element.get(f"{{{JAVAROSA}}}preload", "")
    found = (kind, element.get(f"{{{JAVAROSA}}}preloadParams", ""))
    if kind not in ("", "property") and found not in _PRELOADS:
        texts.expressions.report(path, f"preload {kind} {found[1]}".strip())
    return found
