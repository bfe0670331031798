"""Lists that the forms of a study share, at the desk."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request, for_officers
from homelands.surveys.collection.models import Entity, EntityList
from homelands.surveys.collection.queries import entities
from homelands.surveys.collection.rules.submissions import check_reads
from homelands.surveys.questionnaires.models import Study
from homelands.ui.listing import Column, Empty, Listing


@for_officers
def listed(request: Request, slug: str) -> HttpResponse:
    """Lists the lists of a study."""
    check_reads(request.actor)
    study = get_object_or_404(Study, slug=slug)
    context = {"study": study, "lists": entities.lists(study)}
    return render(request, "collection/entities/listed.html", context)


@for_officers
def show(request: Request, pk: UUID) -> HttpResponseBase:
    """Shows the entries of a list that the officer may see."""
    check_reads(request.actor)
    entity_list = get_object_or_404(EntityList.objects.select_related("study"), pk=pk)
    listing = _listing(request, entity_list)
    if listing.wants_csv:
        return listing.csv()
    return render(
        request, "collection/entities/show.html", {"list": entity_list, "listing": listing}
    )


def _listing(request: Request, entity_list: EntityList) -> Listing:
    return Listing(
        rows=entities.of(entity_list),
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
