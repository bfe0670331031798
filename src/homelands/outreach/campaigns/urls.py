"""Addresses of segments and letters."""

from django.urls import path

from homelands.outreach.campaigns.pages import deliveries, segments

urlpatterns = [
    path(
        "letters/stop/<str:token>/", deliveries.unsubscribe, name="campaigns.deliveries.unsubscribe"
    ),
    path("desk/outreach/segments/", segments.listed, name="campaigns.segments.listed"),
    path("desk/outreach/segments/create/", segments.create, name="campaigns.segments.create"),
    path("desk/outreach/segments/<uuid:pk>/", segments.show, name="campaigns.segments.show"),
    path(
        "desk/outreach/segments/<uuid:pk>/write/", segments.write, name="campaigns.segments.write"
    ),
]
