"""Conversations of a study: the list, one of them, and what is put on record."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.conversations.actions import conversations
from homelands.surveys.conversations.models import Conversation
from homelands.surveys.conversations.pages import listings
from homelands.surveys.conversations.pages.forms import ConversationForm
from homelands.surveys.conversations.queries import conversations as queries
from homelands.surveys.conversations.rules.conversations import (
    check_keeps,
    check_may_quote,
    check_may_record,
    check_reads,
)
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages


@for_officers
def listed(request: Request, slug: str) -> HttpResponseBase:
    """Lists the conversations of a study, with its guides."""
    check_reads(request.actor)
    study = get_object_or_404(Study, slug=slug)
    listing = listings.conversations(study, queries.of(study), request.GET)
    if listing.wants_csv:
        return listing.csv()
    context = {
        "study": study,
        "listing": listing,
        "guides": queries.guides(study),
        "why_not": why_not(check_manages, request.actor, study),
    }
    return render(request, "conversations/conversations/listed.html", context)


@for_officers
def add(request: Request, slug: str) -> HttpResponse:
    """Puts a conversation on record."""
    study = get_object_or_404(Study, slug=slug)
    check_reads(request.actor)
    start = {"held_on": timezone.localdate(), "kind": Conversation.Kind.GROUP}
    form = ConversationForm(request.POST or None, study=study, initial=start)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = conversations.add(form.facts(), at=timezone.now(), by=request.actor)
            messages.success(request, _("It is on record. Now add what was said."))
            return redirect("conversations.conversations.show", pk=made.pk)
    return render(request, "conversations/conversations/add.html", {"form": form, "study": study})


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows a conversation: who took part as a group, what was said, what may be done with it."""
    conversation = found(request, pk)
    context = {
        "conversation": conversation,
        "study": conversation.study,
        "rows": listings.facts(conversation),
        "recordings": queries.recordings(conversation),
        "transcripts": queries.transcripts(conversation),
        "may_not_keep": why_not(check_keeps, request.actor, conversation),
        "may_not_record": why_not(check_may_record, conversation),
        "may_not_quote": why_not(check_may_quote, conversation),
    }
    return render(request, "conversations/conversations/show.html", context)


@for_officers
def change(request: Request, pk: str) -> HttpResponse:
    """Corrects what is on record of a conversation."""
    conversation = found(request, pk)
    check_keeps(request.actor, conversation)
    form = ConversationForm(
        request.POST or None, study=conversation.study, initial=ConversationForm.held(conversation)
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            conversations.change(conversation, facts=form.facts(), by=request.actor)
            messages.success(request, _("It is corrected."))
            return redirect("conversations.conversations.show", pk=pk)
    context = {"form": form, "conversation": conversation, "study": conversation.study}
    return render(request, "conversations/conversations/change.html", context)


def found(request: Any, pk: str) -> Conversation:
    """Returns a conversation that the officer may read."""
    query = queries.one(pk)
    if query is None:
        raise Http404
    check_reads(request.actor, query)
    return query
