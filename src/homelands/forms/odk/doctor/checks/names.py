"""Names of questions and groups: missing, not allowed, reserved, given twice."""

import re
from collections import defaultdict
from collections.abc import Iterator

from ..edits import Edit, Follow, Write
from ..outline import Entry, Outline, references
from ..problems import Finding, found

_FINE = re.compile(r"[^\W\d][\w.\-]*")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_RESERVED = ("meta", "instanceID", "instanceName")


def check_names(form: Outline) -> Iterator[Finding]:
    """Finds every name that cannot stay as it is, and says what it would be called."""
    taken = {entry.name for entry in form.entries}
    siblings: dict[tuple[int, ...], dict[str, Entry]] = defaultdict(dict)
    repeats: dict[str, Entry] = {}
    for entry in form.entries:
        if entry.closes or not entry.type:
            continue
        namer = _Namer(form, entry, taken)
        if not entry.name:
            yield from namer.unnamed()
            continue
        around = siblings[entry.parents]
        yield from namer.judge(around, repeats)
        around.setdefault(entry.name, entry)
        if entry.opens == "repeat":
            repeats.setdefault(entry.name, entry)


class _Namer:
    """Judges the name of one entry, and finds another that is free."""

    def __init__(self, form: Outline, entry: Entry, taken: set[str]) -> None:
        self.form, self.entry, self.taken = form, entry, taken
        self.place = (form.survey.name, entry.row.number)

    def unnamed(self) -> Iterator[Finding]:
        if self.entry.type in ("note", "audit") or _is_setting(self.entry.type):
            return
        at = self.form.survey.index("name")
        new = self.free(_slug(_label(self.form, self.entry)) or f"q{self.entry.row.number}")
        edits = () if at is None else (self.write(new),)
        yield found(self.place, "name_missing", *edits, type=self.entry.type, new=new)

    def judge(self, around: dict[str, Entry], repeats: dict[str, Entry]) -> Iterator[Finding]:
        name, entry = self.entry.name, self.entry
        if entry.type == "audit":
            if name != "audit":
                yield found(self.place, "audit_name", self.write(""), name=name)
        elif not _FINE.fullmatch(name):
            new = self.free(_slug(name) or f"q{entry.row.number}")
            edits = (self.write(new), Follow(name, new))
            yield found(self.place, "name_invalid", *edits, name=name, new=new)
        elif name in _RESERVED or (entry.opens == "repeat" and name == "data"):
            new = self.free(f"{name}_1")
            yield found(
                self.place, "name_reserved", self.write(new), Follow(name, new), name=name, new=new
            )
        elif name in around:
            yield self.twice("name_twice", around[name])
        elif entry.opens == "repeat" and name in repeats:
            yield self.twice("repeat_twice", repeats[name])
        else:
            yield from self.doubts(around)

    def twice(self, code: str, first: Entry) -> Finding:
        new = self.free(f"{self.entry.name}_2")
        facts = {"name": self.entry.name, "first": first.row.number, "new": new}
        return found(self.place, code, self.write(new), **facts)

    def doubts(self, around: dict[str, Entry]) -> Iterator[Finding]:
        name = self.entry.name
        if not _PLAIN.fullmatch(name):
            yield found(self.place, "name_letters", name=name)
        other = next((o for o in around if o.lower() == name.lower()), "")
        if other:
            yield found(self.place, "name_capitals", name=name, other=other)

    def write(self, new: str) -> Write:
        at = self.form.survey.index("name")
        return Write(self.form.survey.name, self.entry.row.number, at or 0, new)

    def free(self, wanted: str) -> str:
        """Returns the wanted name, or the next one with a number that nobody has."""
        stem, number = re.sub(r"_\d+$", "", wanted), 2
        new = wanted
        while new in self.taken:
            new = f"{stem}_{number}"
            number += 1
        self.taken.add(new)
        return new


def check_ambiguous(form: Outline) -> Iterator[Finding]:
    """Finds references to a name that several questions have, in different groups.

    The first keeps the name. Others get a new one, which references from inside their own
    group follow; all other references stay with the first.
    """
    wanted = _referred(form)
    taken = {entry.name for entry in form.entries}
    holders: dict[str, list[Entry]] = defaultdict(list)
    for entry in form.entries:
        if entry.name in wanted and not entry.closes and entry.type:
            holders[entry.name].append(entry)
    for name, same in holders.items():
        for other in same[1:]:
            namer = _Namer(form, other, taken)
            new = namer.free(f"{name}_2")
            edits: list[Edit] = [namer.write(new)]
            inside = _inside(form, other)
            if inside:
                edits.append(Follow(name, new, inside))
            facts = {"name": name, "first": same[0].row.number, "new": new}
            yield found(namer.place, "reference_ambiguous", *edits, **facts)


def _referred(form: Outline) -> set[str]:
    sheets = [form.survey, *filter(None, (form.choices, form.settings))]
    named = {n for s in sheets for row in s.rows for cell in row.cells for n in references(cell)}
    return {name for name in named if form.names[name] > 1}


def _inside(form: Outline, entry: Entry) -> frozenset[int]:
    """Lists the rows in the innermost group around an entry; none when it is in no group."""
    if not entry.parents:
        return frozenset()
    group = entry.parents[-1]
    return frozenset(
        other.row.number
        for other in form.entries
        if group in other.parents or other.row.number == group
    )


def _label(form: Outline, entry: Entry) -> str:
    languages = form.survey.languages("label")
    texts = (form.survey.text(entry.row, "label", language) for language in languages)
    return next((text for text in texts if text), "")


def _slug(text: str) -> str:
    words = re.sub(r"[^\w.\-]+", "_", text.replace(":", "_")).strip("_.-").lower()[:40].strip("_")
    return f"q_{words}" if words and not re.match(r"[^\W\d]", words) else words


def _is_setting(kind: str) -> bool:
    return kind in ("form_title", "set_form_title", "form_id", "set_form_id", "prefix")
