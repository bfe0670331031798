"""The consent page: one switch per purpose, dated."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.views import Request, for_members, way_on
from homelands.people.register.actions import consents
from homelands.people.register.models import Person
from homelands.people.register.queries import consents as consent_queries
from homelands.people.register.rules.consents import check_decision


@for_members
def decide(request: Request) -> HttpResponse:
    """Shows the switches and turns one."""
    person = get_object_or_404(Person, pk=request.actor.user_id)
    if request.method == "POST":
        purpose, said = request.POST.get("purpose", ""), request.POST.get("given", "")
        check_decision(purpose, said)
        given = said == "yes"
        consents.decide(person, purpose=purpose, given=given, at=timezone.now(), by=request.actor)
        messages.success(request, _("Your decision holds from now on."))
        return redirect(request.get_full_path())
    context = {"switches": consent_queries.switches(person), "way_on": way_on(request)}
    return render(request, "register/consents/decide.html", context)
