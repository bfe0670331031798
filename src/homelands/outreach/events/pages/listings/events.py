"""Events and those who come, as lists and in words."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homelands.foundation.actors import Actor
from homelands.foundation.choices import countries_of_the_world
from homelands.outreach.events.models import Event, SignUp
from homelands.outreach.events.pages.listings.words import country, in_country, link
from homelands.outreach.events.queries import sign_ups as sign_up_queries
from homelands.outreach.events.queries.events import Coming
from homelands.people.register.models.choices import WORKING_LANGUAGES
from homelands.people.register.queries.words import member_name
from homelands.ui.listing import Column, Empty, Filter, Listing
from homelands.ui.rows import SummaryRow

Rows = Sequence[Any]


def languages(event: Event) -> str:
    """Names the languages of an event."""
    names = dict(WORKING_LANGUAGES)
    return ", ".join(str(names.get(code, code)) for code in event.languages)


def when(event: Event) -> str:
    """Says when an event starts, on the clocks of its zone."""
    return f"{date_format(event.starts, 'DATETIME_FORMAT')} ({event.time_zone})"


def where(event: Event) -> str:
    return event.place or _("Online")


def _state(event: Event) -> str:
    if event.cancelled_at:
        return _("Cancelled")
    return _("Published") if event.published_at else _("Draft")


def _left(row: Coming) -> str:
    if row.event.cancelled_at:
        return _("Cancelled")
    if row.left is None:
        return _("No limit")
    if row.full:
        return _("Full; there is a waiting list")
    return ngettext("%(n)s place left", "%(n)s places left", row.left) % {"n": row.left}


def _coming_in(rows: Rows, code: str) -> list[Coming]:
    return [row for row in rows if row.event.country == code]


def _coming_speaking(rows: Rows, code: str) -> list[Coming]:
    return [row for row in rows if code in row.event.languages]


def _countries_of(rows: Rows) -> list[tuple[str, str]]:
    codes = {row.event.country for row in rows} - {""}
    return sorted(((code, country(code)) for code in codes), key=lambda choice: choice[1])


def coming(rows: Rows, query: QueryDict) -> Listing:
    """Returns the public list of events."""
    return Listing(
        rows=rows,
        query=query,
        name="events",
        caption=_("Coming events"),
        csv_offered=False,
        columns=[
            Column("event", _("Event"), _coming_link),
            Column("when", _("When"), lambda row: when(row.event)),
            Column("where", _("Where"), lambda row: where(row.event)),
            Column("languages", _("Languages"), lambda row: languages(row.event)),
            Column("left", _("Places"), _left),
        ],
        filters=[
            Filter("country", _("Country"), _countries_of(rows), _coming_in),
            Filter("language", _("Language"), WORKING_LANGUAGES, _coming_speaking),
        ],
        empty=Empty(
            what=_("Meetings of the diaspora, at a place or online, are announced here."),
            who=_("Missions, associations and the ministry hold them."),
            action_label=_("Ask a question instead"),
            action_url=reverse("dialogue.questions.ask"),
        ),
    )


def _coming_link(row: Coming) -> str:
    return link("events.events.read", row.event.pk, row.event.title)


def events(rows: QuerySet[Event], query: QueryDict) -> Listing:
    """Returns the list of events that an officer runs."""
    return Listing(
        rows=rows,
        query=query,
        name="events",
        caption=_("Events"),
        columns=[
            Column(
                "event",
                _("Event"),
                lambda e: link("events.events.show", e.pk, e.title),
                csv=lambda e: e.title,
            ),
            Column("when", _("When"), when),
            Column("country", _("Country"), lambda e: country(e.country)),
            Column("state", _("State"), _state),
            Column("signed", _("Signed up"), lambda e: e.signed, numeric=True),
            Column("waiting", _("Waiting"), lambda e: e.waiting, numeric=True),
            Column("capacity", _("Places"), lambda e: e.capacity, numeric=True),
        ],
        filters=[Filter("country", _("Country"), countries_of_the_world()[1:], in_country)],
        empty=Empty(
            what=_("Events in your countries are planned and run here."),
            who=_("Mission officers add those of their countries, the ministry all others."),
            action_label=_("Add an event"),
            action_url=reverse("events.events.add"),
        ),
    )


def facts(event: Event) -> list[SummaryRow]:
    """Returns the summary of an event for the desk."""
    return [
        SummaryRow(_("State"), _state(event)),
        SummaryRow(_("Starts"), when(event)),
        SummaryRow(_("Ends"), date_format(event.ends, "DATETIME_FORMAT")),
        SummaryRow(_("Where"), ", ".join(part for part in (event.place, event.url) if part)),
        SummaryRow(_("Country"), country(event.country)),
        SummaryRow(_("Organiser"), event.organiser.name),
        SummaryRow(_("Languages"), languages(event)),
        SummaryRow(_("Places"), _("No limit") if event.capacity is None else event.capacity),
        SummaryRow(_("Signed up"), event.signed),  # type: ignore[attr-defined]
        SummaryRow(_("Waiting"), event.waiting),  # type: ignore[attr-defined]
    ]


def _name(sign_up: Any) -> str:
    """Says who comes; a member as far as the officer may see them.

    A guest gave the name to whoever holds the event, so the rule of seeing is not asked.
    """
    if sign_up.person_id is None:
        return str(sign_up.name) or _("A guest whose name is shredded")
    return member_name(sign_up.seen) if sign_up.seen else _("A member who lives elsewhere")


def sign_ups(rows: QuerySet[SignUp], query: QueryDict, by: Actor) -> Listing:
    """Returns who comes to an event. It is read at the desk and is no file to carry away."""
    return Listing(
        rows=rows,
        query=query,
        name="sign-ups",
        caption=_("Who comes"),
        csv_offered=False,
        columns=[
            Column("name", _("Name"), lambda s: format_html("<bdi>{}</bdi>", _name(s))),
            Column("kind", _("As"), lambda s: _("Member") if s.person_id else _("Guest")),
            Column("state", _("State"), lambda s: s.get_state_display()),
            Column("at", _("Signed up"), lambda s: date_format(s.signed_up_at)),
        ],
        empty=Empty(
            what=_("Those who sign up are listed here, with their place on the waiting list."),
            who=_("Members and guests sign up on the event's public page."),
        ),
        as_seen=partial(sign_up_queries.shown, by=by),
    )
