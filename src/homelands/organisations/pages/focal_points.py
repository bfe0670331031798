"""The pages on which those who speak for an organisation are named, and stop."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.organisations.actions import focal_points
from homelands.organisations.models import FocalPoint, Organisation
from homelands.organisations.pages.forms import NameForm
from homelands.organisations.rules import ROLES, check_has_role, check_may_name


@for_officers
def name(request: Request, pk: str) -> HttpResponse:
    """Names an account to speak for an organisation."""
    organisation = get_object_or_404(Organisation, pk=pk)
    check_may_name(request.actor)
    check_has_role(organisation)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.cleaned_data["login"]
        with refusals_on(form):
            focal_points.name(organisation, user=user, at=timezone.now(), by=request.actor)
            messages.success(request, _("The focal point is named."))
            return redirect("organisations.organisations.show", pk=organisation.pk)
    role = ROLES[Organisation.Kind(organisation.kind)].label
    context = {"form": form, "organisation": organisation, "role": role}
    return render(request, "organisations/focal_points/name.html", context)


@for_officers
@require_POST
def end(request: Request, pk: str) -> HttpResponse:
    """Ends that somebody speaks for an organisation."""
    focal_point = get_object_or_404(FocalPoint.objects.select_related("user"), pk=pk)
    focal_points.end(focal_point, at=timezone.now(), by=request.actor)
    messages.success(request, _("The grant is ended. It no longer opens anything."))
    return redirect("organisations.organisations.show", pk=focal_point.organisation_id)
