"""Addresses of questionnaires at the desk."""

from django.urls import path

from homelands.surveys.pages import questionnaires

urlpatterns = [
    path(
        "desk/studies/<slug:slug>/publish/",
        questionnaires.publish,
        name="surveys.questionnaires.publish",
    ),
    path(
        "desk/questionnaires/<uuid:pk>/",
        questionnaires.preview,
        name="surveys.questionnaires.preview",
    ),
]
