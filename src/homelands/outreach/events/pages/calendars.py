"""Events as an .ics file, which every calendar reads, with the time zones spelt out."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from homelands.outreach.events.models import Event


def of(events: Iterable[Event], name: str) -> HttpResponse:
    """Returns events as a calendar file of a name."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{settings.SERVICE_NAME}//Homelands//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(_entry(event))
    calendar.add_missing_timezones()
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _entry(event: Event) -> icalendar.Event:
    url = settings.BASE_URL + reverse("events.events.read", args=[event.pk])
    entry = icalendar.Event()
    entry.add("uid", f"{event.pk}@homelands")
    entry.add("dtstamp", event.published_at)
    entry.add("dtstart", _there(event.starts_at, event))
    entry.add("dtend", _there(event.ends_at, event))
    entry.add("summary", event.title)
    entry.add("description", f"{event.text}\n\n{url}".strip())
    entry.add("url", url)
    entry.add("location", event.place or event.url)
    entry.add("status", "CANCELLED" if event.cancelled_at else "CONFIRMED")
    return entry


def _there(at: datetime, event: Event) -> datetime:
    """The same moment on the clocks of the event's zone, so that the file names the zone."""
    return at.astimezone(ZoneInfo(event.time_zone))
