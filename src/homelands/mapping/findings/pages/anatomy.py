"""What stands beside a finding's figure: how it came about, in a list, a file and a history."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homelands.foundation.models import User
from homelands.mapping.findings.models import Finding
from homelands.mapping.findings.pages import figures
from homelands.mapping.findings.queries.findings import Table
from homelands.mapping.statistics.pages import methods
from homelands.ui import sentences
from homelands.ui.numerals import number
from homelands.ui.rows import Entry, SummaryRow


def facts(finding: Finding, table: Table) -> list[SummaryRow]:
    """Returns the design, the sample and the method behind a finding."""
    study, first = finding.study, table.first
    known = [
        (_("Study"), study.name),
        (_("Who is meant"), "" if study.population.isdecimal() else study.population),
        (_("Design"), study.get_design_display()),
        (_("Kind of evidence"), f"{first.design_class}: {first.get_design_class_display()}"),
        (_("People who answered"), number(first.n)),
        (_("Worth as independent answers"), _worth(table)),
        (_("Method"), methods.linked(sentences.parts(table.method))),
        (_("Missing numbers of contacts"), _treatment(table)),
        (_("People in all, as assumed"), number(first.population)),
        (_("Random seed"), str(first.seed) if first.seed is not None else ""),
        (_("Computed on"), date_format(first.computed_at)),
    ]
    return [SummaryRow(term, value) for term, value in known if value]


def lines(finding: Finding, table: Table) -> tuple[list[str], list[list[Any]]]:
    """Returns the file of a finding: what it needs to be understood stands in every row."""
    first = table.first
    headers = [
        *figures.headers(table),
        _("n"),
        _("Study"),
        _("Kind of evidence"),
        _("Method"),
        _("Read with care"),
    ]
    welded = [
        first.n,
        finding.study.name,
        f"{first.design_class}: {first.get_design_class_display()}",
        sentences.method(table.method),
        " ".join(sentences.each(table.cautions)),
    ]
    rows = [
        [_("too few to show") if cell is None else cell for cell in figures.cells(row, table)]
        for row in table.rows
    ]
    return headers, [[*row, *welded] for row in rows]


def history(finding: Finding) -> list[Entry]:
    """Returns who drafted, published and took back a finding, the latest first."""
    steps = list(_steps(finding))
    keys = {account for _at, account, _what, _why in steps if account}
    names = {user.pk: user.name for user in User.objects.filter(pk__in=keys)}
    return [
        Entry(at, names.get(account, _("The program")), what, why)
        for at, account, what, why in reversed(steps)
    ]


def _steps(finding: Finding) -> Iterator[tuple[datetime, Any, str, str]]:
    yield finding.drafted_at, finding.drafted_by_id, _("Drafted"), ""
    if finding.published_at:
        why = finding.published_why
        yield finding.published_at, finding.published_by_id, _("Published"), why
    if finding.retracted_at:
        why = finding.retracted_why
        yield finding.retracted_at, finding.retracted_by_id, _("Taken back"), why


def _worth(table: Table) -> str:
    """Says how few independent answers the shown shares are worth."""
    shown = {row.category for row in table.rows if row.value is not None}
    sizes = [
        estimate.effective_n
        for estimate in table.leading
        if estimate.category in shown and estimate.effective_n is not None
    ]
    return number(min(sizes)) if sizes else ""


def _treatment(table: Table) -> str:
    return table.first.get_treatment_display() if table.first.treatment else ""
