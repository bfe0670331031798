"""The list of organisations: for officers with who speaks, for everybody without."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import country_name
from homelands.organisations.models import Organisation
from homelands.organisations.queries import organisations
from homelands.ui.listing import Column, Empty, Filter, Listing


def _link(organisation: Organisation) -> str:
    url = reverse("organisations.organisations.show", args=[organisation.pk])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, organisation.name)


def _entry(organisation: Organisation) -> str:
    name = format_html("<strong><bdi>{}</bdi></strong>", organisation.name)
    if not organisation.about:
        return name
    return format_html("{}<br><bdi>{}</bdi>", name, organisation.about)


def _website(organisation: Organisation) -> str:
    if not organisation.website:
        return "–"
    return format_html(
        '<a href="{}" rel="noopener">{}<span class="unseen">: {}</span></a>',
        organisation.website,
        _("Website"),
        organisation.name,
    )


def _filters() -> list[Filter]:
    kinds = [(kind.value, str(kind.label)) for kind in Organisation.Kind]
    known = [(code, country_name(code)) for code in organisations.countries()]
    return [
        Filter("kind", _("Kind"), kinds, lambda rows, value: rows.filter(kind=value)),
        Filter(
            "country",
            _("Country"),
            sorted(known, key=lambda choice: choice[1]),
            lambda rows, value: rows.filter(country=value),
        ),
    ]


def _where() -> list[Column]:
    return [
        Column("kind", _("Kind"), lambda row: row.get_kind_display()),
        Column("country", _("Country"), lambda row: country_name(row.country)),
        Column("town", _("Town or region"), lambda row: row.town or "–", lambda row: row.town),
    ]


def listed(rows: QuerySet[Organisation], query: QueryDict) -> Listing:
    """Returns the list that officers work with."""
    return Listing(
        rows=rows,
        query=query,
        name="organisations",
        caption=_("Organisations"),
        columns=[
            Column("name", _("Name"), _link, csv=lambda row: row.name),
            *_where(),
            Column("speaking", _("Focal points"), lambda row: row.speaking, numeric=True),
        ],
        filters=_filters(),
        empty=Empty(
            what=_("Associations, missions, host institutions and the ministry are listed here."),
            who=_("Ministry officers add them; mission officers add associations."),
            action_label=_("Add an organisation"),
            action_url=reverse("organisations.organisations.add"),
        ),
    )


def directory(rows: QuerySet[Organisation], query: QueryDict) -> Listing:
    """Returns the list that everybody reads."""
    return Listing(
        rows=rows,
        query=query,
        name="directory",
        caption=_("Organisations"),
        columns=[
            Column("name", _("Name"), _entry, csv=lambda row: row.name),
            *_where(),
            Column("website", _("Website"), _website, csv=lambda row: row.website),
        ],
        filters=_filters(),
        empty=Empty(
            what=_("Associations, missions, host institutions and the ministry are listed here."),
            who=_("Officers of the service add them."),
            action_label=_("To the front page"),
            action_url=reverse("home"),
        ),
    )
