"""Addresses of focus groups and key informants."""

from django.urls import path

from homelands.surveys.pages import (
    codes,
    conversations,
    guides,
    passages,
    quotes,
    recordings,
    themes,
    transcripts,
)

_STUDY, _TALK = "desk/studies/<slug:slug>/", "desk/conversations/<uuid:pk>/"
_WORDS, _CODE = "desk/transcripts/<uuid:pk>/", "desk/codes/<uuid:pk>/"

urlpatterns = [
    path(f"{_STUDY}guides/add/", guides.add, name="surveys.guides.add"),
    path("desk/guides/<uuid:pk>/", guides.show, name="surveys.guides.show"),
    path(f"{_STUDY}conversations/", conversations.listed, name="surveys.conversations.listed"),
    path(f"{_STUDY}conversations/add/", conversations.add, name="surveys.conversations.add"),
    path(_TALK, conversations.show, name="surveys.conversations.show"),
    path(f"{_TALK}change/", conversations.change, name="surveys.conversations.change"),
    path(f"{_TALK}recordings/add/", recordings.add, name="surveys.recordings.add"),
    path("desk/recordings/<uuid:pk>/", recordings.download, name="surveys.recordings.download"),
    path("desk/recordings/<uuid:pk>/remove/", recordings.remove, name="surveys.recordings.remove"),
    path(f"{_TALK}transcripts/add/", transcripts.add, name="surveys.transcripts.add"),
    path(_WORDS, transcripts.read, name="surveys.transcripts.read"),
    path(f"{_WORDS}mark/", passages.mark, name="surveys.passages.mark"),
    path("desk/passages/<uuid:pk>/unmark/", passages.unmark, name="surveys.passages.unmark"),
    path(f"{_WORDS}quote/", quotes.propose, name="surveys.quotes.propose"),
    path(f"{_STUDY}quotes/", quotes.listed, name="surveys.quotes.listed"),
    path("desk/quotes/<uuid:pk>/", quotes.decide, name="surveys.quotes.decide"),
    path(f"{_STUDY}codes/", codes.listed, name="surveys.codes.listed"),
    path(f"{_STUDY}codes/add/", codes.add, name="surveys.codes.add"),
    path(_CODE, passages.listed, name="surveys.passages.listed"),
    path(f"{_CODE}change/", codes.change, name="surveys.codes.change"),
    path(f"{_CODE}retire/", codes.retire, name="surveys.codes.retire"),
    path(f"{_CODE}bring-back/", codes.bring_back, name="surveys.codes.bring_back"),
    path(f"{_STUDY}themes/", themes.show, name="surveys.themes.show"),
    path(f"{_STUDY}themes/compare/", themes.compare, name="surveys.themes.compare"),
]
