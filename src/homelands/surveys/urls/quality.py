"""Addresses of how a study runs."""

from django.urls import path

from homelands.surveys.pages import quality

urlpatterns = [
    path("desk/studies/<slug:slug>/quality/", quality.show, name="surveys.quality.show"),
]
