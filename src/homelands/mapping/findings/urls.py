"""Addresses of findings."""

from django.urls import path

from homelands.mapping.findings.pages import findings

_FINDING = "desk/findings/<uuid:pk>/"

urlpatterns = [
    path("findings/", findings.published, name="findings.findings.published"),
    path("findings/<uuid:pk>/", findings.read, name="findings.findings.read"),
    path("desk/findings/", findings.listed, name="findings.findings.listed"),
    path("desk/findings/draft/", findings.draft, name="findings.findings.draft"),
    path(_FINDING, findings.show, name="findings.findings.show"),
    path(f"{_FINDING}publish/", findings.publish, name="findings.findings.publish"),
    path(f"{_FINDING}retract/", findings.retract, name="findings.findings.retract"),
]
