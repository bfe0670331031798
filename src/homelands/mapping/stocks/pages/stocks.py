"""How many people from the country of origin live where: public figures, by edition."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homelands.foundation.reference import countries
from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request
from homelands.mapping.stocks.models import StockFigure
from homelands.mapping.stocks.pages import figures
from homelands.mapping.stocks.queries import registered, stocks
from homelands.mapping.stocks.queries.stocks import Coverage, Stock, Subtotal
from homelands.ui.numerals import number
from homelands.ui.sheet import sheet


def where(request: Request) -> HttpResponseBase:
    """Shows how many live abroad, and where, in one year."""
    coverage = stocks.coverage(settings.COUNTRY)
    if coverage is None:
        return render(request, "stocks/stocks/where.html", {"origin": settings.COUNTRY})
    year, sex = _chosen(request, coverage)
    found = stocks.by_destination(settings.COUNTRY, year, sex)
    repeated = stocks.subtotals(settings.COUNTRY, year, sex)
    if request.GET.get("format") == "csv":
        return _csv(coverage, found, repeated, (year, sex))
    csv_url = f"?year={year}&sex={sex}&format=csv"
    people = sum(stock.people for stock in found)
    context = {
        "origin": settings.COUNTRY,
        "held": coverage,
        "year": year,
        "sex": sex,
        "sexes": [(one, StockFigure.Sex(one).label) for one in coverage.sexes],
        "people": people,
        "repeats": _repeats(people, repeated),
        "ranked": figures.ranked(found, year, coverage.edition, csv_url),
        "map": figures.on_map(found, year, coverage.edition),
        "licence": _licence(coverage),
    }
    return render(request, "stocks/stocks/where.html", context)


def country(request: Request, country: str) -> HttpResponseBase:
    """Shows how many live in one country, over the years."""
    code = _country(country)
    coverage = stocks.coverage(settings.COUNTRY)
    readings = stocks.trend(settings.COUNTRY, code)
    if coverage and request.GET.get("format") == "csv":
        rows = [[code, reading.year, reading.people, str(coverage.edition)] for reading in readings]
        headers = [_("Country"), _("Year"), _("People"), _("Edition")]
        return sheet(f"{settings.COUNTRY}-{code}", headers, rows)
    context: dict[str, Any] = {
        "origin": settings.COUNTRY,
        "country": code,
        "registered": registered.let_out(code, at=timezone.now()),
        "latest": readings[-1] if readings else None,
    }
    if coverage and readings:
        context["figure"] = figures.over_years(readings, code, coverage.edition, "?format=csv")
        context["licence"] = _licence(coverage)
    return render(request, "stocks/stocks/country.html", context)


def _country(code: str) -> str:
    try:
        known = countries.get(code)
    except KeyError as error:
        raise Http404 from error
    if known.alpha3 != code or code == settings.COUNTRY:
        raise Http404
    return code


def _chosen(request: Request, coverage: Coverage) -> tuple[int, str]:
    """Returns the year and sex asked for, or the latest year and both where they are not held."""
    asked = request.GET.get("year", "")
    years = {str(year): year for year in coverage.years}
    sex = request.GET.get("sex", "")
    return years.get(asked, coverage.years[0]), sex if sex in coverage.sexes else coverage.sexes[0]


def _repeats(people: int, repeated: list[Subtotal]) -> str:
    """Says how the file's own rows add up to more, because others quote that sum."""
    again = sum(subtotal.people for subtotal in repeated)
    if not again:
        return ""
    named = [f"{subtotal.region} ({number(subtotal.people)})" for subtotal in repeated]
    *most, last = named
    return _(
        "The file's rows add up to %(sum)s, because it repeats %(again)s people in subtotals for"
        " %(regions)s."
    ) % {
        "sum": number(people + again),
        "again": number(again),
        "regions": _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last}
        if most
        else last,
    }


def _licence(coverage: Coverage) -> str:
    edition = coverage.edition
    return _("%(edition)s, by %(publisher)s. Licence: %(licence)s. Imported on %(day)s.") % {
        "edition": str(edition),
        "publisher": edition.publisher,
        "licence": edition.licence,
        "day": date_format(edition.imported_at),
    }


def _csv(
    coverage: Coverage, found: list[Stock], repeated: list[Subtotal], chosen: tuple[int, str]
) -> HttpResponseBase:
    year, sex = chosen
    edition = coverage.edition
    same = [year, sex]
    origin = [str(edition), edition.publisher, edition.licence]
    rows = [
        [stock.destination, country_name(stock.destination), *same, stock.people, "", *origin]
        for stock in found
    ]
    rows += [
        ["", subtotal.region, *same, subtotal.people, _("subtotal"), *origin]
        for subtotal in repeated
    ]
    headers = [
        _("Code"), _("Country"), _("Year"), _("Sex"), _("People"), _("Note"),
        _("Edition"), _("Publisher"), _("Licence"),
    ]  # fmt: skip
    return sheet(f"{settings.COUNTRY}-{year}-{sex}", headers, rows)
