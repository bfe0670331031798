"""The first pages of members and officers, and what the service says of itself."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from homelands.foundation import to_do
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.personal import holdings
from homelands.foundation.queries import promises
from homelands.foundation.views import Request, for_members, for_officers


@for_officers
def desk(request: Request) -> HttpResponse:
    """Shows an officer all that waits for them in every role, and what waits for others."""
    today = timezone.localdate()
    context = {"desk": to_do.desk(request.actor, today), "today": today}
    return render(request, "web/desk.html", context)


@for_members
def portal(request: Request) -> HttpResponse:
    """Shows a member what they asked for and who owes them a reply."""
    if request.actor.is_officer:
        return redirect("desk")
    context = {"owed": promises.owed_to(request.actor.user_id, timezone.now())}
    return render(request, "web/portal.html", context)


def privacy(request: Request) -> HttpResponse:
    """Says what is held, who may see it, and what we never ask: from the registry itself."""
    return render(request, "web/privacy.html", {"holdings": list(holdings())})


def data(request: Request) -> HttpResponse:
    """Says where the figures come from and how they are made."""
    return render(request, "web/data.html")


def accessibility(request: Request) -> HttpResponse:
    """Says how the pages were checked and whom to tell when one cannot be used."""
    return render(request, "web/accessibility.html")


def response_times(request: Request) -> HttpResponse:
    """Publishes how fast each kind of request was answered."""
    # Whoever reads this may see no single promise; all may see how they were kept.
    with acting(Actor.system("web.response_times")):
        context = {"times": promises.response_times(timezone.now())}
    return render(request, "web/response_times.html", context)
