"""The lists of findings: the desk's, with their state, and everybody's."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.mapping.findings.models import Finding
from homelands.ui.listing import Column, Empty, Filter, Listing


def at_the_desk(rows: QuerySet[Finding], query: QueryDict) -> Listing:
    """Returns the list of findings as an officer asked for it."""
    return Listing(
        rows=rows,
        query=query,
        name="findings",
        caption=_("Findings"),
        columns=[
            Column("claim", _("Finding"), _desk_link, csv=lambda one: one.claim),
            Column("study", _("Study"), lambda one: one.study.name),
            Column("n", _("Respondents"), lambda one: one.n, numeric=True),
            Column("state", _("State"), lambda one: one.get_state_display()),
            Column("drafted", _("Drafted"), lambda one: date_format(one.drafted_at)),
        ],
        filters=[Filter("state", _("State"), _states(), _in_state)],
        empty=Empty(
            what=_("What the studies show is drafted here, checked, and published."),
            who=_("Ministry officers, survey managers and monitoring officers draft findings."),
            action_label=_("Draft a finding"),
            action_url=reverse("findings.findings.draft"),
        ),
    )


def for_everybody(rows: QuerySet[Finding], query: QueryDict) -> Listing:
    """Returns the list of published findings."""
    return Listing(
        rows=rows,
        query=query,
        name="published-findings",
        caption=_("Findings"),
        columns=[
            Column("claim", _("Finding"), _public_link, csv=lambda one: one.claim),
            Column("study", _("Study"), lambda one: one.study.name),
            Column("design", _("Design"), lambda one: one.study.get_design_display()),
            Column("n", _("Respondents"), lambda one: one.n, numeric=True),
            Column("published", _("Published"), lambda one: date_format(one.published_at)),
        ],
        empty=Empty(
            what=_("What surveys find is published here, with its uncertainty."),
            who=_("Nothing is published yet. Taking part in a survey helps."),
            action_label=_("Take part in a survey"),
            action_url=reverse("questionnaires.studies.current"),
        ),
    )


def _states() -> list[tuple[str, str]]:
    return [(state.value, str(state.label)) for state in Finding.State]


def _in_state(rows: QuerySet[Finding], state: str) -> QuerySet[Finding]:
    return rows.filter(state=state)


def _desk_link(finding: Finding) -> str:
    url = reverse("findings.findings.show", args=[finding.pk])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, finding.claim)


def _public_link(finding: Finding) -> str:
    url = reverse("findings.findings.read", args=[finding.pk])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, finding.claim)
