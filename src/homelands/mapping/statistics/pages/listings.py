"""The list of studies whose statistics can be read."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.surveys.questionnaires.models import Study
from homelands.ui.listing import Column, Empty, Filter, Listing


def studies(rows: QuerySet[Study], query: QueryDict) -> Listing:
    """Returns the studies whose statistics can be looked at."""
    return Listing(
        rows=rows,
        query=query,
        name="studies",
        caption=_("Studies"),
        columns=[
            Column("study", _("Study"), _statistics_link, csv=lambda one: one.name),
            Column("design", _("Design"), lambda one: one.get_design_display()),
            Column("opens", _("Opens on"), lambda one: date_format(one.opens_on)),
        ],
        filters=[Filter("design", _("Design"), _designs(), _of_design)],
        empty=Empty(
            what=_("Each study's estimates and the checks of them are looked at here."),
            who=_("There is no study yet. Survey managers set one up."),
            action_label=_("All studies"),
            action_url=reverse("questionnaires.studies.listed"),
        ),
    )


def _designs() -> list[tuple[str, str]]:
    return [(design.value, str(design.label)) for design in Study.Design]


def _of_design(rows: QuerySet[Study], design: str) -> QuerySet[Study]:
    return rows.filter(design=design)


def _statistics_link(study: Study) -> str:
    url = reverse("statistics.diagnostics.show", args=[study.slug])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, study.name)
