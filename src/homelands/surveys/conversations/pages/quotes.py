"""Quotes: proposed from a transcript, decided about by another officer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.conversations.actions import quotes
from homelands.surveys.conversations.models import Quote
from homelands.surveys.conversations.pages.forms import DecisionForm, QuoteForm
from homelands.surveys.conversations.pages.transcripts import found_transcript
from homelands.surveys.conversations.queries import conversations as queries
from homelands.surveys.conversations.rules.conversations import (
    check_decides,
    check_may_quote,
    check_proposed,
    check_reads,
)
from homelands.surveys.conversations.rules.sentences import segments
from homelands.surveys.questionnaires.models import Study


@for_officers
def listed(request: Request, slug: str) -> HttpResponse:
    """Lists the quotes of a study with what was decided about each."""
    check_reads(request.actor)
    study = get_object_or_404(Study, slug=slug)
    found = [
        (quote, why_not(check_decides, request.actor, quote)) for quote in queries.quotes(study)
    ]
    return render(request, "conversations/quotes/listed.html", {"study": study, "found": found})


@for_officers
def propose(request: Request, pk: str) -> HttpResponse:
    """Proposes words of a transcript; the sentence that led here is filled in."""
    transcript = found_transcript(request, pk)
    check_may_quote(transcript.conversation)
    number = request.GET.get("sentence", "")
    said = next(
        (segment.text for segment in segments(transcript.text) if str(segment.number) == number), ""
    )
    form = QuoteForm(request.POST or None, initial={"text": said})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            quotes.propose(
                transcript, proposal=form.proposal(), at=timezone.now(), by=request.actor
            )
            messages.success(request, _("It is proposed. Another officer decides."))
            return redirect("conversations.quotes.listed", slug=transcript.conversation.study.slug)
    context = {"form": form, "transcript": transcript, "study": transcript.conversation.study}
    return render(request, "conversations/quotes/propose.html", context)


@for_officers
def decide(request: Request, pk: str) -> HttpResponse:
    """Clears a quote for publication, or refuses it with a reason."""
    quote = get_object_or_404(
        Quote.objects.select_related("study", "transcript__conversation"), pk=pk
    )
    check_decides(request.actor, quote)
    check_proposed(quote)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            now = timezone.now()
            if "clear" in request.POST:
                quotes.clear(quote, at=now, by=request.actor)
            else:
                quotes.refuse(quote, why=form.cleaned_data["why"], at=now, by=request.actor)
            return redirect("conversations.quotes.listed", slug=quote.study.slug)
    context = {"form": form, "quote": quote, "study": quote.study}
    return render(request, "conversations/quotes/decide.html", context)
