"""Lists of choices: missing, with codes given twice, with spaces, or too long."""

import re
from collections.abc import Iterator

from ..edits import AddSheet, Edit, Fill, Recode, Remove, Write
from ..outline import Entry, Outline
from ..problems import Finding, found
from ..vocabulary import snake
from ..workbook import Row

#: Above this many choices a list is better kept in a file beside the form.
MOST_CHOICES = 1000
_DECIMAL = re.compile(r"\d+\.0")


def check_lists(form: Outline) -> Iterator[Finding]:
    """Finds selects whose list is not there, and lists that are too long."""
    for entry in form.entries:
        name = entry.list_name
        if name and name not in form.lists:
            yield _missing(form, entry, name)
        external = entry.select.get("command") == "select_one_external"
        if external and form.book.sheet("external_choices") is None:
            place = (form.survey.name, entry.row.number)
            yield found(place, "external_choices_missing", list=entry.select["list"])
    for name, rows in form.lists.items():
        if len(rows) > MOST_CHOICES and form.choices:
            place = (form.choices.name, rows[0].number)
            yield found(place, "choices_many", list=name, n=f"{len(rows):,}")


def _missing(form: Outline, entry: Entry, name: str) -> Finding:
    place = (form.survey.name, entry.row.number)
    near = [known for known in form.lists if _plain(known) == _plain(name)]
    if len(near) != 1:
        known = ", ".join(list(form.lists)[:12]) or "-"
        return found(place, "list_missing", list=name, known=known, new="")
    kind = re.sub(rf"(?<=\s){re.escape(name)}", lambda _: near[0], entry.type, count=1)
    edit = Write(*place, form.survey.index("type") or 0, kind)
    return found(place, "list_missing", edit, list=name, known=near[0], new=near[0])


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def check_choices(form: Outline) -> Iterator[Finding]:
    """Finds choices without a code, with the code of another, or with one that breaks."""
    if form.choices is None or form.choices.index("name") is None:
        return
    free = form.setting("allow_choice_duplicates").lower() in ("yes", "true", "true()")
    for name, rows in form.lists.items():
        several = any(_is_multiple(entry) for entry in form.users.get(name, ()))
        cascades = any(form.text(entry, "choice_filter") for entry in form.users.get(name, ()))
        codes = {form.choices.text(row, "name") for row in rows}
        first: dict[str, Row] = {}
        for row in rows:
            judge = _Choice(form, name, row, codes)
            code = judge.code
            if not code:
                yield judge.uncoded()
            elif code in first and not free:
                yield judge.twice(first[code], cascades=cascades)
            elif " " in code and several:
                yield judge.spaced()
            elif _DECIMAL.fullmatch(code):
                yield judge.recoded("choice_decimal", code.removesuffix(".0"))
            first.setdefault(code, row)
            if code and not judge.label:
                yield found(judge.place, "choice_unlabelled", code=code, list=name)


def _is_multiple(entry: Entry) -> bool:
    command = entry.select.get("command", "")
    return "multiple" in command or command.startswith("select all")


class _Choice:
    """One row of the choices sheet, and what could be done about its code."""

    def __init__(self, form: Outline, list_name: str, row: Row, codes: set[str]) -> None:
        assert form.choices is not None
        self.form, self.sheet, self.row = form, form.choices, row
        self.list, self.codes = list_name, codes
        self.place = (self.sheet.name, row.number)
        self.code = self.sheet.text(row, "name")
        texts = (self.sheet.text(row, "label", la) for la in self.sheet.languages("label"))
        self.label = next((text for text in texts if text), "")

    def uncoded(self) -> Finding:
        if not self.label:
            return found(self.place, "choice_name_missing", Remove(*self.place), **self.facts(""))
        new = self.free(re.sub(r"\W+", "_", self.label).strip("_").lower()[:40] or "choice")
        return found(self.place, "choice_name_missing", self.write(new), **self.facts(new))

    def twice(self, first: Row, *, cascades: bool) -> Finding:
        facts = {"first": first.number, "code": self.code, "list": self.list}
        if self.row.cells == first.cells:
            edit: Edit = Remove(*self.place)
            return found(self.place, "choice_twice", edit, how="removed", new="", **facts)
        if cascades:
            allow = self.allow()
            return found(self.place, "choice_twice", allow, how="allowed", new="", **facts)
        new = self.free(f"{self.code}_2")
        return found(self.place, "choice_twice", self.write(new), how="renamed", new=new, **facts)

    def allow(self) -> Edit:
        settings = self.form.settings
        if settings is None:
            return AddSheet("settings", (("allow_choice_duplicates", "yes"),))
        number = settings.rows[0].number if settings.rows else settings.head + 1
        at = settings.index("allow_choice_duplicates")
        header = settings.header[at] if at is not None else "allow_choice_duplicates"
        return Fill(settings.name, number, header, "yes")

    def spaced(self) -> Finding:
        return self.recoded("choice_spaces", self.free(snake(self.code)))

    def recoded(self, problem: str, new: str) -> Finding:
        users = frozenset(entry.name for entry in self.form.users.get(self.list, ()))
        edits: list[Edit] = [self.write(new), *self.filtering(new), Recode(self.code, new, users)]
        return found(self.place, problem, *edits, **self.facts(new))

    def filtering(self, new: str) -> Iterator[Write]:
        """Writes the new code wherever other lists are filtered by the old one."""
        users = [f"${{{entry.name}}}" for entry in self.form.users.get(self.list, ())]
        filters = [
            self.form.text(entry, "choice_filter")
            for entry in self.form.entries
            if any(user in self.form.text(entry, "choice_filter") for user in users)
        ]
        for at, (column, _) in enumerate(self.sheet.columns):
            if any(re.search(rf"\b{re.escape(column)}\b", text) for text in filters if column):
                for row in self.sheet.rows:
                    if at < len(row.cells) and row.cells[at] == self.code and column != "name":
                        yield Write(self.sheet.name, row.number, at, new)

    def write(self, new: str) -> Write:
        return Write(*self.place, self.sheet.index("name") or 0, new)

    def facts(self, new: str) -> dict[str, object]:
        return {"code": self.code, "list": self.list, "label": self.label, "new": new}

    def free(self, wanted: str) -> str:
        new, number = wanted, 2
        while new in self.codes:
            new = f"{re.sub(r'_[0-9]+$', '', wanted)}_{number}"
            number += 1
        self.codes.add(new)
        return new
