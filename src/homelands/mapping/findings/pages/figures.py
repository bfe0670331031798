"""The figure of a finding, with its whole anatomy."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homelands.mapping.findings.models import Finding
from homelands.mapping.findings.queries.findings import Row, Table
from homelands.mapping.statistics.pages import methods
from homelands.ui import sentences
from homelands.ui.figures import Bar, Figure, ranked_bars
from homelands.ui.numerals import number


def percent(share: float | None) -> float | None:
    """Returns a share in percent, as pages and files show it."""
    return None if share is None else round(100 * share, 1)


def finding(found: Finding, table: Table, csv_url: str) -> Figure:
    """Returns a finding as bars with intervals, or as counts of respondents."""
    return Figure(
        title=found.claim,
        subtitle=_subtitle(found),
        summary=_summary(table),
        chart=ranked_bars(
            [_bar(row, table.is_counts) for row in table.rows],
            _("Respondents") if table.is_counts else _("Estimated share, per cent"),
            rtl=get_language_bidi(),
        ),
        source=found.study.source or found.study.name,
        n=table.first.n,
        cautions=sentences.each(table.cautions),
        headers=headers(table),
        rows=[cells(row, table) for row in table.rows],
        method_url=methods.address(table.method.estimator),
        csv_url=csv_url,
        interval=_interval(table),
    )


def headers(table: Table) -> list[str]:
    """Names the columns of a finding's table."""
    if table.is_counts:
        return [_("Answer"), _("Respondents")]
    level = round(100 * table.first.level)
    return [
        _("Answer"),
        _("Respondents"),
        _("Share, per cent"),
        _("From (%(level)s %% interval)") % {"level": level},
        _("To (%(level)s %% interval)") % {"level": level},
        *(
            _("Share otherwise: %(treatment)s") % {"treatment": other.label}
            for other in table.others
        ),
    ]


def cells(row: Row, table: Table) -> list[Any]:
    """Returns one row of a finding's table; None is too few to show."""
    if table.is_counts:
        return [row.label, row.count]
    shares = (row.value, row.low, row.high, *row.others)
    return [row.label, row.count, *(percent(share) for share in shares)]


def _bar(row: Row, counts: bool) -> Bar:
    if counts:
        return Bar(row.label, row.count)
    return Bar(row.label, percent(row.value), percent(row.low), percent(row.high))


def _subtitle(found: Finding) -> str:
    study = found.study
    days = [date_format(day) for day in (study.opens_on, study.closes_on) if day]
    what = found.question or found.variable
    return " · ".join(filter(None, [what, study.name, " – ".join(days)]))


def _summary(table: Table) -> str:
    if not table.shows_something:
        return _("Every group is too small to show.")
    if table.is_counts:
        top = max(table.rows, key=lambda row: row.count or 0)
        return _("%(count)s of %(n)s respondents answered “%(answer)s”.") % {
            "count": number(top.count),
            "n": number(table.first.n),
            "answer": top.label,
        }
    top = max(table.rows, key=lambda row: row.value or 0)
    return _("“%(answer)s” is estimated at %(share)s per cent, from %(low)s to %(high)s.") % {
        "answer": top.label,
        "share": number(percent(top.value), 1),
        "low": number(percent(top.low), 1),
        "high": number(percent(top.high), 1),
    }


def _interval(table: Table) -> str:
    if table.is_counts:
        return _("There is no interval: these are counts of those who answered.")
    words = {
        "level": round(100 * table.first.level),
        "replicates": number(table.first.replicates),
        "method": ", ".join(name for _code, name in sentences.parts(table.method)[1:]),
    }
    lines = (
        _("Lines show the %(level)s per cent interval from %(replicates)s replicates: %(method)s.")
        % words
    )
    if table.method.spread != "tree":
        return lines
    wide = _("It tends to be wider than needed.")
    return f"{lines} {wide}"
