"""Groups and repeats that are begun and not ended, or ended and not begun."""

from collections.abc import Iterator

from ..edits import Insert, Remove, Write
from ..outline import Entry, Outline
from ..problems import Finding, found


def check_groups(form: Outline) -> Iterator[Finding]:
    """Walks through begins and ends; an end closes the innermost of its kind."""
    stack: list[Entry] = []
    sheet = form.survey.name
    at = form.survey.index("type") or 0
    for entry in form.entries:
        if entry.opens:
            stack.append(entry)
        elif entry.closes and not stack:
            place = (sheet, entry.row.number)
            yield found(place, "begin_missing", Remove(*place), kind=entry.closes)
        elif entry.closes and not any(open_.opens == entry.closes for open_ in stack):
            last = stack.pop()
            edit = Write(sheet, entry.row.number, at, f"end_{last.opens}")
            yield found((sheet, entry.row.number), "end_other", edit, **_facts(last, entry.closes))
        elif entry.closes:
            while (last := stack.pop()).opens != entry.closes:
                yield _unclosed(sheet, last, entry.row.number)
    for last in reversed(stack):
        yield _unclosed(sheet, last, 0)


def _facts(opened: Entry, closes: str) -> dict[str, object]:
    return {"kind": closes, "opened": opened.opens, "name": opened.name, "at": opened.row.number}


def _unclosed(sheet: str, opened: Entry, before: int) -> Finding:
    edit = Insert(sheet, before, f"end_{opened.opens}")
    facts = {"kind": opened.opens, "name": opened.name, "before": before or "-"}
    return found((sheet, opened.row.number), "end_missing", edit, **facts)
