"""Addresses of questionnaires at the desk."""

from django.urls import path

from homelands.surveys.pages import form_files, questionnaires

urlpatterns = [
    path(
        "desk/studies/<slug:slug>/publish/",
        questionnaires.publish,
        name="surveys.questionnaires.publish",
    ),
    path(
        "desk/studies/<slug:slug>/publish/check/",
        questionnaires.check,
        name="surveys.questionnaires.check",
    ),
    path(
        "desk/studies/<slug:slug>/publish/repair/",
        questionnaires.repair,
        name="surveys.questionnaires.repair",
    ),
    path(
        "desk/questionnaires/<uuid:pk>/compare/",
        questionnaires.compare,
        name="surveys.questionnaires.compare",
    ),
    path(
        "desk/questionnaires/<uuid:pk>/download/<str:what>/",
        questionnaires.download,
        name="surveys.questionnaires.download",
    ),
    path(
        "desk/questionnaires/<uuid:pk>/files/<str:name>",
        form_files.preview,
        name="surveys.form_files.preview",
    ),
    path(
        "desk/questionnaires/<uuid:pk>/",
        questionnaires.preview,
        name="surveys.questionnaires.preview",
    ),
]
