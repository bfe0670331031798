"""Reads the setvalue actions of a form: what fills which node in, and on what occasion."""

from collections.abc import Iterable
from dataclasses import replace

from homelands.forms.xforms.safe_xml import Element, local

from ..nodes import Expression, Literal
from .document import plain_path
from .questions import Bind, Change
from .texts import Texts

_FIRST_LOAD = frozenset({"odk-instance-first-load", "odk-instance-load", "xforms-ready"})
_NEW_ROUND = "odk-new-repeat"
_CHANGED = "xforms-value-changed"


def add_actions(binds: dict[str, Bind], places: Iterable[Element], texts: Texts) -> None:
    """Adds to the binds what the actions below some elements say; others are reported."""
    for place in places:
        for element in place.iter("{*}setvalue", "{*}setgeopoint", "{*}recordaudio"):
            path = plain_path(element.get("ref", ""))
            events = set(element.get("event", "").split())
            attribute = path.rpartition("/")[2].startswith("@")
            if local(element) != "setvalue" or (path not in binds and not attribute):
                texts.expressions.report(path, f"{local(element)} action")
            elif not attribute:
                _add(binds, element, events, texts)


def _add(binds: dict[str, Bind], element: Element, events: set[str], texts: Texts) -> None:
    path = plain_path(element.get("ref", ""))
    value = _value(element, path, texts)
    if events & _FIRST_LOAD:
        binds[path] = replace(binds[path], initial=value)
    if _NEW_ROUND in events:
        binds[path] = replace(binds[path], fresh=value)
    if _CHANGED in events:
        source = _source(element)
        if source in binds:
            changes = (*binds[source].changes, Change(path, value))
            binds[source] = replace(binds[source], changes=changes)
    for event in sorted(events - _FIRST_LOAD - {_NEW_ROUND, _CHANGED}):
        texts.expressions.report(path, f"setvalue action on {event}")


def _source(element: Element) -> str:
    """Gives the path of the question that an action stands in."""
    above = element.getparent()
    return "" if above is None else plain_path(above.get("ref") or "")


def _value(element: Element, path: str, texts: Texts) -> Expression | None:
    if element.get("value"):
        return texts.expressions.parse(element.get("value"), path, "value to fill in")
    return Expression(element.text, Literal(element.text)) if element.text else None
