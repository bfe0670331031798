"""What goes by itself, for those who answer for it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.queries import retention as queries
from homelands.foundation.rules import check_answers_for_data
from homelands.foundation.views import Request, for_officers


@for_officers
def retention(request: Request) -> HttpResponse:
    """Shows what is over and will be deleted, and what was deleted last."""
    check_answers_for_data(request.actor, None)
    # Whoever reads this sees none of the rows; the counts are of all of them.
    with acting(Actor.system("web.retention")):
        kept = queries.kept(timezone.now())
    return render(request, "web/retention.html", {"kept": kept})
