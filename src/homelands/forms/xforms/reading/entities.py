"""Reads what a submission says about entities: records that go on from one form to the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from homelands.forms.xforms.safe_xml import Element, first, local

from ..nodes import Expression
from ..paths import inside, parent_of
from .document import leaves, plain_path
from .texts import Texts


@dataclass(frozen=True, slots=True)
class Entity:
    """A record that a submission creates or updates, and which answers become its properties."""

    path: str
    """The path of its node, such as "/data/meta/entity"."""
    dataset: str
    creates: bool
    updates: bool
    attributes: Mapping[str, Expression] = field(default_factory=dict)
    """How "id", "create", "update", "baseVersion" and the like are worked out."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """The name of the property that the answer of each path is saved to."""

    @property
    def label(self) -> str:
        """Gives the path of the node that holds its label."""
        return f"{self.path}/label"

    @property
    def create(self) -> Expression | None:
        """Says on which condition it is created; None with `creates` means always."""
        return self.attributes.get("create")

    @property
    def update(self) -> Expression | None:
        """Says on which condition it is updated; None with `updates` means always."""
        return self.attributes.get("update")


def read_entities(model: Element, root: Element, texts: Texts) -> tuple[Entity, ...]:
    """Reads the entities of a form; their conditions and properties stand in its binds."""
    found: dict[str, Element] = {}
    for path, node in leaves(root):
        if local(node) == "entity" and node.get("dataset") is not None:
            found.setdefault(path, node)
    rules = {path: dict(_rules(model, path, texts)) for path in found}
    saved = dict(_saved(model))
    return tuple(
        Entity(
            path=path,
            dataset=node.get("dataset", ""),
            creates=bool(node.get("create")) or "create" in rules[path],
            updates=bool(node.get("update")) or "update" in rules[path],
            attributes=rules[path],
            properties={one: name for one, name in saved.items() if _nearest(one, found) == path},
        )
        for path, node in found.items()
    )


def _rules(model: Element, path: str, texts: Texts) -> Iterator[tuple[str, Expression]]:
    """Lists the attributes of an entity that are worked out; a bind goes before a setvalue."""
    for kind, key, value in (("setvalue", "ref", "value"), ("bind", "nodeset", "calculate")):
        for element in model.iter("{*}" + kind):
            above, _, name = plain_path(element.get(key, "")).rpartition("/@")
            rule = texts.expressions.parse(element.get(value), f"{path}/@{name}", value)
            if above == path and rule is not None:
                yield name, rule


def _saved(model: Element) -> Iterator[tuple[str, str]]:
    for bind in model.iter("{*}bind"):
        for key, name in bind.attrib.items():
            if str(key).endswith("}saveto"):
                yield plain_path(bind.get("nodeset", "")), str(name)


def _nearest(path: str, entities: Mapping[str, Element]) -> str:
    """Finds the entity that an answer belongs to: the one declared closest around it."""
    around = [entity for entity in entities if inside(path, parent_of(parent_of(entity)))]
    return max(around, key=len, default="")


def read_public_key(model: Element) -> str:
    """Reads the key with which field apps encrypt submissions; "" when they do not."""
    submission = first(model, "submission")
    return "" if submission is None else submission.get("base64RsaPublicKey", "").strip()
