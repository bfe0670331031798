"""The work plan of a placement: deliverables are added and reported."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.states import check_step
from homelands.foundation.views import Request, for_members, for_officers, refusals_on
from homelands.programmes.needs.rules import check_asks, is_person
from homelands.programmes.placements.actions import work_plan
from homelands.programmes.placements.models import Placement, WorkPlanItem
from homelands.programmes.placements.pages.forms import DeliverableForm, EvidenceForm
from homelands.programmes.placements.rules import PLACEMENT, check_works


@for_officers
def add(request: Request, pk: str) -> HttpResponse:
    """Adds a deliverable."""
    placement = get_object_or_404(Placement.objects.select_related("match__need"), pk=pk)
    check_step(request.actor, placement, check_asks, PLACEMENT, "work")
    form = DeliverableForm(request.POST or None, initial={"due_on": placement.ends_on})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            work_plan.add(placement, deliverable=form.deliverable(), by=request.actor)
            messages.success(request, _("The deliverable is added."))
            return redirect("placements.placements.show", pk=pk)
    context = {"form": form, "placement": placement}
    return render(request, "placements/work_plan/add.html", context)


@for_members
def done(request: Request, pk: str) -> HttpResponse:
    """Reports a deliverable as done, with the evidence."""
    item = get_object_or_404(WorkPlanItem.objects.select_related("placement"), pk=pk)
    check_works(request.actor, item)
    mine = is_person(request.actor, item)
    form = EvidenceForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            work_plan.done(item, **form.cleaned_data, by=request.actor)
            messages.success(request, _("Reported as done."))
            if mine:
                return redirect("placements.placements.mine")
            return redirect("placements.placements.show", pk=item.placement_id)
    shell = "shells/portal.html" if mine else "shells/desk.html"
    context = {"form": form, "item": item, "mine": mine, "shell": shell}
    return render(request, "placements/work_plan/done.html", context)
