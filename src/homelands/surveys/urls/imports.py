"""Addresses of files of answers."""

from django.urls import path

from homelands.surveys.pages import imports

urlpatterns = [
    path("desk/studies/<slug:slug>/files/add/", imports.upload, name="surveys.imports.upload"),
    path("desk/imports/<uuid:pk>/", imports.bring, name="surveys.imports.bring"),
    path("desk/imports/<uuid:pk>/taken/", imports.show, name="surveys.imports.show"),
]
