"""The public front page: how many and where, what is open, what was asked and found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.queries import promises
from homelands.foundation.views import Request
from homelands.mapping.findings.queries import findings
from homelands.mapping.stocks.pages import figures
from homelands.mapping.stocks.queries import registered, stocks
from homelands.outreach.dialogue.queries import questions
from homelands.outreach.events.queries import events
from homelands.programmes.needs.queries import calls
from homelands.programmes.placements.queries import placements
from homelands.surveys.questionnaires.queries import studies

#: How many of each are shown; each has a page of its own with all of them.
MOST = 3
#: For how many seconds the counts stand before they are made again.
KEPT = 600


@dataclass(frozen=True)
class Counts:
    """What the service did so far: `in_time` per cent of replies, after so many `days` on average.

    `people` is None where they are too few to show.
    """

    people: int | None
    countries: int
    answered: int
    in_time: int
    days: int
    completed: int


def home(request: Request) -> HttpResponse:
    """Shows whose service this is, how many live where, and what is open now."""
    now = timezone.now()
    actor = Actor.system("web.front")
    with acting(actor):
        context: dict[str, Any] = {
            **_stock(),
            "counts": cache.get_or_set("web.front.counts", lambda: _counts(now), KEPT),
            "events": events.coming(now)[: MOST - 1],
            "questions": questions.lately(now, MOST),
        }
    context |= {
        "calls": calls.current(now)[:MOST],
        "study": studies.current(timezone.localdate()).first(),
        "findings": findings.published()[: MOST - 1],
    }
    return render(request, "web/home.html", context)


def _stock() -> dict[str, Any]:
    """Gives the latest official figure and its map, where there is one."""
    coverage = stocks.coverage(settings.COUNTRY)
    if coverage is None:
        return {}
    year = coverage.years[0]
    found = stocks.by_destination(settings.COUNTRY, year)
    return {
        "people": sum(stock.people for stock in found),
        "places": len(found),
        "year": year,
        "publisher": coverage.edition.publisher,
        "map": figures.on_map(found, year, coverage.edition),
    }


def _counts(now: datetime) -> Counts:
    """Counts over whole tables, which is why it is kept for a while."""
    people, countries = registered.everywhere(at=now)
    times = promises.response_times(now)
    kept = sum(time.kept for time in times)
    return Counts(
        people=people,
        countries=countries,
        answered=kept,
        in_time=round(100 * sum(time.in_time for time in times) / kept) if kept else 0,
        days=round(sum(time.mean_days * time.kept for time in times) / kept) if kept else 0,
        completed=placements.completed().count(),
    )
