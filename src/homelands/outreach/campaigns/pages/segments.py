"""Segments: made, counted where the officer reaches, and written to."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.outreach.campaigns.actions import segments
from homelands.outreach.campaigns.actions.segments import create as create_segment
from homelands.outreach.campaigns.models import Segment
from homelands.outreach.campaigns.pages import listings
from homelands.outreach.campaigns.pages.forms import LetterForm, SegmentForm
from homelands.outreach.campaigns.queries import segments as segment_queries
from homelands.outreach.events.rules.events import check_keeper


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the segments."""
    check_keeper(request.actor)
    listing = listings.segments(segment_queries.listed(), request.GET)
    if listing.wants_csv:
        return listing.csv()
    return render(request, "campaigns/segments/listed.html", {"listing": listing})


@for_officers
def create(request: Request) -> HttpResponse:
    """Makes a segment."""
    check_keeper(request.actor)
    form = SegmentForm(request.POST or None, initial={"finding": request.GET.get("finding")})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            segment = create_segment(
                name=form.cleaned_data["name"],
                filters=form.filters(),
                finding=form.cleaned_data["finding"],
                at=timezone.now(),
                by=request.actor,
            )
            return redirect("campaigns.segments.show", pk=segment.pk)
    return render(request, "campaigns/segments/create.html", {"form": form})


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows who is in a segment, in numbers by country, and what was written to them."""
    check_keeper(request.actor)
    segment = get_object_or_404(Segment.objects.select_related("finding"), pk=pk)
    counts = segment_queries.by_country(segment.filters, request.actor)
    context = {
        "segment": segment,
        "filters": listings.filters_in_words(segment),
        "counts": counts,
        "total": sum(n for _country, n in counts),
        "listing": listings.letters(segment_queries.letters(segment), request.GET),
    }
    return render(request, "campaigns/segments/show.html", context)


@for_officers
def write(request: Request, pk: str) -> HttpResponse:
    """Writes a letter to a segment, having said to how many."""
    check_keeper(request.actor)
    segment = get_object_or_404(Segment, pk=pk)
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            letter = segments.write(
                segment, draft=form.draft(), at=timezone.now(), by=request.actor
            )
            messages.success(request, _on_its_way(letter.people))
            return redirect("campaigns.segments.show", pk=pk)
    total = segment_queries.persons(segment.filters, request.actor).count()
    context = {"form": form, "segment": segment, "total": total}
    return render(request, "campaigns/segments/write.html", context)


def _on_its_way(people: int) -> str:
    return ngettext(
        "The letter goes to %(n)s person.",
        "The letter goes to %(n)s people, one by one.",
        people,
    ) % {"n": people}
