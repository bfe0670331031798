"""Tells what a form uses, and who can ask it: web pages, field apps such as Collect, or nobody.

An appearance that changes nothing on the web still lets people answer there: it counts as able.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .form import Form
from .functions import FUNCTIONS
from .reading.questions import Question

KIND, APPEARANCE, FUNCTION, ACTION, BACKGROUND = (
    "question",
    "appearance",
    "function",
    "action",
    "background",
)


@dataclass(frozen=True, slots=True)
class Capability:
    """One thing that a form uses, and who can do it."""

    name: str
    what: str
    """What kind of thing: a question, an appearance, a function, an action, or background."""
    web: bool
    collect: bool
    asked: bool = True
    """Tells that an answer depends on it; without it the form can still be answered in full."""
    where: tuple[str, ...] = ()
    """The paths at which it is used, as far as they are known."""


_DRAWN_ON = frozenset({"annotate"})
_DEVICE = frozenset({"maps", "placement-map", "bearing"})
_COLLECT_ACTIONS = frozenset({"setgeopoint", "recordaudio"})
_SPLIT = re.compile(r"""(?:[^\s(]+\s*\((?:[^()]|\([^()]*\))*\)|[^\s]+)""")

_LOGIC = "if coalesce once true false boolean boolean-from-string not checklist weighted-checklist"
_NUMBER = (
    "number int round abs pow exp exp10 log log10 sqrt sin cos tan asin acos atan "
    "atan2 pi sum min max random"
)
_TEXT = (
    "string concat join string-length normalize-space substr substring-before "
    "substring-after contains starts-with ends-with translate regex uuid digest base64-decode "
    "extract-signed"
)
_DATE = "today now date date-time format-date format-date-time decimal-date-time decimal-time"
_OTHER = (
    "selected is-selected selected-at count-selected count count-non-empty position current "
    "instance jr:itext jr:choice-name indexed-repeat pulldata randomize area distance "
    "enclosed-area geofence intersects version property"
)
COLLECT_FUNCTIONS = frozenset(" ".join((_LOGIC, _NUMBER, _TEXT, _DATE, _OTHER)).split())
"""The functions that field apps know."""


def capabilities(form: Form) -> tuple[Capability, ...]:
    """Lists what a form uses, each thing once, with the places where it is used."""
    found: dict[tuple[str, str], Capability] = {}
    places: dict[tuple[str, str], list[str]] = {}
    for capability in _used(form):
        found.setdefault((capability.what, capability.name), capability)
        places.setdefault((capability.what, capability.name), []).extend(capability.where)
    return tuple(
        Capability(
            capability.name,
            capability.what,
            capability.web,
            capability.collect,
            capability.asked,
            tuple(dict.fromkeys(where)),
        )
        for capability, where in zip(found.values(), places.values(), strict=True)
    )


def _used(form: Form) -> Iterator[Capability]:
    for question in form.questions.values():
        yield _kind(question)
        for name in parts_of(question.appearance):
            yield _appearance(name, question.kind, question.path)
    for path, repeat in form.repeats.items():
        yield Capability("repeat", KIND, web=True, collect=True, where=(path,))
        for name in parts_of(repeat.appearance):
            yield _appearance(name, "group", path)
    for path, appearance in form.groups.items():
        for name in parts_of(appearance):
            yield _appearance(name, "group", path)
    yield from _functions(form)
    yield from _background(form)
    yield from filter(None, map(_reported, form.unsupported))


def parts_of(appearance: str) -> list[str]:
    """Splits an appearance into its parts; a call such as search('a', 'b') is one part."""
    return [part.strip() for part in _SPLIT.findall(appearance)]


def _kind(question: Question) -> Capability:
    kind = question.kind
    if kind == "upload":
        medium = question.media.partition("/")[0]
        kind = medium if medium in ("image", "audio", "video") else "file"
    return Capability(kind, KIND, web=True, collect=True, where=(question.path,))


def _appearance(part: str, kind: str, path: str) -> Capability:
    name = part.partition("(")[0].strip() if "(" in part else part
    if name.startswith(("ex:", "printer:", "intent:")) or name == "printer":
        name = name.partition(":")[0]
        web = False
    elif kind == "upload":
        web = name not in _DRAWN_ON
    elif kind in ("select_one", "select_multiple", "group"):
        web = True  # A list can be chosen from without its map.
    else:
        web = name not in _DEVICE
    return Capability(name, APPEARANCE, web, collect=True, where=(path,))


def _functions(form: Form) -> Iterator[Capability]:
    called = {name for expression in form.expressions.values() for name in expression.calls()}
    for name in sorted(called):
        known = name in COLLECT_FUNCTIONS
        yield Capability(name, FUNCTION, web=name in FUNCTIONS, collect=known)


def _background(form: Form) -> Iterator[Capability]:
    """Lists what field apps do by themselves and a web page cannot: note things down, encrypt."""
    if form.public_key:
        yield Capability("encryption", BACKGROUND, web=False, collect=True)
    for path, bind in form.binds.items():
        if path.endswith("/meta/audit"):
            yield Capability("audit", BACKGROUND, False, True, asked=False, where=(path,))
        elif bind.preload[0] == "property":
            name = bind.preload[1]
            yield Capability(name, BACKGROUND, False, True, asked=False, where=(path,))


def _reported(entry: tuple[str, str]) -> Capability | None:
    """Turns what the form was reported for into what it is: a function, an action, a type."""
    where, what = entry
    first, _, rest = what.partition(" ")
    if first == "function":
        name = rest.partition("(")[0]
        return Capability(name, FUNCTION, False, name in COLLECT_FUNCTIONS, where=(where,))
    if what.startswith("question of type "):
        name = what.removeprefix("question of type ")
        return Capability(name, KIND, web=False, collect=False, where=(where,))
    if first in _COLLECT_ACTIONS:
        return Capability(first, ACTION, False, True, asked=False, where=(where,))
    if what == "answers of the last submission":
        return Capability("last-saved", BACKGROUND, False, True, asked=False, where=(where,))
    if what.startswith("setvalue action"):
        return Capability(what, ACTION, False, False, asked=False, where=(where,))
    return None  # A rule or a heading that is not there changes no answer.
