"""The list of what devices sent, and the words for its states and reasons."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import country_name
from homelands.surveys.collection.models import Submission
from homelands.surveys.collection.queries.examined import Reason
from homelands.surveys.collection.queries.submissions import undecided
from homelands.surveys.questionnaires.models import Collector
from homelands.ui.listing import Column, Empty, Filter, Listing
from homelands.ui.rows import SummaryRow, Tone
from homelands.ui.sentences import answers

State = Submission.State

_TONES: dict[str, Tone] = {
    State.ACCEPTED: "good",
    State.REVIEW: "warn",
    State.QUARANTINED: "bad",
    State.SEALED: "wait",
    State.INCOMPLETE: "wait",
}


def tone(submission: Submission) -> Tone:
    return _TONES.get(submission.state, "neutral")


def sentence(reason: Reason) -> str:
    """Says a reason, with the file or the list that it is about."""
    where = reason["path"]
    said = answers.sentence(reason)
    return f"{where}: {said}" if where and not where.startswith("/") else said


def _link(submission: Submission) -> str:
    url = reverse("collection.submissions.show", args=[submission.pk])
    return format_html('<a href="{}">{}</a>', url, _moment(submission))


def _moment(submission: Submission) -> str:
    return date_format(localtime(submission.received_at), "SHORT_DATETIME_FORMAT")


def _country(submission: Submission) -> str:
    return country_name(submission.destination) if submission.destination else _("Not known")


def _why(submission: Submission) -> str:
    if not submission.reasons:
        return ""
    first = sentence(submission.reasons[0])
    more = len(submission.reasons) - 1
    return f"{first} (+{more})" if more else first


def _in_state(rows: QuerySet[Submission], state: str) -> QuerySet[Submission]:
    return rows.filter(undecided()) if state == "undecided" else rows.filter(state=state)


def _by_collector(rows: QuerySet[Submission], collector: str) -> QuerySet[Submission]:
    return rows.filter(collector_id=UUID(collector))


def listing(rows: QuerySet[Any], query: QueryDict, collectors: list[Collector]) -> Listing:
    """Returns the submissions as a manager asked for them."""
    named = [(str(collector.pk), collector.name) for collector in collectors]
    states = [("undecided", _("Waiting for somebody")), *State.choices]
    return Listing(
        rows=rows,
        query=query,
        name="submissions",
        caption=_("Submissions"),
        columns=[
            Column("received", _("Received"), _link, csv=_moment),
            Column("state", _("State"), lambda one: one.get_state_display()),
            Column("why", _("Why"), _why),
            Column("collector", _("Collector"), lambda one: one.collector.name),
            Column("country", _("Country"), _country),
        ],
        filters=[
            Filter("state", _("State"), [(v, str(label)) for v, label in states], _in_state),
            *([Filter("collector", _("Collector"), named, _by_collector)] if named else []),
        ],
        empty=Empty(
            what=_("Answers that field apps send stand here, each as it came, byte for byte."),
            who=_("Field teams send them by a collector. You see those of your countries."),
        ),
    )


def rows(submission: Submission) -> list[SummaryRow]:
    """Returns what is known of a submission beside its answers."""
    form = submission.questionnaire
    named = f"{form.title}, {form.version}" if form else _("Not known")
    return [
        SummaryRow(_("Received"), _moment(submission)),
        SummaryRow(_("Collector"), submission.collector.name),
        SummaryRow(_("Country"), _country(submission)),
        SummaryRow(_("Questionnaire"), named),
        SummaryRow(_("Id given by the device"), submission.instance_id),
    ]
