"""Institutions are added and checked again."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.policy.actions import institutions
from homelands.policy.models import Institution
from homelands.policy.pages.forms import InstitutionForm
from homelands.policy.rules import check_may_write


@for_officers
def add(request: Request) -> HttpResponse:
    """Adds an institution with its source."""
    check_may_write(request.actor)
    initial = {"country": request.GET.get("country", settings.COUNTRY)}
    form = InstitutionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = institutions.add(facts=form.facts(), on=timezone.localdate(), by=request.actor)
            messages.success(request, _("Added."))
            return redirect("policy.profiles.show", country=made.country)
    return render(request, "policy/institutions/add.html", {"form": form})


@for_officers
@require_POST
def verify(request: Request, pk: str) -> HttpResponse:
    """Notes that an institution was checked today."""
    institution = get_object_or_404(Institution, pk=pk)
    institutions.verify(institution, on=timezone.localdate(), by=request.actor)
    messages.success(request, _("Noted as checked today."))
    return redirect("policy.profiles.show", country=institution.country)
