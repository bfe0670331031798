"""Examines a workbook check by check; what each would mend is mended for those that follow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .checks.answers import check_answers
from .checks.cells import check_cells, check_gaps
from .checks.circles import check_circles
from .checks.expressions import check_expressions
from .checks.groups import check_groups
from .checks.headers import check_head, check_headers, check_needed, check_sheets
from .checks.languages import check_spellings, check_translations
from .checks.lists import check_choices, check_lists
from .checks.names import check_ambiguous, check_names
from .checks.references import check_references
from .checks.settings import check_settings
from .checks.types import check_parts, check_types
from .edits import apply
from .outline import Outline, outline
from .problems import Finding, NotAForm
from .workbook import Workbook

_OF_SHEETS: tuple[Callable[[Workbook], Iterator[Finding]], ...] = (
    check_sheets,
    check_head,
    check_headers,
    check_spellings,
    check_needed,
    check_cells,
    check_gaps,
)
_OF_FORMS: tuple[Callable[[Outline], Iterator[Finding]], ...] = (
    check_types,
    check_groups,
    check_names,
    check_lists,
    check_choices,
    check_references,
    check_ambiguous,
    check_expressions,
    check_answers,
    check_parts,
    check_circles,
    check_settings,
    check_translations,
)


@dataclass(frozen=True)
class Examined:
    """What was found, and the workbook with everything mended that can be."""

    findings: tuple[Finding, ...]
    mended: Workbook


def examine(book: Workbook, opening: list[Finding]) -> Examined:
    """Runs all checks; a NotAForm is raised for a workbook without a survey."""
    findings = list(opening)
    for check in _OF_SHEETS:
        book = _run(list(check(book)), book, findings)
    survey = book.sheet("survey")
    if survey is None or not ({"type", "name"} & {column for column, _ in survey.columns}):
        raise NotAForm("no_survey_sheet", sheets=", ".join(s.name for s in book.sheets)[:200])
    for one in _OF_FORMS:
        form = outline(book)
        if form is None:
            break
        book = _run(list(one(form)), book, findings)
    return Examined(tuple(_in_order(findings)), book)


def _run(found: list[Finding], book: Workbook, findings: list[Finding]) -> Workbook:
    findings += found
    return apply(book, [edit for finding in found for edit in finding.edits])


def _in_order(findings: list[Finding]) -> list[Finding]:
    """Puts what stops the form first, then by sheet and row."""
    sheets = ["", "survey", "choices", "settings"]

    def place(finding: Finding) -> tuple[bool, int, int]:
        problem = finding.problem
        named = problem.sheet.lower()
        at = sheets.index(named) if named in sheets else len(sheets)
        return (not problem.stops, at, problem.row)

    return sorted(findings, key=place)
