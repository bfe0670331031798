"""The figures of migrant stock, each with its whole anatomy."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homelands.foundation.reference import countries
from homelands.foundation.templatetags.words import country_name
from homelands.mapping.stocks.models import StockEdition
from homelands.mapping.stocks.queries.stocks import Reading, Stock
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
                reverse("stocks.stocks.country", args=[stock.destination]),
                country_name(stock.destination),
            ),
            stock.people,
        ]
        for stock in stocks
    ]


def ranked(stocks: Sequence[Stock], year: int, edition: StockEdition, csv_url: str) -> Figure:
    """Returns the destinations by rank: the first ones drawn, all in the table."""
    first = [country_name(stock.destination) for stock in stocks[:3]]
    total = sum(stock.people for stock in stocks)
    top = sum(stock.people for stock in stocks[:TOP])
    return Figure(
        title=_("Most of all in %(countries)s") % {"countries": ", ".join(first)},
        subtitle=_("People from %(origin)s by country where they live, %(year)s")
        % {"origin": _origin(), "year": year},
        summary=_("The %(top)s countries drawn hold %(people)s of %(total)s people.")
        % {"top": len(stocks[:TOP]), "people": number(top), "total": number(total)},
        chart=ranked_bars(
            [Bar(country_name(stock.destination), stock.people) for stock in stocks[:TOP]],
            _("People"),
            rtl=get_language_bidi(),
        ),
        source=source(edition),
        n=total,
        cautions=stock_cautions(),
        headers=[_("Country"), _("People")],
        rows=_stock_rows(stocks),
        method_url=reverse("statistics.methods.show", args=["migrant-stock"]),
        csv_url=csv_url,
        interval=_("The publisher gives no interval."),
    )


def on_map(stocks: Sequence[Stock], year: int, edition: StockEdition) -> Figure:
    """Returns the same countries as bubbles, without borders."""
    known = [(countries.get(stock.destination), stock) for stock in stocks]
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
        n=sum(stock.people for stock in stocks),
        cautions=[
            _("A bubble stands roughly in the middle of its country. Borders are not drawn."),
            *stock_cautions()[:1],
        ],
        headers=[_("Country"), _("People")],
        rows=[[country_name(stock.destination), stock.people] for stock in stocks],
        method_url=reverse("statistics.methods.show", args=["migrant-stock"]),
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
            [Stage(str(reading.year), reading.people) for reading in readings],
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
        rows=[[str(reading.year), reading.people] for reading in readings],
        method_url=reverse("statistics.methods.show", args=["migrant-stock"]),
        csv_url=csv_url,
        interval=_("The publisher gives no interval."),
    )
