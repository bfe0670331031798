"""The lists that officers work with: people as each may see them, and records opened by others."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from homelands.foundation.actors import Actor
from homelands.foundation.choices import destinations
from homelands.foundation.templatetags.words import country_name, language_name
from homelands.people.register.models import Opening, Person
from homelands.people.register.models.choices import MODALITIES
from homelands.people.register.queries import seeing
from homelands.people.register.queries.filters import living_in, offering
from homelands.people.register.queries.seeing import Seen
from homelands.people.register.queries.words import member_name
from homelands.ui.listing import Column, Empty, Filter, Listing


def _link(seen: Seen) -> str:
    url = reverse("register.persons.show", args=[seen.pk])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, member_name(seen))


def persons(rows: QuerySet[Person], query: QueryDict, by: Actor) -> Listing:
    """Returns the list of people as an officer asked for it; files are asked for with a reason."""
    return Listing(
        rows=rows,
        query=query,
        name="people",
        caption=_("People"),
        columns=[
            Column("name", _("Name"), _link),
            Column("destination", _("Country"), lambda seen: country_name(seen.destination)),
            Column("language", _("Language"), lambda seen: language_name(seen.language)),
            Column("registered", _("Registered"), lambda seen: date_format(seen.registered_at)),
        ],
        filters=[
            Filter("country", _("Country"), destinations()[1:], living_in),
            Filter("modality", _("Way of contributing"), MODALITIES, offering),
        ],
        empty=Empty(
            what=_("People who registered and live in your countries are listed here."),
            who=_("People add themselves; your outreach brings them."),
            action_label=_("See the registration page"),
            action_url=reverse("register.persons.register"),
        ),
        csv_offered=False,
        as_seen=partial(seeing.all_seen, by=by),
    )


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT")


def _opened(opening: Opening) -> str:
    url = reverse("register.openings.show", args=[opening.pk])
    return format_html('<a href="{}">{}</a>', url, _moment(opening.opened_at))


def openings(rows: QuerySet[Opening], query: QueryDict) -> Listing:
    """Returns the records that officers from outside opened, as an officer asked for them."""
    return Listing(
        rows=rows,
        query=query,
        name="openings",
        caption=_("Records opened from outside"),
        columns=[
            Column("opened", _("Opened"), _opened),
            Column("number", _("Record"), lambda one: format_html("<bdi>{}</bdi>", one.number)),
            Column("country", _("Country"), lambda one: country_name(one.country)),
            Column("who", _("By"), lambda one: format_html("<bdi>{}</bdi>", one.opened_name)),
            Column("why", _("Why"), lambda one: format_html("<bdi>{}</bdi>", one.why)),
            Column("ends", _("Open until"), lambda one: _moment(one.ends_at)),
        ],
        filters=[Filter("country", _("Country"), destinations()[1:], _of_country)],
        empty=Empty(
            what=_("Each record that an officer opened outside their grants is listed here."),
            who=_("The person, the mission and data protection are told of each."),
            action_label=_("See all people"),
            action_url=reverse("register.persons.listed"),
        ),
        csv_offered=False,
    )


def _of_country(rows: QuerySet[Any], country: str) -> QuerySet[Any]:
    return rows.filter(country=country)
