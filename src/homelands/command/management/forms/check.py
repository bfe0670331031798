"""Says whether a form converts and all that is wrong with it, and mends it on request."""

import json
import sys
import textwrap
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from django.utils import timezone

from homelands.forms.odk.conversion import MOST_BYTES, NoForm
from homelands.forms.odk.doctor.changes import change
from homelands.forms.odk.doctor.problems import Problem
from homelands.forms.odk.doctor.sentences import sentence
from homelands.forms.xforms import Form
from homelands.surveys.questionnaires.queries.checkup import Checkup, checkup
from homelands.surveys.questionnaires.queries.filling import Course, Filled, fill_many
from homelands.surveys.questionnaires.queries.paths import Rule
from homelands.surveys.questionnaires.queries.uploads import Upload

_WIDTH = 100
#: A form is filled at random so often at most, and for so long.
_MOST_FILLS, _SECONDS = 1000, 300


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="an XLSForm (.xlsx, .xls, .csv, .md) or an XForm")
    parser.add_argument("--repair", type=Path, metavar="OUT.xlsx", help="write a mended workbook")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument(
        "--fill",
        type=_fills,
        default=0,
        metavar="TIMES",
        help=f"fill the form at random so often, at most {_MOST_FILLS} times in {_SECONDS} s",
    )
    parser.add_argument(
        "--seed", type=_seed, default=1, metavar="N", help="the number of the first fill"
    )
    parser.add_argument(
        "--day", type=_day, metavar="YYYY-MM-DD", help="the day that the form takes for today"
    )


def _fills(text: str) -> int:
    if not (text.isdecimal() and len(text) < 6 and 1 <= int(text) <= _MOST_FILLS):
        raise ArgumentTypeError(f"a number from 1 to {_MOST_FILLS} is needed, not “{text}”.")
    return int(text)


def _seed(text: str) -> int:
    if not (text.isdecimal() and len(text) < 10 and int(text)):
        raise ArgumentTypeError(f"a number from 1 to 999999999 is needed, not “{text}”.")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"a day such as 2027-03-27 is needed, not “{text}”.") from None


def run(options: Namespace) -> int:
    """Returns 0 when the form converts, 1 when it does not, 2 when it is no form at all."""
    try:
        return _check(options)
    except NoForm as refused:
        return _refuse(f"{options.file.name}: {refused}")
    except OSError as error:
        return _refuse(f"{error.filename or options.file}: {error.strerror or error}.")


def _check(options: Namespace) -> int:
    with options.file.open("rb") as file:
        source = file.read(MOST_BYTES + 1)
    name = options.file.name
    upload = Upload(name, source)
    found = checkup(upload, at=timezone.now())
    mended = None
    if options.repair:
        if options.repair.suffix.lower() != ".xlsx":
            return _refuse(f"{options.repair}: a mended workbook is written as .xlsx.")
        mended = checkup(upload, at=timezone.now(), repair=True)
        if not mended.workbook:
            return _refuse(f"{name}: an XForm cannot be mended; mend the spreadsheet it came from.")
        options.repair.write_bytes(mended.workbook)
    course = Course(options.seed, options.day or timezone.localdate())
    filled = _filled(found.form, options.fill, course) if options.fill and found.form else None
    if options.format == "json":
        told = _plain(found) | ({"fill": _plain_fills(filled)} if filled else {})
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        lines = [*_table(found), *(_fill_lines(filled) if filled else ())]
        print("\n".join([*lines, *(_repair(options.repair, mended) if mended else ())]))
    return 0 if found.converts else 1


def _refuse(line: str) -> int:
    print(" ".join(line.split()), file=sys.stderr)
    return 2


def _plain(found: Checkup) -> dict[str, Any]:
    return {
        "converts": found.converts,
        "questions": found.questions,
        "languages": list(found.languages),
        "problems": [
            {
                "sheet": problem.sheet,
                "row": problem.row,
                "code": problem.code,
                "message": sentence(problem),
                "repairable": problem.repairable,
            }
            for problem in found.problems
        ],
        "unsupported": [
            {
                "name": capability.name,
                "what": capability.what,
                "web": capability.web,
                "collect": capability.collect,
            }
            for capability in found.unsupported
        ],
    }


