"""Addresses of studies at the desk."""

from django.urls import path

from homelands.surveys.pages import studies

urlpatterns = [
    path("desk/studies/", studies.listed, name="surveys.studies.listed"),
    path("desk/studies/add/", studies.add, name="surveys.studies.add"),
    path("desk/studies/<slug:slug>/", studies.show, name="surveys.studies.show"),
    path("desk/studies/<slug:slug>/change/", studies.change, name="surveys.studies.change"),
]
