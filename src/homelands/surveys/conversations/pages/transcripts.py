"""Transcripts: written down, and coded sentence by sentence."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.conversations.actions import transcripts
from homelands.surveys.conversations.models import Transcript
from homelands.surveys.conversations.pages.conversations import found
from homelands.surveys.conversations.pages.forms import TranscriptForm
from homelands.surveys.conversations.queries import coding
from homelands.surveys.conversations.queries import conversations as queries
from homelands.surveys.conversations.queries.coding import Marked
from homelands.surveys.conversations.rules.conversations import (
    check_codes,
    check_keeps,
    check_keeps_codebook,
    check_unreplaced,
)
from homelands.surveys.questionnaires.pages.asking.respondents import direction


@for_officers
def add(request: Request, pk: str) -> HttpResponse:
    """Adds what was said, a translation of it, or a better version."""
    conversation = found(request, pk)
    check_keeps(request.actor, conversation)
    spoken = conversation.languages[0] if conversation.languages else ""
    form = TranscriptForm(
        request.POST or None,
        request.FILES or None,
        held=list(queries.transcripts(conversation)),
        initial={"language": spoken},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = transcripts.add(
                conversation, words=form.words(), at=timezone.now(), by=request.actor
            )
            messages.success(request, _("The transcript is kept. Its sentences can be coded."))
            return redirect("conversations.transcripts.read", pk=made.pk)
    context = {"form": form, "conversation": conversation, "study": conversation.study}
    return render(request, "conversations/transcripts/add.html", context)


@for_officers
def read(request: Request, pk: str) -> HttpResponse:
    """Shows a transcript with the reader's own marks; those of others would sway a coder."""
    context = reading(request, found_transcript(request, pk))
    return render(request, "conversations/transcripts/read.html", context)


def reading(request: Request, transcript: Transcript) -> dict[str, Any]:
    """Returns what the page of a transcript shows to the officer who reads it."""
    study = transcript.conversation.study
    marked = coding.marked(transcript, _reader(request))
    return {
        "transcript": transcript,
        "conversation": transcript.conversation,
        "study": study,
        "marked": marked,
        "own": _own(transcript, marked),
        "codes": [code for code in coding.codebook(study) if code.retired_at is None],
        "direction": direction(transcript.language),
        "why_not": why_not(check_unreplaced, transcript),
        "adds_codes": not why_not(check_keeps_codebook, request.actor, study),
    }


def _reader(request: Request) -> UUID:
    """Returns whose marks are shown: those of the officer who reads."""
    assert request.actor.user_id is not None, "an officer is signed in"
    return request.actor.user_id


def _own(transcript: Transcript, marked: list[Marked]) -> list[dict[str, Any]]:
    """Returns each of the reader's marks once, with the number of its first sentence."""
    first = {passage.pk: row.segment.number for row in reversed(marked) for passage in row.passages}
    put = {passage.pk: passage for row in marked for passage in row.passages}
    return [
        {
            "pk": key,
            "number": first[key],
            "code": one.code.name,
            "text": transcript.text[one.start : one.end],
        }
        for key, one in put.items()
    ]


def found_transcript(request: Any, pk: str) -> Transcript:
    """Returns a transcript that the officer may code."""
    transcript = queries.transcript(pk)
    if transcript is None:
        raise Http404
    check_codes(request.actor, transcript)
    return transcript
