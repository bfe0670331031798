"""Policy profiles: the list, one country's desk page, and the public page."""

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.foundation.errors import why_not
from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request, for_officers
from homelands.policy.queries import profiles
from homelands.policy.queries.profiles import Summary
from homelands.policy.rules import check_may_write
from homelands.ui.listing import Column, Empty, Listing


def _link(summary: Summary) -> str:
    url = reverse("policy.profiles.show", args=[summary.country])
    return format_html('<a href="{}">{}</a>', url, country_name(summary.country))


def _checked(summary: Summary) -> str:
    if summary.stale:
        return _("%(day)s, %(n)s need checking") % {
            "day": date_format(summary.last_checked),
            "n": summary.stale,
        }
    return date_format(summary.last_checked)


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the countries that have a profile."""
    listing = Listing(
        rows=profiles.summaries(timezone.localdate()),
        query=request.GET,
        name="profiles",
        caption=_("Policy profiles"),
        columns=[
            Column("country", _("Country"), _link, csv=lambda row: row.country),
            Column("institutions", _("Institutions"), lambda row: row.institutions, numeric=True),
            Column("instruments", _("Instruments"), lambda row: row.instruments, numeric=True),
            Column("checked", _("Last checked"), _checked),
        ],
        empty=Empty(
            what=_("What governments have for their diaspora is collected here."),
            who=_("Ministry officers add institutions and instruments, each with its source."),
            action_label=_("Add an institution"),
            action_url=reverse("policy.institutions.add"),
        ),
    )
    if listing.wants_csv:
        return listing.csv()
    context = {"listing": listing, "why_not": why_not(check_may_write, request.actor)}
    return render(request, "policy/profiles/listed.html", context)


@for_officers
def show(request: Request, country: str) -> HttpResponse:
    """Shows one country's profile to those who keep it."""
    context = {
        "profile": profiles.of(country),
        "today": timezone.localdate(),
        "why_not": why_not(check_may_write, request.actor),
    }
    return render(request, "policy/profiles/show.html", context)


def public(request: Request) -> HttpResponse:
    """Shows the profile of the country of origin to everybody."""
    context = {"profile": profiles.of(settings.COUNTRY), "today": timezone.localdate()}
    return render(request, "policy/profiles/public.html", context)
