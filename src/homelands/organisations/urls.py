from django.urls import path

from homelands.organisations.pages import focal_points, organisations

urlpatterns = [
    path("organisations/", organisations.directory, name="organisations.organisations.directory"),
    path("desk/organisations/", organisations.listed, name="organisations.organisations.listed"),
    path("desk/organisations/add/", organisations.add, name="organisations.organisations.add"),
    path(
        "desk/organisations/<uuid:pk>/",
        organisations.show,
        name="organisations.organisations.show",
    ),
    path(
        "desk/organisations/<uuid:pk>/change/",
        organisations.change,
        name="organisations.organisations.change",
    ),
    path(
        "desk/organisations/<uuid:pk>/focal-points/name/",
        focal_points.name,
        name="organisations.focal_points.name",
    ),
    path(
        "desk/focal-points/<uuid:pk>/end/",
        focal_points.end,
        name="organisations.focal_points.end",
    ),
]
