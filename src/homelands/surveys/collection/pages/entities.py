"""Lists that the forms of a study share, at the desk."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.errors import why_not
from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.collection.actions import entities as actions
from homelands.surveys.collection.models import Entity, EntityList
from homelands.surveys.collection.pages.forms.entities import ShareForm
from homelands.surveys.collection.queries import entities as queries
from homelands.surveys.collection.rules.submissions import check_reads
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages_of
from homelands.ui.listing import Column, Empty, Listing


@for_officers
def listed(request: Request, slug: str) -> HttpResponse:
    """Lists the lists of a study."""
    check_reads(request.actor)
    study = get_object_or_404(Study, slug=slug)
    context = {"study": study, "lists": queries.lists(study)}
    return render(request, "collection/entities/listed.html", context)


@for_officers
def show(request: Request, pk: UUID) -> HttpResponseBase:
    """Shows the entries of a list that the officer may see."""
    check_reads(request.actor)
    entity_list = get_object_or_404(EntityList.objects.select_related("study"), pk=pk)
    listing = _listing(request, entity_list)
    if listing.wants_csv:
        return listing.csv()
    context = {
        "list": entity_list,
        "listing": listing,
        "shared_with": entity_list.shared_with.order_by("name"),
        "manages": not why_not(check_manages_of, request.actor, entity_list),
    }
    return render(request, "collection/entities/show.html", context)


@for_officers
def share(request: Request, pk: UUID) -> HttpResponse:
    """Shares a list with another study."""
    entity_list = _managed(request, pk)
    studies = {str(study.pk): study for study in queries.shareable(entity_list, request.actor)}
    form = ShareForm(list(studies.values()), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            chosen = studies[form.cleaned_data["study"]]
            actions.share(entity_list, with_=chosen, by=request.actor)
            messages.success(request, _("Shared with %(study)s.") % {"study": chosen.name})
            return redirect("collection.entities.show", pk=pk)
    context = {"list": entity_list, "form": form, "studies": studies}
    return render(request, "collection/entities/share.html", context)


@for_officers
@require_POST
def stop_sharing(request: Request, pk: UUID, slug: str) -> HttpResponse:
    """Takes a list away from another study."""
    entity_list = _managed(request, pk)
    study = get_object_or_404(entity_list.shared_with, slug=slug)
    actions.stop_sharing(entity_list, with_=study, by=request.actor)
    messages.success(request, _("No longer shared with %(study)s.") % {"study": study.name})
    return redirect("collection.entities.show", pk=pk)


def _managed(request: Request, pk: UUID) -> EntityList:
    entity_list = get_object_or_404(EntityList.objects.select_related("study"), pk=pk)
    check_manages_of(request.actor, entity_list)
    return entity_list


def _listing(request: Request, entity_list: EntityList) -> Listing:
    return Listing(
        rows=queries.of(entity_list),
        query=request.GET,
        name="entities",
        caption=entity_list.name,
        columns=[
            Column("label", _("Entry"), lambda one: one.label),
            Column("values", _("What is known"), _known),
            Column("country", _("Country"), lambda one: country_name(one.destination)),
            Column("version", _("Version"), lambda one: one.version, numeric=True),
            Column("changed", _("Changed"), _changed),
        ],
        empty=Empty(
            what=_("Entries are made by the answers of a form that fills this list."),
            who=_("Field teams make them. You see those of your countries."),
        ),
    )


def _known(entity: Entity) -> str:
    return "; ".join(f"{name}: {text}" for name, text in sorted(entity.values.items()) if text)


def _changed(entity: Entity) -> str:
    return date_format(localtime(entity.changed_at), "SHORT_DATETIME_FORMAT")
