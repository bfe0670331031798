"""The survey sheet as a tree: what each row is, and which groups it stands in."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .vocabulary import EXPRESSIONS, TRANSLATED
from .workbook import Row, Sheet, Workbook

_BEGIN = re.compile(r"begin[\s_]+(lgroup|looped group|group|repeat|loop)(?:\s+.*)?")
_END = re.compile(r"end[\s_]+(lgroup|looped group|group|repeat|loop)")
_SELECT = re.compile(
    r"(?P<command>add select one prompt using|add select multiple prompt using"
    r"|select all that apply from|select all that apply|select one from file"
    r"|select multiple from file|select one from|select_one_from_file"
    r"|select_multiple_from_file|select_one_external"
    r"|select_one|select one|select1|select_multiple|rank)\s+(?P<list>\S+|\$\{[^}]*\})"
    r"(?:\s+(?P<other>or specify other|or_other|or other))?"
)
_REFERENCE = re.compile(r"\$\{([^{}]*+)\}")
_KINDS = {"lgroup": "repeat", "looped group": "repeat"}
_FILES = (".csv", ".xml", ".geojson")
_YES = ("yes", "true", "true()")

#: Columns in which ${name} stands for an answer.
REFERRING = frozenset({*TRANSLATED, *EXPRESSIONS, "default", "parameters", "trigger"})


@dataclass(frozen=True)
class Entry:
    """One row of the survey sheet."""

    row: Row
    type: str
    name: str
    parents: tuple[int, ...]
    """The numbers of the rows that open the groups around it, the outermost first."""
    opens: str = ""
    closes: str = ""

    @property
    def select(self) -> Mapping[str, str]:
        """The parts of a select's type: command, list, other; {} for all others."""
        match = _SELECT.fullmatch(self.type)
        return {k: v or "" for k, v in match.groupdict().items()} if match else {}

    @property
    def list_name(self) -> str:
        """The list on the choices sheet that a select uses; "" for files and references."""
        parts = self.select
        name = parts.get("list", "")
        outside = name.endswith(_FILES) or "${" in name
        return "" if outside or parts.get("command") == "select_one_external" else name


@dataclass(frozen=True)
class Outline:
    """A workbook with its survey sheet understood."""

    book: Workbook
    survey: Sheet
    choices: Sheet | None
    settings: Sheet | None
    entries: tuple[Entry, ...]
    lists: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    @cached_property
    def names(self) -> Counter[str]:
        """How often each name is given."""
        names = Counter(entry.name for entry in self.entries if entry.name and not entry.closes)
        names["instanceID"] += 1
        return names

    @cached_property
    def users(self) -> Mapping[str, tuple[Entry, ...]]:
        """The questions that offer each list."""
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            if entry.list_name:
                found[entry.list_name] = (*found.get(entry.list_name, ()), entry)
        return found

    def text(self, entry: Entry, column: str) -> str:
        """Returns what an entry holds in a column without a language."""
        return self.survey.text(entry.row, column)

    def setting(self, column: str) -> str:
        """Returns a setting; "" when there is none."""
        if self.settings is None or not self.settings.rows:
            return ""
        return self.settings.text(self.settings.rows[0], column)


def outline(book: Workbook) -> Outline | None:
    """Understands a workbook; None when it has no survey sheet with types."""
    survey = book.sheet("survey")
    if survey is None or survey.index("type") is None:
        return None
    choices = book.sheet("choices")
    return Outline(book, survey, choices, book.sheet("settings"), _entries(survey), _lists(choices))


def _entries(survey: Sheet) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    stack: list[tuple[int, str]] = []
    disabled = survey.index("disabled")
    for row in survey.rows:
        if disabled is not None and survey.text(row, "disabled").lower() in _YES:
            continue
        kind = " ".join(survey.text(row, "type").split(" "))
        begins, ends = _BEGIN.fullmatch(kind), _END.fullmatch(kind)
        opens = _KINDS.get(begins[1], begins[1]) if begins else ""
        closes = _KINDS.get(ends[1], ends[1]) if ends else ""
        if closes and closes in (held := [kind for _, kind in stack]):
            del stack[len(held) - 1 - held[::-1].index(closes) :]
        name = survey.text(row, "name")
        parents = tuple(number for number, _ in stack)
        entries.append(Entry(row, kind, name, parents, opens, closes))
        if opens:
            stack.append((row.number, opens))
    return tuple(entries)


def _lists(choices: Sheet | None) -> Mapping[str, tuple[Row, ...]]:
    lists: dict[str, list[Row]] = {}
    for row in choices.rows if choices else ():
        name = choices.text(row, "list_name") if choices else ""
        if name:
            lists.setdefault(name, []).append(row)
    return {name: tuple(rows) for name, rows in lists.items()}


def references(text: str) -> list[str]:
    """Lists the names in ${…}, in order."""
    inner = _REFERENCE.findall(text) if "${" in text else []
    return [name.strip().removeprefix("last-saved#").strip() for name in inner]
