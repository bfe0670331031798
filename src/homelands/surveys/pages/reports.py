"""The report on a questionnaire as the page shows it: what is wrong, and who can ask what."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.surveys import beside
from homelands.surveys.checkup import Checkup
from homelands.surveys.doctor.changes import change
from homelands.surveys.doctor.problems import Problem
from homelands.surveys.doctor.sentences import sentence
from homelands.surveys.uploads import Upload


@dataclass(frozen=True)
class Row:
    """One problem: where it stands, what it is, and what a repair would do."""

    sheet: str
    row: int
    stops: bool
    said: str
    repair: str


@dataclass(frozen=True)
class Part:
    """One thing that the form asks for, in how many places, and who can do it."""

    what: str
    places: tuple[str, ...]
    who: Any
    tone: str


@dataclass(frozen=True)
class Report:
    """All that the page shows of an upload."""

    filename: str
    found: Checkup
    rows: tuple[Row, ...]
    changes: tuple[Row, ...]
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    collect_only: bool


def report(found: Checkup, upload: Upload) -> Report:
    """Puts what was found in the words of the page."""
    parts = _parts(found)
    return Report(
        upload.filename,
        found,
        tuple(_row(problem) for problem in found.problems),
        tuple(_row(problem) for problem in found.changes),
        parts,
        _missing(found, upload),
        any(one.collect and not one.web for one in found.capabilities),
    )


def _row(problem: Problem) -> Row:
    repair = change(problem) if problem.repairable else ""
    return Row(problem.sheet, problem.row, problem.stops, sentence(problem), repair)


def _parts(found: Checkup) -> tuple[Part, ...]:
    """Gathers the parts of the form by what they are, those that nobody can ask first."""
    places: dict[tuple[str, bool, bool], list[str]] = {}
    for one in found.capabilities:
        name = one.name.rpartition("/")[2]
        places.setdefault((one.what, one.web, one.collect), []).append(name)
    parts = [
        Part(what, tuple(held), *_who(web, collect))
        for (what, web, collect), held in places.items()
    ]
    return tuple(sorted(parts, key=lambda part: ("bad", "warn", "good").index(part.tone)))


def _who(web: bool, collect: bool) -> tuple[Any, str]:
    if web and collect:
        return _("Web and Collect"), "good"
    if collect:
        return _("Collect only"), "warn"
    return (_("Web only"), "warn") if web else (_("Nobody"), "bad")


def _missing(found: Checkup, upload: Upload) -> tuple[str, ...]:
    if not found.form:
        return ()
    given = {*upload.files, *found.files}
    return tuple(name for name in beside.named_files(found.xform) if name not in given)
