"""The directory's pages: for everybody to read, for officers to keep."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homelands.foundation.errors import why_not
from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request, for_members, for_officers, refusals_on
from homelands.organisations.actions import organisations
from homelands.organisations.models import Organisation
from homelands.organisations.pages import listings
from homelands.organisations.pages.forms import DetailsForm, OrganisationForm
from homelands.organisations.queries import focal_points
from homelands.organisations.queries import organisations as organisation_queries
from homelands.organisations.rules import (
    check_has_role,
    check_may_add,
    check_may_name,
    check_may_write,
)
from homelands.ui.rows import SummaryRow


def directory(request: Request) -> HttpResponseBase:
    """Lists the organisations to everybody; those who speak for one find it on top."""
    listing = listings.directory(organisation_queries.directory(), request.GET)
    if listing.wants_csv:
        return listing.csv()
    context = {"listing": listing, "own": organisation_queries.of(request.actor)}
    return render(request, "organisations/organisations/directory.html", context)


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the organisations to officers, with how many speak for each."""
    listing = listings.listed(organisation_queries.listed(), request.GET)
    if listing.wants_csv:
        return listing.csv()
    context = {"listing": listing, "why_not": why_not(check_may_add, request.actor)}
    return render(request, "organisations/organisations/listed.html", context)


@for_officers
def add(request: Request) -> HttpResponse:
    """Adds an organisation to the directory."""
    check_may_add(request.actor)
    form = OrganisationForm(request.POST or None, initial={"country": settings.COUNTRY})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = organisations.add(form.new(), at=timezone.now(), by=request.actor)
            messages.success(request, _("The organisation is in the directory."))
            return redirect("organisations.organisations.show", pk=made.pk)
    return render(request, "organisations/organisations/add.html", {"form": form})


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows one organisation and who speaks for it."""
    organisation = get_object_or_404(Organisation, pk=pk)
    may_not_write = why_not(check_may_write, request.actor, organisation)
    context = {
        "organisation": organisation,
        "rows": _summary(organisation, changeable=not may_not_write),
        "may_not_write": may_not_write,
        "focal_points": focal_points.of(organisation),
        "may_not_end": why_not(check_may_name, request.actor),
        "may_not_name": why_not(check_may_name, request.actor)
        or why_not(check_has_role, organisation),
    }
    return render(request, "organisations/organisations/show.html", context)


@for_members
def change(request: Request, pk: str) -> HttpResponse:
    """Changes an entry; a focal point of an association, who has no desk, can as well."""
    organisation = get_object_or_404(Organisation, pk=pk)
    check_may_write(request.actor, organisation)
    form = DetailsForm(request.POST or None, initial=vars(organisation))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            organisations.change(organisation, details=form.details(), by=request.actor)
            messages.success(request, _("The entry is changed."))
            return redirect(_back(request, organisation))
    context = {"form": form, "back": _back(request, organisation)}
    return render(request, "organisations/organisations/change.html", context)


def _back(request: Request, organisation: Organisation) -> str:
    if request.actor.is_officer:
        return reverse("organisations.organisations.show", args=[organisation.pk])
    return reverse("organisations.organisations.directory")


def _summary(organisation: Organisation, *, changeable: bool) -> list[SummaryRow]:
    """Returns an entry line by line, with links where the reader may change it."""
    url = reverse("organisations.organisations.change", args=[organisation.pk])
    may = url if changeable else ""
    return [
        SummaryRow(_("Kind"), organisation.get_kind_display()),
        SummaryRow(_("Country"), country_name(organisation.country)),
        SummaryRow(_("Town or region"), organisation.town or "–", may, _("town or region")),
        SummaryRow(_("Website"), organisation.website or "–", may, _("website")),
        SummaryRow(_("What it does"), organisation.about or "–", may, _("what it does")),
        SummaryRow(_("In the directory since"), date_format(organisation.added_at)),
    ]
