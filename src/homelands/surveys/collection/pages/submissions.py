"""Submissions at the desk: listed, looked at, taken in, refused, exchanged, opened."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from homelands.forms.odk.openrosa.faults import WrongKey, sentence
from homelands.forms.odk.openrosa.sealed import read_key
from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.collection.actions import submissions
from homelands.surveys.collection.models import Submission
from homelands.surveys.collection.pages.forms.submissions import KeyForm
from homelands.surveys.collection.pages.listings import submissions as listings
from homelands.surveys.collection.queries import submissions as submission_queries
from homelands.surveys.collection.queries import wordings
from homelands.surveys.collection.rules.submissions import KeyRefused, check_decides, check_reads
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.pages.forms.collectors import WhyForm
from homelands.surveys.questionnaires.queries import collectors
from homelands.surveys.questionnaires.rules.collectors import check_manager

State = Submission.State


@for_officers
def listed(request: Request, slug: str) -> HttpResponseBase:
    """Lists what devices sent for a study, in the countries of the officer."""
    check_reads(request.actor)
    study = get_object_or_404(Study, slug=slug)
    rows = submission_queries.of(study)
    listing = listings.listing(rows, request.GET, collectors.of(study))
    if listing.wants_csv:
        return listing.csv()
    sealed = rows.filter(state=State.SEALED).count()
    context = {"study": study, "listing": listing, "sealed": sealed}
    return render(request, "collection/submissions/listed.html", context)


@for_officers
def show(request: Request, pk: UUID) -> HttpResponse:
    """Shows one submission in words, and beside the one that counts where it was set apart."""
    check_reads(request.actor)
    submission = _held(pk)
    other = submission_queries.beside(submission)
    at, language = submission.received_at, get_language() or ""
    every = "all" in request.GET
    lines = (
        wordings.compared(submission, other, at, language)
        if other
        else wordings.lines(submission, at, language)
    )
    context = {
        "submission": submission,
        "tone": listings.tone(submission),
        "rows": listings.rows(submission),
        "reasons": [listings.sentence(one) for one in wordings.general(submission.reasons)],
        "lines": [line for line in lines if every or not other or line.differs],
        "other": other,
        "every": every,
        "files": submission_queries.files(submission),
        "open": submission.state in {State.REVIEW, State.INCOMPLETE},
        "apart": submission.state == State.QUARANTINED,
        "why_not": why_not(check_decides, request.actor, submission),
    }
    return render(request, "collection/submissions/show.html", context)


def _held(pk: UUID) -> Submission:
    submission = submission_queries.one(pk)
    if submission is None:
        raise Http404
    return submission


@for_officers
def accept(request: Request, pk: UUID) -> HttpResponse:
    """Takes in answers that something is wrong with, with a reason."""
    done = _("The answers are taken in.")
    return _decided(request, pk, submissions.accept, "collection/submissions/accept.html", done)


@for_officers
def refuse(request: Request, pk: UUID) -> HttpResponse:
    """Leaves answers out, with a reason."""
    done = _("The answers are left out. They are kept.")
    return _decided(request, pk, submissions.refuse, "collection/submissions/refuse.html", done)


@for_officers
def replace(request: Request, pk: UUID) -> HttpResponse:
    """Puts answers that were set apart in the place of the others, with a reason."""
    done = _("These answers count now. The others are kept.")
    return _decided(request, pk, submissions.replace, "collection/submissions/replace.html", done)


def _decided(
    request: Request, pk: UUID, decide: Callable[..., Submission], template: str, done: str
) -> HttpResponse:
    submission = _held(pk)
    check_decides(request.actor, submission)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            decide(submission, at=timezone.now(), by=request.actor, why=form.cleaned_data["why"])
            messages.success(request, done)
            return redirect("collection.submissions.show", pk=pk)
    return render(request, template, {"form": form, "submission": submission})


@for_officers
def unseal(request: Request, slug: str) -> HttpResponse:
    """Opens the encrypted answers of a study with the private key, which is not kept."""
    check_manager(request.actor, None)
    study = get_object_or_404(Study, slug=slug)
    waiting = list(submission_queries.of(study).filter(state=State.SEALED))
    form = KeyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = _opened(request, waiting, form.cleaned_data["key"])
        except WrongKey as fault:
            form.add_error("key", sentence(fault))
        else:
            if opened:
                messages.success(request, _said(opened))
                return redirect("collection.submissions.listed", slug=slug)
            form.add_error("key", _("This private key opens none of the answers."))
    context = {"form": form, "study": study, "n": len(waiting)}
    return render(request, "collection/submissions/unseal.html", context)


def _said(opened: int) -> str:
    said = ngettext("%(n)s submission is open.", "%(n)s submissions are open.", opened)
    return said % {"n": opened}


def _opened(request: Request, waiting: list[Submission], pem: bytes) -> int:
    """Opens what the key opens and the officer may decide about; says how many."""
    key = read_key(pem)
    opened = 0
    for submission in waiting:
        if not why_not(check_decides, request.actor, submission):
            try:
                submissions.unseal(submission, key=key, at=timezone.now(), by=request.actor)
                opened += 1
            except KeyRefused:
                continue
    return opened


@for_officers
def download(request: Request, pk: UUID) -> HttpResponse:
    """Gives the answers as they came, byte for byte."""
    check_reads(request.actor)
    submission = _held(pk)
    return _file(bytes(submission.body), f"{submission.pk}.xml")


@for_officers
def file(request: Request, pk: UUID) -> HttpResponse:
    """Gives a file that came with answers."""
    check_reads(request.actor)
    stored_file = submission_queries.file(pk)
    if stored_file is None:
        raise Http404
    return _file(bytes(stored_file.content), stored_file.name)


def _file(content: bytes, name: str) -> HttpResponse:
    """Gives a stranger's file as a download, never to be shown as one of our pages."""
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
