"""Spells out which node a control, a group or a repeat is about, where the form is brief."""

from homelands.forms.xforms.safe_xml import Element, local

from ..paths import resolved
from .document import plain_path

_ABOUT = frozenset({"group", "repeat", "input", "select", "select1", "upload", "range", "trigger"})
_ABOUT |= frozenset({"rank", "secret", "textarea", "setvalue", "setgeopoint", "recordaudio"})


def spell_out(model: Element, body: Element, root: str) -> None:
    """Writes whole paths into the form: of binds, and of controls that name a bind or a step."""
    named: dict[str, str] = {}
    for bind in model.iter("{*}bind"):
        above = bind.getparent()
        context = root if above is None or above is model else above.get("nodeset", root)
        bind.set("nodeset", _whole(bind.get("nodeset", ""), context))
        if name := bind.get("id"):
            named[name] = bind.get("nodeset", "")
    _controls(body, named, root)


def _controls(body: Element, named: dict[str, str], root: str) -> None:
    waiting = [(body, root)]
    while waiting:
        element, context = waiting.pop()
        for child in element:
            path = context
            if local(child) in _ABOUT:
                path = _about(child, named, context)
            waiting.append((child, path))


def _about(element: Element, named: dict[str, str], context: str) -> str:
    """Gives the path that an element is about, and writes it down."""
    key = "nodeset" if local(element) == "repeat" else "ref"
    given = element.get(key) or element.get("nodeset") or ""
    if not given and (bound := element.get("bind")):
        given = named.get(bound, "")
    if not given:
        return context
    whole = _whole(given, context)
    element.set(key, whole)
    return whole


def _whole(path: str, context: str) -> str:
    path = plain_path(path)
    return path if path.startswith("/") or not path else resolved(path, context)
