from django.urls import path

from homelands.outreach.pages import deliveries, events, questions, segments, sign_ups

urlpatterns = [
    path("events/", events.coming, name="outreach.events.coming"),
    path("events/calendar.ics", events.calendar, name="outreach.events.calendar"),
    path("events/place/<str:code>/", sign_ups.withdraw, name="outreach.sign_ups.withdraw"),
    path("events/<uuid:pk>/", events.read, name="outreach.events.read"),
    path("events/<uuid:pk>/calendar.ics", events.calendar, name="outreach.events.calendar"),
    path("events/<uuid:pk>/join/", sign_ups.join, name="outreach.sign_ups.join"),
    path("questions/", questions.public, name="outreach.questions.public"),
    path("questions/ask/", questions.ask, name="outreach.questions.ask"),
    path("questions/<uuid:pk>/", questions.read, name="outreach.questions.read"),
    path(
        "letters/stop/<str:token>/", deliveries.unsubscribe, name="outreach.deliveries.unsubscribe"
    ),
    path("my/questions/<uuid:pk>/", questions.mine, name="outreach.questions.mine"),
    path("desk/outreach/", events.listed, name="outreach.events.listed"),
    path("desk/outreach/events/add/", events.add, name="outreach.events.add"),
    path("desk/outreach/events/<uuid:pk>/", events.show, name="outreach.events.show"),
    path("desk/outreach/events/<uuid:pk>/change/", events.change, name="outreach.events.change"),
    path("desk/outreach/events/<uuid:pk>/publish/", events.publish, name="outreach.events.publish"),
    path("desk/outreach/events/<uuid:pk>/cancel/", events.cancel, name="outreach.events.cancel"),
    path("desk/outreach/questions/", questions.listed, name="outreach.questions.listed"),
    path("desk/outreach/questions/<uuid:pk>/", questions.show, name="outreach.questions.show"),
    path(
        "desk/outreach/questions/<uuid:pk>/assign/",
        questions.assign,
        name="outreach.questions.assign",
    ),
    path(
        "desk/outreach/questions/<uuid:pk>/clear/", questions.clear, name="outreach.questions.clear"
    ),
    path(
        "desk/outreach/questions/<uuid:pk>/answer/",
        questions.answer,
        name="outreach.questions.answer",
    ),
    path(
        "desk/outreach/questions/<uuid:pk>/publish/",
        questions.publish,
        name="outreach.questions.publish",
    ),
    path(
        "desk/outreach/questions/<uuid:pk>/decline/",
        questions.decline,
        name="outreach.questions.decline",
    ),
    path("desk/outreach/segments/", segments.listed, name="outreach.segments.listed"),
    path("desk/outreach/segments/create/", segments.create, name="outreach.segments.create"),
    path("desk/outreach/segments/<uuid:pk>/", segments.show, name="outreach.segments.show"),
    path("desk/outreach/segments/<uuid:pk>/write/", segments.write, name="outreach.segments.write"),
]
