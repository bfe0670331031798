"""Reads of conversations: what is on record, what was said, what may be said in public."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from homelands.surveys.conversations.models import Conversation, Guide, Quote, Recording, Transcript
from homelands.surveys.questionnaires.models import Study


def of(study: Study) -> QuerySet[Conversation]:
    """Returns the conversations of a study that the actor may see, the latest first."""
    current = Count("transcripts", filter=Q(transcripts__replaced_by=None), distinct=True)
    return (
        Conversation.objects.filter(study=study)
        .annotate(written=current)
        .order_by("-held_on", "name")
    )


def one(pk: str) -> Conversation | None:
    """Returns a conversation, if the actor may see it."""
    return Conversation.objects.select_related("study", "guide").filter(pk=pk).first()


def guides(study: Study) -> QuerySet[Guide]:
    """Returns the guides of a study, the latest first."""
    return Guide.objects.filter(study=study).order_by("-made_at")


def recordings(conversation: Conversation) -> QuerySet[Recording]:
    """Returns the recordings of a conversation without their sound."""
    return conversation.recordings.defer("content").order_by("added_at")


def transcripts(conversation: Conversation) -> QuerySet[Transcript]:
    """Returns what is written of a conversation: versions that count, the earliest first."""
    return (
        conversation.transcripts.filter(replaced_by=None)
        .defer("text")
        .annotate(marked=Count("passages"))
        .order_by("added_at")
    )


def transcript(pk: str) -> Transcript | None:
    """Returns a transcript with its conversation and study, if the actor may see it."""
    return Transcript.objects.select_related("conversation__study").filter(pk=pk).first()


def transcript_of(study: Study, pk: str) -> Transcript | None:
    """Finds a transcript among those of a study, whatever was asked for."""
    held = Transcript.objects.filter(conversation__study=study)
    return next((one for one in held.only("pk") if str(one.pk) == pk), None)


def quotes(study: Study) -> QuerySet[Quote]:
    """Returns the quotes proposed from a study's conversations, open ones first."""
    return (
        Quote.objects.filter(study=study)
        .select_related("transcript__conversation__study")
        .order_by("decided_at", "proposed_at")
    )


def cleared(study: UUID) -> list[Quote]:
    """Returns what may be read by everybody beside the study's figures: words and who speaks."""
    # A reader may see a cleared quote but not the conversation behind it.
    rows = Quote.objects.filter(state=Quote.State.CLEARED, study_id=study)
    return list(rows.only("text", "speaker").order_by("decided_at"))


def expired(on: date) -> QuerySet[Conversation]:
    """Returns the conversations with a recording whose time is over."""
    return Conversation.objects.filter(recordings__delete_on__lte=on).distinct()
