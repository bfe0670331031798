"""Addresses of questions and answers."""

from django.urls import path

from homelands.outreach.dialogue.pages import questions

_QUESTION = "desk/outreach/questions/<uuid:pk>/"

urlpatterns = [
    path("questions/", questions.public, name="dialogue.questions.public"),
    path("questions/ask/", questions.ask, name="dialogue.questions.ask"),
    path("questions/<uuid:pk>/", questions.read, name="dialogue.questions.read"),
    path("my/questions/<uuid:pk>/", questions.mine, name="dialogue.questions.mine"),
    path("desk/outreach/questions/", questions.listed, name="dialogue.questions.listed"),
    path(_QUESTION, questions.show, name="dialogue.questions.show"),
    path(f"{_QUESTION}assign/", questions.assign, name="dialogue.questions.assign"),
    path(f"{_QUESTION}clear/", questions.clear, name="dialogue.questions.clear"),
    path(f"{_QUESTION}answer/", questions.answer, name="dialogue.questions.answer"),
    path(f"{_QUESTION}publish/", questions.publish, name="dialogue.questions.publish"),
    path(f"{_QUESTION}decline/", questions.decline, name="dialogue.questions.decline"),
]
