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


def facts(conversation: Conversation) -> list[SummaryRow]:
    """Returns what is on record of a conversation."""
    return [
        SummaryRow(_("Kind"), conversation.get_kind_display()),
        SummaryRow(_("Held on"), date_format(conversation.held_on)),
        SummaryRow(_("Where"), _where(conversation)),
        SummaryRow(_("Languages"), ", ".join(map(language_name, conversation.languages))),
        SummaryRow(_("Guide"), conversation.guide.title if conversation.guide else _("None")),
        SummaryRow(_("Participants"), conversation.participants),
        *_composition(conversation),
        SummaryRow(_("Moderated by"), conversation.moderated_by or "–"),
        SummaryRow(_("How consent was given"), conversation.consent or "–"),
        SummaryRow(_("May be quoted"), _("Yes") if conversation.may_quote else _("No")),
        SummaryRow(_("May be recorded"), _("Yes") if conversation.may_record else _("No")),
        SummaryRow(_("Notes"), conversation.notes or "–"),
    ]


def _composition(conversation: Conversation) -> list[SummaryRow]:
    return [
        SummaryRow(str(label), conversation.composition[name])
        for name, label in COUNTS.items()
        if name in conversation.composition
    ]


def _where(conversation: Conversation) -> str:
    parts = [
        country_name(conversation.destination),
        conversation.place,
        _("online") if conversation.online else "",
    ]
    return ", ".join(filter(None, parts))
