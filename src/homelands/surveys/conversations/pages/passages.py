"""Marks on a transcript: put on sentences, taken away; and everything that one code marks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.errors import Refusal
from homelands.foundation.views import Request, for_officers
from homelands.surveys.conversations.actions import passages
from homelands.surveys.conversations.actions.passages import Mark, NoPassage
from homelands.surveys.conversations.models import Code, Passage, Transcript
from homelands.surveys.conversations.pages.transcripts import found_transcript, reading
from homelands.surveys.conversations.queries import coding
from homelands.surveys.conversations.rules.conversations import check_reads
from homelands.surveys.conversations.rules.sentences import segments


@for_officers
@require_POST
def mark(request: Request, pk: str) -> HttpResponse:
    """Marks the ticked sentences with a code: each run of neighbours is one passage."""
    transcript = found_transcript(request, pk)
    study = transcript.conversation.study
    ticked = {int(text) for text in request.POST.getlist("sentences") if text.isdecimal()}
    try:
        codebook = {str(code.pk): code for code in coding.codebook(study)}
        code = codebook.get(request.POST.get("code", ""))
        if code is None:
            raise Refusal(_("Choose a code."))
        runs = _runs(transcript, ticked)
        for start, end in runs:
            put = Mark(code, start, end, _note(request))
            passages.mark(transcript, mark=put, at=timezone.now(), by=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        typed = {"ticked": ticked, "chosen": request.POST.get("code"), "note": _note(request)}
        return render(
            request, "conversations/passages/mark.html", {**reading(request, transcript), **typed}
        )
    answer = redirect("conversations.transcripts.read", pk=pk)
    answer["Location"] += f"#s{min(ticked)}"
    return answer


def _note(request: Request) -> str:
    return str(request.POST.get("note", ""))[:500]


def _runs(transcript: Transcript, wanted: set[int]) -> list[tuple[int, int]]:
    """Returns where the ticked sentences begin and end, neighbours joined."""
    runs: list[tuple[int, int]] = []
    last = 0
    for segment in segments(transcript.text):
        if segment.number not in wanted:
            continue
        if runs and segment.number == last + 1:
            runs[-1] = (runs[-1][0], segment.end)
        else:
            runs.append((segment.start, segment.end))
        last = segment.number
    if not runs:
        raise NoPassage
    return runs


@for_officers
@require_POST
def unmark(request: Request, pk: str) -> HttpResponse:
    """Takes one of the coder's own marks away."""
    put = get_object_or_404(Passage.objects.select_related("transcript"), pk=pk)
    transcript = found_transcript(request, str(put.transcript_id))
    passages.unmark(transcript, passage=put, by=request.actor)
    return redirect("conversations.transcripts.read", pk=transcript.pk)


@for_officers
def listed(request: Request, pk: str) -> HttpResponse:
    """Shows everything that is marked with a code, conversation by conversation."""
    check_reads(request.actor)
    code = get_object_or_404(Code.objects.select_related("study", "parent"), pk=pk)
    found = [
        (
            passage,
            passage.transcript.text[passage.start : passage.end],
            passage.transcript.conversation,
        )
        for passage in coding.passages(code)
    ]
    context = {"code": code, "study": code.study, "found": found}
    return render(request, "conversations/passages/listed.html", context)
