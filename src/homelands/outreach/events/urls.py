"""Addresses of events and sign-ups."""

from django.urls import path

from homelands.outreach.events.pages import events, sign_ups

_EVENT = "events/<uuid:pk>/"
_EVENT_ = "desk/outreach/events/<uuid:pk>/"

urlpatterns = [
    path("events/", events.coming, name="events.events.coming"),
    path("events/calendar.ics", events.calendar, name="events.events.calendar"),
    path("events/place/<str:code>/", sign_ups.withdraw, name="events.sign_ups.withdraw"),
    path(_EVENT, events.read, name="events.events.read"),
    path(f"{_EVENT}calendar.ics", events.calendar, name="events.events.calendar"),
    path(f"{_EVENT}join/", sign_ups.join, name="events.sign_ups.join"),
    path("desk/outreach/", events.listed, name="events.events.listed"),
    path("desk/outreach/events/add/", events.add, name="events.events.add"),
    path(_EVENT_, events.show, name="events.events.show"),
    path(f"{_EVENT_}change/", events.change, name="events.events.change"),
    path(f"{_EVENT_}publish/", events.publish, name="events.events.publish"),
    path(f"{_EVENT_}cancel/", events.cancel, name="events.events.cancel"),
]
