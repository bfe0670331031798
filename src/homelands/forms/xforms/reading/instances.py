"""Reads the lists of a form: those inside it, and those in files that belong to it."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from homelands.forms.xforms.safe_xml import Element, local

from .document import detached
from .expressions import Expressions
from .files import read_file

LAST_SAVED = "jr://instance/last-saved"


@dataclass
class Instances:
    """Gathers the lists of a form by their id, each as the document that holds its root."""

    files: Mapping[str, bytes]
    expressions: Expressions
    found: dict[str, Element] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    """The files that the form needs and that did not come with it."""
    empty: set[str] = field(default_factory=set)
    """The lists that stay empty for want of a file."""

    def read(self, model: Element) -> None:
        """Reads every instance but the first, which holds the answers."""
        primary, *others = model.iterchildren("{*}instance")
        for instance in others:
            name, source = instance.get("id", ""), instance.get("src", "")
            if source == LAST_SAVED:
                # On the web nobody knows what was answered the last time: nothing was.
                self.expressions.report(name, "answers of the last submission")
                self.found[name] = _empty(local(primary[0]))
            elif source and (file := file_name(source)) in self.files:
                self.found[name] = read_file(file, self.files[file])
            elif len(instance):
                self.found[name] = detached(instance[0])
            elif source:
                self._miss(name, file_name(source))
            else:
                self.found[name] = _empty("root")

    def from_file(self, name: str, file: str) -> None:
        """Reads a list that the form names without declaring it as an instance."""
        if name in self.found:
            return
        if file in self.files:
            self.found[name] = read_file(file, self.files[file])
        else:
            self._miss(name, file)

    def from_list(self, name: str, file: str) -> None:
        """Reads those items of a file that belong to one list, as its column list_name says."""
        self.from_file(name, file)
        document = deepcopy(self.found[name])
        for item in document[0]:
            column = next(item.iterchildren("{*}list_name"), None)
            if column is not None and (column.text or "").strip() != name:
                document[0].remove(item)
        self.found[name] = document

    def add_unknown(self) -> None:
        """Reads files that only pulldata() names; of other unknown lists makes empty ones."""
        parsed = self.expressions.parsed.values()
        for name in sorted(
            {name for expression in parsed for name in expression.names("pulldata")}
        ):
            self.from_file(name.removesuffix(".csv"), f"{name.removesuffix('.csv')}.csv")
        named = {name for expression in parsed for name in expression.names("instance")}
        for name in sorted(named - self.found.keys()):
            self.expressions.report(name, "list that the form does not have")
            self.found[name] = _empty("root")

    def _miss(self, name: str, file: str) -> None:
        self.missing[file] = None
        self.empty.add(name)
        self.found[name] = _empty("root")


def file_name(address: str) -> str:
    """Gives the name of a file that "jr://file-csv/x.csv" or "jr://images/x.png" means."""
    return address.strip().partition("://")[2].partition("/")[2] or address.strip()


def _empty(root: str) -> Element:
    document = etree.Element("document")
    etree.SubElement(document, root)
    return document
