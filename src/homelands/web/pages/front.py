"""The public front page: how many and where, what is open, what was asked and found."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.reference import countries
from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request
from homelands.mapping.findings.queries import findings
from homelands.mapping.stocks.queries import stocks
from homelands.mapping.stocks.queries.stocks import Stock
from homelands.outreach.dialogue.queries import questions
from homelands.outreach.events.queries import events
from homelands.programmes.needs.queries import calls
from homelands.surveys.questionnaires.queries import studies
from homelands.ui.figures import Place, bubble_map
from homelands.ui.figures.drawing import Drawing
from homelands.web import counts

#: How many of each are shown; each has a page of its own with all of them.
MOST = 3


def home(request: Request) -> HttpResponse:
    """Shows whose service this is, how many live where, and what is open now."""
    now = timezone.now()
    actor = Actor.system("web.front")
    with acting(actor):
        context: dict[str, Any] = {
            **_stock(),
            "counts": counts.kept(),
            "events": [one for one in events.coming(now) if not one.event.cancelled_at][: MOST - 1],
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
        "map": _map(found),
    }


def _map(found: Sequence[Stock]) -> Drawing:
    known = [(countries.get(stock.destination), stock) for stock in found]
    return bubble_map(
        [
            Place(country_name(stock.destination), place.longitude, place.latitude, stock.people)
            for place, stock in known
        ]
    )
