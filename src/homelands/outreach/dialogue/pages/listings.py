"""Questions as lists: for everybody, and for officers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homelands.foundation.choices import countries_of_the_world
from homelands.outreach.dialogue.models import Question
from homelands.outreach.dialogue.queries.questions import PublicQuestion, clock
from homelands.outreach.events.pages.listings.words import country, day, in_country, link
from homelands.ui.listing import Column, Empty, Filter, Listing

Rows = Sequence[Any]


def _question_words(row: PublicQuestion) -> str:
    if not row.link:
        return _("A question asked in private")
    words = row.text[:120] or _("A question whose words an officer has not cleared yet")
    return link("dialogue.questions.read", row.question.pk, words)


def _status(row: PublicQuestion) -> str:
    return render_to_string("dialogue/questions/status.html", {"shown": row})


def _waiting_only(rows: Rows, value: str) -> list[PublicQuestion]:
    return [row for row in rows if row.waits == (value == "waiting")]


def public_questions(rows: Rows, query: QueryDict) -> Listing:
    """Returns the public list of questions: the clock of every one, the words of the cleared."""
    return Listing(
        rows=rows,
        query=query,
        name="questions",
        caption=_("Questions and their clocks"),
        csv_offered=False,
        columns=[
            Column("question", _("Question"), _question_words),
            Column("asked", _("Asked"), lambda row: date_format(row.question.asked_at)),
            Column("days", _("Days waited"), lambda row: row.clock.days, numeric=True),
            Column("due", _("Due"), lambda row: day(row.clock.due_at)),
            Column("status", _("State"), _status),
        ],
        filters=[
            Filter(
                "show",
                _("Show"),
                [("waiting", _("Those that wait")), ("settled", _("Those that were answered"))],
                _waiting_only,
            ),
        ],
        empty=Empty(
            what=_("Questions to the service are listed here, with how long each has waited."),
            who=_("Anybody can ask, with or without a name."),
            action_label=_("Ask a question"),
            action_url=reverse("dialogue.questions.ask"),
        ),
    )


def questions(rows: QuerySet[Question], query: QueryDict, now: datetime) -> Listing:
    """Returns the questions that an officer answers."""

    def due(question: Question) -> str:
        time = clock(question, now)
        words = day(time.due_at)
        return _("%(day)s, overdue") % {"day": words} if time.overdue else words

    return Listing(
        rows=rows,
        query=query,
        name="questions",
        caption=_("Questions"),
        columns=[
            Column(
                "question",
                _("Question"),
                lambda q: link("dialogue.questions.show", q.pk, q.text[:80]),
                csv=lambda q: q.text,
            ),
            Column("country", _("Country"), lambda q: country(q.country)),
            Column("public", _("Asked"), lambda q: _("In public") if q.in_public else _("Private")),
            Column("state", _("State"), lambda q: q.get_state_display()),
            Column("officer", _("Officer"), lambda q: str(q.assigned_to) if q.assigned_to else "–"),
            Column("due", _("Due"), due),
        ],
        filters=[
            Filter(
                "state", _("State"), [(s.value, str(s.label)) for s in Question.State], _in_state
            ),
            Filter("country", _("Country"), countries_of_the_world()[1:], in_country),
        ],
        empty=Empty(
            what=_("Questions from your countries come here, each with the day it is due."),
            who=_("Members and anybody else ask them."),
            action_label=_("See the public list"),
            action_url=reverse("dialogue.questions.public"),
        ),
    )


def _in_state(rows: QuerySet[Question], state: str) -> QuerySet[Question]:
    return rows.filter(state=state)
