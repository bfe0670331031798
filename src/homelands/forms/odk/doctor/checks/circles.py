"""Circles: calculations and conditions that wait for one another."""

from collections.abc import Iterator

from ..outline import Entry, Outline, references
from ..problems import Finding, found


def check_circles(form: Outline) -> Iterator[Finding]:
    """Finds each circle once, at the first of its rows, and names its members in order."""
    waits = _waits(form)
    rows = {entry.name: entry for entry in reversed(form.entries) if entry.name}
    done: set[str] = set()
    for start in waits:
        circle = _circle(start, waits, done)
        if circle:
            place = (form.survey.name, rows[circle[0]].row.number)
            yield found(place, "circle", names=" → ".join([*circle, circle[0]]))


def _waits(form: Outline) -> dict[str, list[str]]:
    """Lists, for each name, the names that its calculation or condition needs."""
    waits: dict[str, list[str]] = {}
    groups = {entry.row.number: entry for entry in form.entries if entry.opens}
    for entry in form.entries:
        if entry.closes or not entry.name or form.names[entry.name] > 1:
            continue
        needed = _needed(form, entry, "relevant")
        if not form.text(entry, "trigger"):
            needed += _needed(form, entry, "calculation")
        above = [groups[number].name for number in entry.parents[-1:] if number in groups]
        if not _conditional(form, groups, entry):
            above = []
        waits[entry.name] = [*needed, *above]
    return waits


def _needed(form: Outline, entry: Entry, column: str) -> list[str]:
    """Lists what an expression refers to; one that looks at other rounds of a repeat may."""
    text = form.text(entry, column)
    return [] if "indexed-repeat(" in text or "[" in text else references(text)


def _conditional(form: Outline, groups: dict[int, Entry], entry: Entry) -> bool:
    return any(form.text(groups[n], "relevant") for n in entry.parents if n in groups)


def _circle(start: str, waits: dict[str, list[str]], done: set[str]) -> list[str]:
    """Walks depth first without recursion; the path back to a name on it is a circle."""
    path: list[str] = []
    on_path: set[str] = set()
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        name, leaving = stack.pop()
        if leaving:
            path.pop()
            on_path.discard(name)
            done.add(name)
        elif name in on_path:
            return _closed(path[path.index(name) :], done)
        elif name not in done and name in waits:
            path.append(name)
            on_path.add(name)
            stack.append((name, True))
            stack += [(other, False) for other in reversed(waits[name])]
    return []


def _closed(circle: list[str], done: set[str]) -> list[str]:
    done.update(circle)
    return circle
