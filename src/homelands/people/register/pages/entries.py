"""The profile page: a person states, confirms and corrects."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.views import Request, for_members, refusals_on, way_on
from homelands.people.register.actions import entries
from homelands.people.register.models import Person
from homelands.people.register.pages.forms import ProfileForm, initial
from homelands.people.register.queries import persons as person_queries


@for_members
def replace(request: Request) -> HttpResponse:
    """Edits the profile; saving confirms what stays."""
    person = get_object_or_404(Person, pk=request.actor.user_id)
    known = initial(person_queries.entries(person))
    form = ProfileForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            for kind, statements in form.statements().items():
                entries.replace(
                    person,
                    kind=kind,
                    statements=statements,
                    on=timezone.localdate(),
                    by=request.actor,
                )
            messages.success(request, _("Your profile is saved."))
            return redirect(way_on(request) or "register.consents.decide")
    return render(request, "register/entries/replace.html", {"form": form})
