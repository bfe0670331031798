"""Recordings: added, listened to by those who transcribe, removed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.conversations.actions import recordings
from homelands.surveys.conversations.actions.recordings import Upload
from homelands.surveys.conversations.models import Recording
from homelands.surveys.conversations.pages.conversations import found
from homelands.surveys.conversations.pages.forms import RecordingForm
from homelands.surveys.conversations.rules.conversations import check_keeps, check_may_record

_ENDINGS = {"audio/wav": "wav", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/amr": "amr"}


@for_officers
def add(request: Request, pk: str) -> HttpResponse:
    """Takes in the recording of a conversation."""
    conversation = found(request, pk)
    check_keeps(request.actor, conversation)
    check_may_record(conversation)
    form = RecordingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_on(form):
            upload = Upload(file.name, file.read())
            kept = recordings.add(conversation, file=upload, at=timezone.now(), by=request.actor)
            day = kept.delete_on.isoformat()
            messages.success(request, _("It is kept, and deleted on %(day)s.") % {"day": day})
            return redirect("conversations.conversations.show", pk=pk)
    context = {"form": form, "conversation": conversation, "study": conversation.study}
    return render(request, "conversations/recordings/add.html", context)


@for_officers
def download(request: Request, pk: str) -> HttpResponse:
    """Gives out a recording to those who keep the conversation."""
    kept = get_object_or_404(Recording.objects.select_related("conversation"), pk=pk)
    check_keeps(request.actor, kept.conversation)
    name = f"recording-{kept.pk}.{_ENDINGS[kept.content_type]}"
    answer = HttpResponse(bytes(kept.content), content_type=kept.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


@for_officers
@require_POST
def remove(request: Request, pk: str) -> HttpResponse:
    """Deletes a recording for good."""
    kept = get_object_or_404(
        Recording.objects.select_related("conversation").defer("content"), pk=pk
    )
    recordings.remove(kept.conversation, recording=kept, by=request.actor)
    messages.success(request, _("The recording is deleted."))
    return redirect("conversations.conversations.show", pk=kept.conversation_id)
