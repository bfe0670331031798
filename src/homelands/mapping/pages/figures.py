"""The figures of stock and of findings, each with its whole anatomy."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homelands.foundation.reference import countries
from homelands.foundation.templatetags.words import country_name
from homelands.mapping.models import Finding, StockEdition
from homelands.mapping.pages import cautions
from homelands.mapping.queries.findings import Row, Table
from homelands.mapping.queries.stocks import Reading, Stock
from homelands.ui.figures import Bar, Figure, Place, Stage, bubble_map, funnel_bars, ranked_bars
from homelands.ui.numerals import number

TOP = 15


def _origin() -> str:
    return country_name(settings.COUNTRY)


def source(edition: StockEdition) -> str:
    """Names publisher, edition and licence in one line."""
    return f"{edition.publisher}, {edition}, {edition.licence}"


def stock_cautions() -> list[str]:
    """Says what a stock of people by country of birth is not."""
    return [
        _(
            "A stock by country of birth is not the diaspora: descendants are missed, however"
            " close they feel to %(origin)s."
        )
        % {"origin": _origin()},
        _("Some countries count foreign citizens instead of people born abroad."),
        _("People without papers, or away for less than a year, are often not counted."),
    ]


def _stock_rows(stocks: Sequence[Stock]) -> list[list[Any]]:
    return [
        [
            format_html(
                '<a href="{}">{}</a>',
                reverse("mapping.stocks.country", args=[one.destination]),
                country_name(one.destination),
            ),
            one.people,
        ]
        for one in stocks
    ]


def ranked(stocks: Sequence[Stock], year: int, edition: StockEdition, csv_url: str) -> Figure:
    """Returns the destinations by rank: the first ones drawn, all in the table."""
    first = [country_name(one.destination) for one in stocks[:3]]
    total = sum(one.people for one in stocks)
    top = sum(one.people for one in stocks[:TOP])
    return Figure(
        title=_("Most of all in %(countries)s") % {"countries": ", ".join(first)},
        subtitle=_("People from %(origin)s by country where they live, %(year)s")
        % {"origin": _origin(), "year": year},
        summary=_("The %(top)s countries drawn hold %(people)s of %(total)s people.")
        % {"top": len(stocks[:TOP]), "people": number(top), "total": number(total)},
        chart=ranked_bars(
            [Bar(country_name(one.destination), one.people) for one in stocks[:TOP]],
            _("People"),
            rtl=get_language_bidi(),
        ),
        source=source(edition),
        n=total,
        cautions=stock_cautions(),
        headers=[_("Country"), _("People")],
        rows=_stock_rows(stocks),
        method_url=reverse("mapping.methods.show", args=["migrant-stock"]),
        csv_url=csv_url,
        interval=_("The publisher gives no interval."),
    )


def on_map(stocks: Sequence[Stock], year: int, edition: StockEdition) -> Figure:
    """Returns the same countries as bubbles, without borders."""
    known = [(countries.get(one.destination), one) for one in stocks]
    places = [
        Place(country_name(one.destination), place.longitude, place.latitude, one.people)
        for place, one in known
    ]
    return Figure(
        title=_("In %(count)s countries of the world") % {"count": number(len(stocks))},
        subtitle=_("People from %(origin)s by country where they live, %(year)s")
        % {"origin": _origin(), "year": year},
        summary=_("Each bubble stands for a country; its area is the number of people."),
        chart=bubble_map(places),
        source=source(edition),
        n=sum(one.people for one in stocks),
        cautions=[
            _("A bubble stands roughly in the middle of its country. Borders are not drawn."),
            *stock_cautions()[:1],
        ],
        headers=[_("Country"), _("People")],
        rows=[[country_name(one.destination), one.people] for one in stocks],
        method_url=reverse("mapping.methods.show", args=["migrant-stock"]),
    )


def over_years(
    readings: Sequence[Reading], country: str, edition: StockEdition, csv_url: str
) -> Figure:
    """Returns one bar a year for one destination."""
    first, last = readings[0], readings[-1]
    words = {
        "first": number(first.people),
        "last": number(last.people),
        "from": first.year,
        "to": last.year,
    }
    return Figure(
        title=_("From %(first)s in %(from)s to %(last)s in %(to)s") % words,
        subtitle=_("%(country)s: people from %(origin)s")
        % {"origin": _origin(), "country": country_name(country)},
        summary=_("People: %(first)s in %(from)s, %(last)s in %(to)s.") % words,
        chart=funnel_bars(
            [Stage(str(one.year), one.people) for one in readings],
            _("People"),
            rtl=get_language_bidi(),
        ),
        source=source(edition),
        n=last.people,
        cautions=[
            *stock_cautions(),
            _("Years without a census are filled in by the publisher between those that have one."),
        ],
        headers=[_("Year"), _("People")],
        rows=[[str(one.year), one.people] for one in readings],
        method_url=reverse("mapping.methods.show", args=["migrant-stock"]),
        csv_url=csv_url,
        interval=_("The publisher gives no interval."),
    )


def percent(share: float | None) -> float | None:
    """Returns a share in percent, as pages and files show it."""
    return None if share is None else round(100 * share, 1)


def finding(found: Finding, table: Table, csv_url: str) -> Figure:
    """Returns a finding as bars with intervals, or as counts of respondents."""
    first = table.first
    slug = "counts" if table.is_counts else "rds-ii"
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
        n=first.n,
        cautions=[cautions.sentence(one) for one in table.cautions],
        headers=headers(table),
        rows=[cells(row, table) for row in table.rows],
        method_url=reverse("mapping.methods.show", args=[slug]),
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
        *(_("Share otherwise: %(treatment)s") % {"treatment": one.label} for one in table.others),
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
    words = {"level": round(100 * table.first.level), "replicates": number(table.first.replicates)}
    return (
        _(
            "Lines show the %(level)s per cent interval from %(replicates)s replicates of the tree"
            " bootstrap; it tends to be wider than needed."
        )
        % words
    )
