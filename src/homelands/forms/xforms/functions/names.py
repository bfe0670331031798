"""Tells the names, languages and identifiers of nodes, and the version of the form."""

from homelands.forms.xforms.safe_xml import Element

from ..context import Here
from ..values import Leaf, Node, Value, node_text, to_text
from .entry import Function, nodes_of

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def _first(here: Here, value: Value | None, name: str) -> Node | None:
    """Gives the node that is meant: the argument's first, or the one looked at."""
    if value is None:
        return here.node
    nodes = nodes_of(value, name)
    return nodes[0] if nodes else None


def _local_name(here: Here, value: Value | None = None) -> str:
    node = _first(here, value, "local-name")
    if node is None:
        return ""
    return node.name if isinstance(node, Leaf) else str(node.tag).rpartition("}")[2]


def _name(here: Here, value: Value | None = None) -> str:
    """Gives a node's name with the prefix that it was written with."""
    node = _first(here, value, "name")
    prefix = node.prefix if node is not None and not isinstance(node, Leaf) else None
    name = _local_name(here, value)
    return f"{prefix}:{name}" if prefix else name


def _namespace(here: Here, value: Value | None = None) -> str:
    node = _first(here, value, "namespace-uri")
    if node is None or isinstance(node, Leaf):
        return ""
    return str(node.tag).rpartition("}")[0].removeprefix("{")


def _lang(here: Here, wanted: Value) -> bool:
    """Tells whether the nearest xml:lang is the wanted language, or a variety of it."""
    node: Element | None = here.node.owner if isinstance(here.node, Leaf) else here.node
    while node is not None and node.get(_LANGUAGE) is None:
        node = node.getparent()
    own = "" if node is None else str(node.get(_LANGUAGE)).lower()
    return f"{own}-".startswith(f"{to_text(wanted).lower()}-") if own else False


def _id(here: Here, value: Value) -> list[Node]:
    """Gives the nodes whose attribute "id" is one of the words given."""
    texts = map(node_text, value) if isinstance(value, list) else [to_text(value)]
    words = {word for text in texts for word in text.split()}
    found: dict[str, Node] = {}
    for node in here.context.root.iter():
        if node.get("id") in words:
            found.setdefault(str(node.get("id")), node)
    return list(found.values())


def _version(here: Here) -> str:
    """Gives the version of the form, which stands at the outermost node of the answers."""
    return next((str(node.get("version", "")) for node in here.context.root), "")


def _property(here: Here, name: Value) -> str:
    """Gives what the host knows by this name, such as "username"; "" for anything else."""
    return here.context.properties.get(to_text(name), "")


NAMES = {
    "name": Function(_name, 0, 1),
    "local-name": Function(_local_name, 0, 1),
    "namespace-uri": Function(_namespace, 0, 1),
    "lang": Function(_lang),
    "id": Function(_id),
    "version": Function(_version, 0, 0),
    "property": Function(_property),
}
