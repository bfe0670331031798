"""Reads the body of a form: its groups become pages, its controls become questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from ..errors import FormError
from ..values import Element
from .choices import read_choices
from .document import local, plain_path
from .questions import Bind, Page, Question
from .text import Text
from .texts import Texts

_CONTROLS = frozenset(["input", "select", "select1", "upload", "range", "trigger", "rank"])
_SILENT = frozenset(["label", "hint"])
_BY_CONTROL = {"select": "select_multiple", "select1": "select_one"}
_BY_TYPE = {"string": "text", "int": "integer", "integer": "integer", "decimal": "decimal"}
_BY_TYPE |= {"double": "decimal", "float": "decimal", "dateTime": "datetime", "text": "text"}
_BY_TYPE |= {name: name for name in ("date", "time", "geopoint")}


@dataclass(frozen=True, slots=True)
class _Group:
    """The page that is being filled, and the inner group that is being read."""

    path: str
    label: Text
    section: Text


@dataclass
class Body:
    """Reads pages with the binds and texts that were read before."""

    binds: Mapping[str, Bind]
    texts: Texts

    def pages(self, body: Element) -> tuple[Page, ...]:
        """Reads the pages in order; groups without any question make no page."""
        found = list(self._walk(body, None))
        runs = groupby(found, key=lambda pair: None if pair[0] is None else id(pair[0]))
        pages = []
        for _, run in runs:
            pairs = list(run)
            group, questions = pairs[0][0], tuple(question for _, question in pairs)
            path = group.path if group else questions[0].path
            pages.append(Page(path, group.label if group else Text(), questions))
        return tuple(pages)

    def _walk(
        self, parent: Element, group: _Group | None, section: Text | None = None
    ) -> Iterator[tuple[_Group | None, Question]]:
        for child in parent:
            name, path = local(child), self._path(child)
            if name == "group":
                label = self.texts.of(child, "label", path)
                if group is None:
                    yield from self._walk(child, _Group(path, label, Text()))
                else:
                    yield from self._walk(child, group, label or section)
            elif name in _CONTROLS:
                question = self._question(child, path, section or Text())
                if question is not None:
                    yield group, question
            elif name not in _SILENT:
                self.texts.expressions.report(path or name, name)

    def _path(self, element: Element) -> str:
        return plain_path(element.get("ref") or element.get("nodeset") or "")

    def _question(self, element: Element, path: str, section: Text) -> Question | None:
        bind = self.binds.get(path)
        if bind is None:
            raise FormError(f"A question points at {path or 'nothing'}, which the form lacks.")
        kind = self._kind(local(element), bind)
        self._report_actions(element, path)
        if kind is None:
            return None
        return Question(
            path=path,
            kind=kind,
            label=self.texts.of(element, "label", path),
            hint=self.texts.of(element, "hint", path),
            bind=bind,
            choices=read_choices(element, path, self.texts),
            appearance=element.get("appearance", ""),
            parameters=_parameters(element),
            section=section,
        )

    def _kind(self, control: str, bind: Bind) -> str | None:
        if control != "input":
            return _BY_CONTROL.get(control, control)
        kind = _BY_TYPE.get(bind.type)
        if kind is None:
            self.texts.expressions.report(bind.path, f"question of type {bind.type}")
        fixed = bind.read_only is not None and bind.read_only.text.strip() == "true()"
        return "note" if kind == "text" and fixed and bind.calculate is None else kind

    def _report_actions(self, element: Element, path: str) -> None:
        for child in element:
            if local(child) == "setvalue":
                self.texts.expressions.report(path, "setvalue action")
        if element.get("query"):
            self.texts.expressions.report(path, "choices from an outside file")


def _parameters(element: Element) -> dict[str, str]:
    """Keeps the control's own settings, such as start, end and step of a range."""
    known = {"ref", "appearance", "nodeset", "query"}
    return {
        name: str(value)
        for key, value in element.attrib.items()
        if (name := str(key).rpartition("}")[2]) not in known
    }
