"""Reads the body of a form: its groups become pages, its controls become questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from homelands.forms.xforms.safe_xml import Element, local

from ..errors import FormError
from ..nodes import Expression, Number
from .choices import Choices
from .document import JAVAROSA, plain_path
from .naming import named
from .questions import MAX_ROUNDS, Bind, Block, Page, Part, Question, Repeat
from .text import Text
from .texts import Texts

_CONTROLS = frozenset(
    ["input", "select", "select1", "upload", "range", "trigger", "rank", "secret", "textarea"]
)
_SILENT = frozenset(["label", "hint"])
_ACTIONS = frozenset(["setvalue", "setgeopoint", "recordaudio"])
_BY_CONTROL = {"select": "select_multiple", "select1": "select_one"}
_BY_TYPE = {"string": "text", "int": "integer", "integer": "integer", "decimal": "decimal"}
_BY_TYPE |= {"double": "decimal", "float": "decimal", "dateTime": "datetime", "text": "text"}
_BY_TYPE |= {name: name for name in ("date", "time", "geopoint", "geotrace", "geoshape", "barcode")}
#: So many questions stand on a page, and so many where the author wants them on one screen.
MOST_ON_PAGE, MOST_TOGETHER = 30, 60
_YES = frozenset({"true()", "true", "1"})


@dataclass(frozen=True, slots=True)
class _Group:
    """The page that is being filled."""

    path: str
    label: Text
    together: bool = False
    """Whether the author wants all of it on one screen, as Collect shows it."""

    @property
    def most(self) -> int:
        return MOST_TOGETHER if self.together else MOST_ON_PAGE


@dataclass
class _Scope:
    """The parts of the form, or of one repeat, as they are being read."""

    parts: list[Part] = field(default_factory=list)
    last: _Group | None = None
    """The group of the last page; None when that stands in no group."""
    begun: set[str] = field(default_factory=set)

    def add(self, group: _Group | None, question: Question) -> None:
        """Puts a question on the page of its group, or on a new page after a repeat."""
        page = self.parts[-1] if self.parts else None
        if isinstance(page, Page) and self.last is group and _has_room(page, group, question):
            self.parts[-1] = Page(page.path, page.label, (*page.questions, question))
            return
        path = group.path if group and group.path not in self.begun else question.path
        self.begun.add(path)
        self.parts.append(Page(path, group.label if group else Text(), (question,)))
        self.last = group


def _has_room(page: Page, group: _Group | None, question: Question) -> bool:
    """Tells whether a page takes one more question; the rows of a matrix are not parted."""
    most = group.most if group else MOST_ON_PAGE
    return len(page.questions) < most or "list-nolabel" in question.appearance.split()


@dataclass
class Body:
    """Reads pages with the binds and texts that were read before."""

    binds: Mapping[str, Bind]
    texts: Texts
    choices: Choices
    repeats: dict[str, Repeat] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    """The appearances of groups by their path."""

    def parts(self, body: Element) -> tuple[Part, ...]:
        """Reads the pages in order; groups without any question make no page."""
        scope = _Scope()
        self._walk(body, scope, None, Text())
        return named(tuple(scope.parts))

    def _walk(self, parent: Element, scope: _Scope, group: _Group | None, section: Text) -> None:
        for child in parent:
            name, path = local(child), path_of(child)
            if name == "group":
                self._group(child, scope, group, section)
            elif name == "repeat":
                scope.parts.append(self._block(child, path))
            elif name in _CONTROLS:
                scope.add(group, self._question(child, path, section))
            elif name not in _SILENT | _ACTIONS:
                self.texts.expressions.report(path or name, name)

    def _group(self, element: Element, scope: _Scope, group: _Group | None, section: Text) -> None:
        path = path_of(element)
        label = self.texts.of_group(element, path)
        if element.get("appearance"):
            self.groups[path] = element.get("appearance", "")
        if _only_repeats(element):
            self._walk(element, scope, group, section)
        elif group is None or (_is_together(element) and not group.together):
            named_after = label or (group.label if group else label)
            inner = _Group(path, named_after, together=_is_together(element))
            self._walk(element, scope, inner, Text())
        else:
            self._walk(element, scope, group, label or section)

    def _block(self, element: Element, path: str) -> Block:
        if path in self.repeats:
            raise FormError(f"The repeat {path} stands twice in the form.")
        above = element.getparent()
        label = self.texts.of_group(element, path)
        if not label and above is not None and (_only_repeats(above) or path_of(above) == path):
            label = self.texts.of_group(above, path)
        count = self._count(element, path)
        fixed = element.get(f"{{{JAVAROSA}}}noAddRemove", "").strip() in _YES
        self.repeats[path] = Repeat(
            path=path,
            label=label,
            count=count,
            fixed=fixed,
            appearance=element.get("appearance", ""),
        )
        scope = _Scope()
        self._walk(element, scope, _Group(path, label), Text())
        return Block(self.repeats[path], tuple(scope.parts))

    def _count(self, element: Element, path: str) -> Expression | None:
        text = element.get(f"{{{JAVAROSA}}}count")
        count = self.texts.expressions.parse(text, path, "number of rounds")
        if count and isinstance(count.tree, Number) and count.tree.value > MAX_ROUNDS:
            raise FormError(
                f"The repeat {path} has {count.text.strip()} rounds; at most {MAX_ROUNDS} "
                "are possible."
            )
        return count

    def _question(self, element: Element, path: str, section: Text) -> Question:
        bind = self.binds.get(path)
        if bind is None:
            raise FormError(f"A question points at {path or 'nothing'}, which the form lacks.")
        return Question(
            path=path,
            kind=self._kind(element, bind),
            label=self.texts.of(element, "label", path),
            hint=self.texts.of(element, "hint", path),
            bind=bind,
            choices=self.choices.of(element, path),
            appearance=element.get("appearance", ""),
            parameters=_parameters(element),
            section=section,
            guidance=self.texts.guidance_of(element),
            media=element.get("mediatype", "") if local(element) == "upload" else "",
        )

    def _kind(self, element: Element, bind: Bind) -> str:
        control = local(element)
        if control in ("secret", "textarea"):
            return "text"
        if element.get("query"):
            return "select_one"
        if control != "input":
            return _BY_CONTROL.get(control, control)
        kind = _BY_TYPE.get(bind.type)
        if kind is None:
            self.texts.expressions.report(bind.path, f"question of type {bind.type}")
            return "text"
        fixed = bind.read_only is not None and bind.read_only.text.strip() == "true()"
        return "note" if kind == "text" and fixed and bind.calculate is None else kind


def path_of(element: Element) -> str:
    """Gives the path of the node that a control, a group or a repeat is about."""
    return plain_path(element.get("ref") or element.get("nodeset") or "")


def _is_together(group: Element) -> bool:
    return "field-list" in group.get("appearance", "").split()


def _only_repeats(group: Element) -> bool:
    """Tells whether a group is nothing but the frame and the label of a repeat."""
    inner = [local(child) for child in group if local(child) not in _SILENT | _ACTIONS]
    return inner == ["repeat"]


def _parameters(element: Element) -> dict[str, str]:
    """Keeps the control's own settings, such as start, end and step of a range."""
    known = {"ref", "appearance", "nodeset", "query", "mediatype", "bind"}
    return {
        name: str(value)
        for key, value in element.attrib.items()
        if (name := str(key).rpartition("}")[2]) not in known
    }
