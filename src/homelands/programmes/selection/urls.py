"""Addresses of applications, shortlists and matches."""

from django.urls import path

from homelands.programmes.selection.pages import applications, conflicts, matches, shortlists

_MY_APPLICATION = "my/applications/<uuid:pk>/"
_CALL = "desk/programmes/calls/<uuid:pk>/"

urlpatterns = [
    path("opportunities/<uuid:pk>/apply/", applications.start, name="selection.applications.start"),
    path(_MY_APPLICATION, applications.show, name="selection.applications.show"),
    path(f"{_MY_APPLICATION}statement/", applications.save, name="selection.applications.save"),
    path(f"{_MY_APPLICATION}send/", applications.submit, name="selection.applications.submit"),
    path(
        f"{_MY_APPLICATION}withdraw/", applications.withdraw, name="selection.applications.withdraw"
    ),
    path(
        "my/matches/<uuid:pk>/accept/",
        matches.accept_by_person,
        name="selection.matches.accept_by_person",
    ),
    path("matches/<uuid:pk>/decline/", matches.decline, name="selection.matches.decline"),
    path(f"{_CALL}conflict/", conflicts.declare, name="selection.conflicts.declare"),
    path(_CALL, shortlists.show, name="selection.shortlists.show"),
    path(f"{_CALL}assess/", shortlists.assess, name="selection.shortlists.assess"),
    path(
        "desk/programmes/applications/<uuid:pk>/",
        shortlists.choose,
        name="selection.shortlists.choose",
    ),
    path(
        "desk/programmes/applications/<uuid:pk>/propose/",
        matches.propose,
        name="selection.matches.propose",
    ),
    path("desk/programmes/matches/<uuid:pk>/", matches.show, name="selection.matches.show"),
    path(
        "desk/programmes/matches/<uuid:pk>/accept/",
        matches.accept_by_host,
        name="selection.matches.accept_by_host",
    ),
]
