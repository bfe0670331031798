"""A programme is added."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.programmes.needs.actions import programmes
from homelands.programmes.needs.pages.forms import ProgrammeForm
from homelands.programmes.needs.rules import check_founds


@for_officers
def add(request: Request) -> HttpResponse:
    """Adds a programme with its rules and what it pays."""
    check_founds(request.actor)
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            programmes.add(facts=form.facts(), at=timezone.now(), by=request.actor)
            messages.success(request, _("The programme is added."))
            return redirect("needs.needs.listed")
    return render(request, "needs/programmes/add.html", {"form": form})
