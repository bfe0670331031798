"""The lists and summaries of conversations."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import country_name, language_name
from homelands.surveys.conversations.models import Conversation
from homelands.surveys.conversations.pages.forms import COUNTS
from homelands.surveys.questionnaires.models import Study
from homelands.ui.listing import Column, Empty, Filter, Listing
from homelands.ui.rows import SummaryRow


def _link(row: Conversation) -> str:
    url = reverse("conversations.conversations.show", args=[row.pk])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, row.name)


def conversations(study: Study, rows: QuerySet[Any], query: QueryDict) -> Listing:
    """Returns the list of a study's conversations."""
    kinds = [(kind.value, str(kind.label)) for kind in Conversation.Kind]
    return Listing(
        rows=rows,
        query=query,
        name="conversations",
        caption=_("Conversations"),
        columns=[
            Column("name", _("Name"), _link, csv=lambda row: row.name),
            Column("kind", _("Kind"), lambda row: row.get_kind_display()),
            Column("country", _("Country"), lambda row: country_name(row.destination)),
            Column("held", _("Held on"), lambda row: date_format(row.held_on)),
            Column("people", _("Participants"), lambda row: row.participants, numeric=True),
            Column("written", _("Transcripts"), lambda row: row.written, numeric=True),
        ],
        filters=[Filter("kind", _("Kind"), kinds, lambda rows, value: rows.filter(kind=value))],
        empty=Empty(
            what=_("Focus group discussions and interviews with key informants stand here."),
            who=_("Survey managers of the country put them on record."),
            action_label=_("Add a conversation"),
            action_url=reverse("conversations.conversations.add", args=[study.slug]),
        ),
    )


def facts(held: Conversation) -> list[SummaryRow]:
    """Returns what is on record of a conversation."""
    return [
        SummaryRow(_("Kind"), held.get_kind_display()),
        SummaryRow(_("Held on"), date_format(held.held_on)),
        SummaryRow(_("Where"), _where(held)),
        SummaryRow(_("Languages"), ", ".join(map(language_name, held.languages))),
        SummaryRow(_("Guide"), held.guide.title if held.guide else _("None")),
        SummaryRow(_("Participants"), held.participants),
        *_composition(held),
        SummaryRow(_("Moderated by"), held.moderated_by or "–"),
        SummaryRow(_("How consent was given"), held.consent or "–"),
        SummaryRow(_("May be quoted"), _("Yes") if held.may_quote else _("No")),
        SummaryRow(_("May be recorded"), _("Yes") if held.may_record else _("No")),
        SummaryRow(_("Notes"), held.notes or "–"),
    ]


def _composition(held: Conversation) -> list[SummaryRow]:
    return [
        SummaryRow(str(label), held.composition[name])
        for name, label in COUNTS.items()
        if name in held.composition
    ]


def _where(held: Conversation) -> str:
    parts = [country_name(held.destination), held.place, _("online") if held.online else ""]
    return ", ".join(filter(None, parts))
