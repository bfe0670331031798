"""The list of people that officers work with, each as the officer may see them."""

from functools import partial

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.foundation.actors import Actor
from homelands.foundation.choices import destinations
from homelands.foundation.templatetags.words import country_name, language_name
from homelands.people.register.models import Person
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
