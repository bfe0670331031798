"""The list of people that officers work with."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.foundation.choices import destinations
from homelands.foundation.templatetags.words import country_name
from homelands.people.register.models import Person, ProfileEntry
from homelands.people.register.models.choices import MODALITIES
from homelands.ui.listing import Column, Empty, Filter, Listing


def _link(person: Person) -> str:
    url = reverse("register.persons.show", args=[person.pk])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, person.name or _("No name"))


def _living_in(persons: QuerySet[Person], country: str) -> QuerySet[Person]:
    return persons.filter(destination=country)


def _offering(persons: QuerySet[Person], modality: str) -> QuerySet[Person]:
    entries = ProfileEntry.objects.filter(kind="modality", code=modality, ended_on=None)
    return persons.filter(pk__in=entries.values("person"))


def persons(rows: QuerySet[Person], query: QueryDict) -> Listing:
    """Returns the list of people as an officer asked for it."""
    return Listing(
        rows=rows,
        query=query,
        name="people",
        caption=_("People"),
        columns=[
            Column("name", _("Name"), _link, csv=lambda person: person.name),
            Column("destination", _("Country"), lambda person: country_name(person.destination)),
            Column("language", _("Language"), lambda person: person.language),
            Column("registered", _("Registered"), lambda p: date_format(p.registered_at)),
        ],
        filters=[
            Filter("country", _("Country"), destinations()[1:], _living_in),
            Filter("modality", _("Way of contributing"), MODALITIES, _offering),
        ],
        empty=Empty(
            what=_("People who registered and live in your countries are listed here."),
            who=_("People add themselves; your outreach brings them."),
            action_label=_("See the registration page"),
            action_url=reverse("register.persons.register"),
        ),
    )
