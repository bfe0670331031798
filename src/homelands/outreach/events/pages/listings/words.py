"""Words and links that the lists of outreach share."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import country_name


def link(name: str, pk: Any, words: str) -> str:
    return format_html('<a href="{}"><bdi>{}</bdi></a>', reverse(name, args=[pk]), words)


def day(at: datetime | None) -> str:
    return date_format(at) if at else "–"


def country(code: str) -> str:
    return country_name(code) if code else _("No one country")


def in_country(rows: QuerySet[Any], code: str) -> QuerySet[Any]:
    return rows.filter(country=code)
