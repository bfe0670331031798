"""Officers declare conflicts of interest before anything opens."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.programmes.needs.models import Call
from homelands.programmes.selection.actions import conflicts
from homelands.programmes.selection.pages.forms import ConflictForm
from homelands.programmes.selection.rules.applications import check_selects


@for_officers
def declare(request: Request, pk: str) -> HttpResponse:
    """Asks whether the officer has an interest in a call."""
    call = get_object_or_404(Call.objects.select_related("need__host", "programme"), pk=pk)
    check_selects(request.actor, call)
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            declared = conflicts.declare(
                call, declaration=form.declaration(), at=timezone.now(), by=request.actor
            )
            if declared.has_conflict:
                return redirect("needs.needs.show", pk=call.need_id)
            return redirect("selection.shortlists.show", pk=pk)
    return render(request, "selection/conflicts/declare.html", {"form": form, "call": call})
