"""The pages of results: what everybody sees, and what monitoring officers work with."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.results.actions import indicators
from homelands.results.models import Indicator
from homelands.results.pages import figures
from homelands.results.pages.forms import IndicatorForm
from homelands.results.queries import indicators as indicator_queries
from homelands.results.queries import released
from homelands.results.queries.indicators import Progress
from homelands.results.rules import check_may_add, check_may_keep
from homelands.ui.listing import Column, Empty, Listing
from homelands.ui.rows import SummaryRow


def public(request: Request) -> HttpResponse:
    """Shows what came of it to everybody: the funnel, and each indicator with its definition."""
    today = timezone.localdate()
    now = timezone.now()
    shown = released.indicators(at=now)
    context = {
        "funnel": figures.funnel(released.funnel(today, at=now), today),
        "indicators": [(one, _figure(one), _facts(one)) for one in shown],
    }
    return render(request, "results/indicators/public.html", context)


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the indicators with their baseline, where they stand and their target."""
    known = _seen(request)
    listing = _listing(request, known)
    if listing.wants_csv:
        return listing.csv()
    context = {
        "listing": listing,
        "figures": [figures.bullet(one) for one in known if one.is_computed],
        "why_not": why_not(check_may_add, request.actor),
    }
    return render(request, "results/indicators/listed.html", context)


@for_officers
def add(request: Request) -> HttpResponse:
    """Sets up an indicator."""
    check_may_add(request.actor)
    form = IndicatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = indicators.add(form.new(), by=request.actor)
            messages.success(request, _("The indicator is set up. Compute it for a first value."))
            return redirect("results.indicators.show", pk=made.pk)
    return render(request, "results/indicators/add.html", {"form": form})


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows one indicator and every value that it had."""
    indicator = get_object_or_404(Indicator.objects.select_related("programme"), pk=pk)
    keeps_not = why_not(check_may_keep, request.actor, indicator)
    progress = next(one for one in _seen(request) if one.indicator.pk == indicator.pk)
    context = {
        "indicator": indicator,
        "figure": _figure(progress),
        "facts": _facts(progress),
        "readings": [] if keeps_not else indicator_queries.readings(indicator)[:100],
        "why_not": keeps_not,
    }
    return render(request, "results/indicators/show.html", context)


@for_officers
@require_POST
def compute(request: Request, pk: str) -> HttpResponse:
    """Computes what an indicator stands at today."""
    indicator = get_object_or_404(Indicator, pk=pk)
    indicators.compute(indicator, on=timezone.localdate(), by=request.actor)
    messages.success(request, _("Computed from today’s records."))
    return redirect("results.indicators.show", pk=indicator.pk)


def _seen(request: Request) -> list[Progress]:
    """Returns the indicators as they are to those who keep them, to others as to everybody."""
    public = {one.indicator.pk: one for one in released.indicators(at=timezone.now())}
    return [
        public[one.indicator.pk] if why_not(check_may_keep, request.actor, one.indicator) else one
        for one in indicator_queries.listed()
    ]


def _figure(progress: Progress) -> Any:
    """Returns the figure; nothing where nothing was computed yet."""
    return figures.bullet(progress) if progress.is_computed else None


def _facts(progress: Progress) -> list[SummaryRow]:
    """Returns what an indicator needs to be understood, line by line."""
    indicator = progress.indicator
    return [
        SummaryRow(_("Definition"), indicator.definition),
        SummaryRow(_("How it is measured"), progress.measure.label),
        SummaryRow(
            _("Programme"), indicator.programme.name if indicator.programme else _("All programmes")
        ),
        SummaryRow(_("Source"), progress.measure.source),
        SummaryRow(_("Baseline"), _at(indicator.baseline, indicator.unit, indicator.baseline_on)),
        SummaryRow(_("Target"), _at(indicator.target, indicator.unit, indicator.target_on)),
        SummaryRow(
            _("Last computed"), date_format(progress.on) if progress.on else _("Not computed yet")
        ),
    ]


def _at(value: float, unit: str, on: Any) -> str:
    return _("%(value)s %(unit)s on %(day)s") % {
        "value": figures.written(value),
        "unit": unit,
        "day": date_format(on),
    }


def _link(progress: Progress) -> str:
    url = reverse("results.indicators.show", args=[progress.indicator.pk])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, progress.indicator.name)


def _listing(request: Request, rows: list[Progress]) -> Listing:
    return Listing(
        rows=rows,
        query=request.GET,
        name="indicators",
        caption=_("Indicators"),
        columns=[
            Column("code", _("Code"), lambda row: row.indicator.code),
            Column("name", _("Name"), _link, csv=lambda row: row.indicator.name),
            Column("unit", _("Unit"), lambda row: row.indicator.unit),
            Column("baseline", _("Baseline"), lambda r: figures.written(r.indicator.baseline),
                   csv=lambda r: r.indicator.baseline, numeric=True),
            Column("now", _("Now"), lambda r: figures.written(r.value) if r.is_computed else "–",
                   csv=lambda r: r.value, numeric=True),
            Column("target", _("Target"), lambda r: figures.written(r.indicator.target),
                   csv=lambda r: r.indicator.target, numeric=True),
            Column("on", _("Last computed"), lambda r: date_format(r.on) if r.on else "–"),
        ],
        empty=Empty(
            what=_("What the service should achieve, and how far it is, is listed here."),
            who=_("Monitoring and evaluation officers set up indicators."),
            action_label=_("Set up an indicator"),
            action_url=reverse("results.indicators.add"),
        ),
    )  # fmt: skip