def _table(found: Checkup) -> list[str]:
    if found.converts:
        spoken = ", ".join(found.languages) or "one language"
        lines = [f"It converts: {found.questions} questions in {spoken}."]
    else:
        lines = ["It does not convert."]
    lines += _rows(found.problems, stopped=not found.converts)
    if found.unsupported:
        lines += ["", "Not everybody can ask:"]
    for capability in found.unsupported:
        who = "Collect only" if capability.collect else "web only" if capability.web else "nobody"
        places = ", ".join(path.rpartition("/")[2] for path in capability.where[:6])
        lines.append(
            f"  {who:12} {capability.what} {capability.name}{f' ({places})' if places else ''}"
        )
    return lines


def _rows(problems: tuple[Problem, ...], *, stopped: bool) -> list[str]:
    """Lists problems; a mark says which of them stopped a form that does not convert."""
    lines = ["", f"{'SHEET':14} {'ROW':>5}  {'':2} PROBLEM"] if problems else []
    for problem in problems:
        mark = "!" if stopped and problem.stops else " "
        start = f"{problem.sheet[:14]:14} {problem.row or '':>5}  {mark:2} "
        said = f"{sentence(problem)} [{problem.code}{', repairable' * problem.repairable}]"
        lines += textwrap.wrap(said, _WIDTH, initial_indent=start, subsequent_indent=" " * 25)
    return [*lines, "", "! stops the form from converting."] if problems and stopped else lines


def _repair(target: Path, mended: Checkup) -> list[str]:
    lines = ["", f"Written to {target}:"]
    for problem in mended.changes:
        where = " ".join(filter(None, [problem.sheet, str(problem.row or "")])) or "file"
        said = f"{where}: {change(problem)}"
        lines += textwrap.wrap(said, _WIDTH, initial_indent="  ", subsequent_indent="    ")
    state = "It converts now." if mended.converts else "It still does not convert:"
    left = [] if mended.converts else [problem for problem in mended.problems if problem.stops]
    return [*lines, state, *_rows(tuple(left), stopped=True)]


def _filled(form: Form, times: int, course: Course) -> Filled:
    end = monotonic() + _SECONDS
    return fill_many(
        form, course.at, times=times, first=course.seed, enough=lambda: monotonic() > end
    )


def _plain_fills(filled: Filled) -> dict[str, Any]:
    return {
        "wanted": filled.wanted,
        "made": len(filled.fills),
        "complete": len(filled.complete),
        "shortest": filled.shortest.length if filled.shortest else None,
        "longest": filled.longest.length if filled.longest else None,
        "stuck": [
            {"path": why.path, "code": why.code, "message": why.sentence, "fills": n, "seed": seed}
            for why, n, seed in filled.stuck
        ],
        "lost": [{"path": path, "fills": n} for path, n in filled.lost],
        "dropped": [{"path": path, "fills": n} for path, _rule, n in filled.dropped],
        "never_asked": [question.path for question, _rule in filled.never_asked],
    }


def _fill_lines(filled: Filled) -> list[str]:
    """Tells what the fills have shown, each thing on a line of its own."""
    made, complete = len(filled.fills), filled.complete
    lines = ["", f"{len(complete)} of {made} fills came to their end."]
    if made < filled.wanted:
        lines.append(f"There was no time for more: {filled.wanted} were wanted.")
    if filled.shortest and filled.longest:
        lengths = filled.shortest.length, filled.longest.length
        lines.append("The shortest way has {} pages, the longest {}.".format(*lengths))
    stuck = [
        f"{_last(why.path) or 'form'}: {why.sentence or why.code} ({n} fills, first seed {seed})"
        for why, n, seed in filled.stuck
    ]
    never = [_with_rule(question.name, rule) for question, rule in filled.never_asked]
    lines += _listed("Fills that could not go on:", stuck)
    lines += _listed("Answers that were lost:", [f"{_last(p)} ({n} fills)" for p, n in filled.lost])
    lines += _listed("Questions that no fill came to:", never)
    taken = [f"{_with_rule(_last(path), rule)} ({n} fills)" for path, rule, n in filled.dropped]
    return [*lines, *_listed("Answers that a later answer took away:", taken)]


def _listed(title: str, rows: list[str]) -> list[str]:
    return ["", title, *(f"  {row}" for row in rows)] if rows else []


def _with_rule(name: str, rule: Rule | None) -> str:
    return f"{name}: {rule.text}" if rule else name


def _last(path: str) -> str:
    return path.rpartition("/")[2]
