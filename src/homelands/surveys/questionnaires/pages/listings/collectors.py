"""The list of a study's collectors, and the lines of one."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import country_name
from homelands.surveys.questionnaires.models import Collector, Study
from homelands.surveys.questionnaires.queries.collectors import Taken
from homelands.ui.listing import Column, Empty, Listing
from homelands.ui.rows import SummaryRow
from homelands.ui.templatetags.ui import cell


def state(collector: Collector, on: date) -> tuple[str, str]:
    """Says in words whether a collector takes answers today, and the tone of it."""
    if collector.stopped_at is not None:
        return _("Stopped"), "bad"
    if on < collector.opens_on:
        return _("Not open yet"), "wait"
    if collector.closes_on is not None and on > collector.closes_on:
        return _("Closed"), "neutral"
    return _("Open"), "good"


def where(collector: Collector) -> str:
    return country_name(collector.destination) if collector.destination else _("Respondents say it")


def when(collector: Collector) -> str:
    first = date_format(collector.opens_on)
    return f"{first} – {date_format(collector.closes_on)}" if collector.closes_on else f"{first} –"


def complete(collector: Collector, taken: Taken) -> str:
    """Says how many complete answers there are, and of how many."""
    counted = str(cell(taken.complete))
    if collector.quota is None:
        return counted
    return _("%(n)s of at most %(quota)s") % {"n": counted, "quota": cell(collector.quota)}


def _link(collector: Collector) -> str:
    url = reverse("questionnaires.collectors.show", args=[collector.pk])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, collector.name)


def listing(
    collectors: list[Collector], taken: dict[UUID, Taken], query: QueryDict, on: date, study: Study
) -> Listing:
    """Returns the list of collectors."""
    return Listing(
        rows=collectors,
        query=query,
        name="collectors",
        caption=_("Ways in which answers come"),
        columns=[
            Column("name", _("Name"), _link, csv=lambda collector: collector.name),
            Column("kind", _("Kind"), lambda collector: collector.get_kind_display()),
            Column("country", _("Country"), where),
            Column("state", _("State"), lambda collector: state(collector, on)[0]),
            Column("when", _("Dates"), when),
            Column("complete", _("Complete"), lambda d: complete(d, taken[d.pk]), numeric=True),
            Column("waiting", _("To be looked at"), lambda d: taken[d.pk].waiting, numeric=True),
        ],
        empty=Empty(
            what=_("A collector is one way in which answers come: a field team, an open link."),
            who=_("Survey managers open them. Without one, everybody answers on the public page."),
            action_label=_("Open a collector"),
            action_url=reverse("questionnaires.collectors.add", args=[study.slug]),
        ),
    )


def rows(collector: Collector, taken: Taken) -> list[SummaryRow]:
    """Returns what is known of a collector."""
    change = reverse("questionnaires.collectors.change", args=[collector.pk])
    quota: Any = _("No limit") if collector.quota is None else cell(collector.quota)
    return [
        SummaryRow(_("Kind"), collector.get_kind_display()),
        SummaryRow(_("Country"), where(collector)),
        SummaryRow(_("Dates"), when(collector), change),
        SummaryRow(_("At most so many complete answers"), quota, change),
        SummaryRow(_("Complete answers"), cell(taken.complete)),
        SummaryRow(_("To be looked at"), cell(taken.waiting)),
    ]
