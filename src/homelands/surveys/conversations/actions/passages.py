"""Coders mark passages of a transcript, each on their own, so that they can be compared."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.surveys.conversations.models import Code, Passage, Transcript
from homelands.surveys.conversations.rules.conversations import (
    check_codes,
    check_in_use,
    check_marks_own,
    check_unreplaced,
)


class NoPassage(Refusal):
    code = "no_passage"
    sentence = _("Choose the sentences to be marked.")


class OtherStudy(Refusal):
    code = "other_study"
    sentence = _("This code belongs to the codebook of another study.")


@dataclass(frozen=True)
class Mark:
    """Characters `start` to `end`, marked with a code."""

    code: Code
    start: int
    end: int
    note: str = ""


@action(who=check_codes)
def mark(transcript: Transcript, *, mark: Mark, at: datetime, by: Actor) -> Transcript:
    """Marks a passage with a code; marking it again changes its note only."""
    check_unreplaced(transcript)
    check_in_use(mark.code)
    if mark.code.study_id != transcript.conversation.study_id:
        raise OtherStudy(field="code")
    if not 0 <= mark.start < mark.end <= len(transcript.text):
        raise NoPassage(field="sentences")
    assert by.user_id is not None, "a coder is a person"
    Passage.objects.update_or_create(
        transcript=transcript,
        code=mark.code,
        coder=by.user_id,
        start=mark.start,
        end=mark.end,
        defaults={"note": mark.note, "marked_at": at},
    )
    return transcript


@action(who=check_codes)
def unmark(transcript: Transcript, *, passage: Passage, by: Actor) -> Transcript:
    """Takes a coder's own mark away."""
    check_marks_own(passage.coder, by)
    passage.delete()
    return transcript
