"""Addresses of focus groups and key informants."""

from django.urls import path

from homelands.surveys.conversations.pages import (
    codes,
    conversations,
    guides,
    passages,
    quotes,
    recordings,
    themes,
    transcripts,
)

_STUDY = "desk/studies/<slug:slug>/"
_CONVERSATION = "desk/conversations/<uuid:pk>/"
_TRANSCRIPT = "desk/transcripts/<uuid:pk>/"
_CODE = "desk/codes/<uuid:pk>/"

urlpatterns = [
    path(f"{_STUDY}guides/add/", guides.add, name="conversations.guides.add"),
    path("desk/guides/<uuid:pk>/", guides.show, name="conversations.guides.show"),
    path(
        f"{_STUDY}conversations/", conversations.listed, name="conversations.conversations.listed"
    ),
    path(f"{_STUDY}conversations/add/", conversations.add, name="conversations.conversations.add"),
    path(_CONVERSATION, conversations.show, name="conversations.conversations.show"),
    path(
        f"{_CONVERSATION}change/", conversations.change, name="conversations.conversations.change"
    ),
    path(f"{_CONVERSATION}recordings/add/", recordings.add, name="conversations.recordings.add"),
    path(
        "desk/recordings/<uuid:pk>/", recordings.download, name="conversations.recordings.download"
    ),
    path(
        "desk/recordings/<uuid:pk>/remove/",
        recordings.remove,
        name="conversations.recordings.remove",
    ),
    path(f"{_CONVERSATION}transcripts/add/", transcripts.add, name="conversations.transcripts.add"),
    path(_TRANSCRIPT, transcripts.read, name="conversations.transcripts.read"),
    path(f"{_TRANSCRIPT}mark/", passages.mark, name="conversations.passages.mark"),
    path("desk/passages/<uuid:pk>/unmark/", passages.unmark, name="conversations.passages.unmark"),
    path(f"{_TRANSCRIPT}quote/", quotes.propose, name="conversations.quotes.propose"),
    path(f"{_STUDY}quotes/", quotes.listed, name="conversations.quotes.listed"),
    path("desk/quotes/<uuid:pk>/", quotes.decide, name="conversations.quotes.decide"),
    path(f"{_STUDY}codes/", codes.listed, name="conversations.codes.listed"),
    path(f"{_STUDY}codes/add/", codes.add, name="conversations.codes.add"),
    path(_CODE, passages.listed, name="conversations.passages.listed"),
    path(f"{_CODE}change/", codes.change, name="conversations.codes.change"),
    path(f"{_CODE}retire/", codes.retire, name="conversations.codes.retire"),
    path(f"{_CODE}bring-back/", codes.bring_back, name="conversations.codes.bring_back"),
    path(f"{_STUDY}themes/", themes.show, name="conversations.themes.show"),
    path(f"{_STUDY}themes/compare/", themes.compare, name="conversations.themes.compare"),
]
