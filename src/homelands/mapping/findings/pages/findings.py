"""Findings: drafted at the desk, published, taken back, and read by everybody."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.mapping.findings.actions import findings
from homelands.mapping.findings.models import Finding
from homelands.mapping.findings.pages import anatomy, figures, listings
from homelands.mapping.findings.pages.forms import DraftForm, PublishForm, RetractForm, StudyForm
from homelands.mapping.findings.queries import findings as finding_queries
from homelands.mapping.findings.queries import released
from homelands.mapping.findings.rules import (
    check_may_publish,
    check_publishable,
    check_state,
    doubts,
)
from homelands.mapping.statistics.actions import estimates
from homelands.mapping.statistics.queries import labels, studies
from homelands.mapping.statistics.rules.drafting import check_may_draft
from homelands.surveys.conversations.queries import conversations
from homelands.ui.sheet import sheet


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the findings in every state."""
    listing = listings.at_the_desk(finding_queries.listed(), request.GET)
    if listing.wants_csv:
        return listing.csv()
    context = {"listing": listing, "why_not": why_not(check_may_draft, request.actor)}
    return render(request, "findings/findings/listed.html", context)


@for_officers
def draft(request: Request) -> HttpResponseBase:
    """Computes what a study shows about one question, and drafts a finding on it."""
    check_may_draft(request.actor)
    choice = StudyForm(request.GET or None, by=request.actor)
    if not choice.is_valid():
        context = {"form": choice, "any": studies.listed(request.actor).exists()}
        return render(request, "findings/findings/draft_study.html", context)
    study = studies.listed(request.actor).get(pk=choice.cleaned_data["study"])
    known, names = labels.of(study, get_language() or ""), studies.variables(study)
    form = DraftForm(request.POST or None, study=study, variables=names, known=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            variable, now = form.cleaned_data["variable"], timezone.now()
            made = estimates.compute(
                study, variable=variable, plan=form.plan(), at=now, by=request.actor
            )
            finding = findings.draft(made, wording=form.wording(), at=now, by=request.actor)
            return redirect("findings.findings.show", pk=finding.pk)
    return render(request, "findings/findings/draft.html", {"form": form, "study": study})


@for_officers
def show(request: Request, pk: str) -> HttpResponseBase:
    """Shows a finding to officers: its figure, what stands against it, who did what."""
    finding = get_object_or_404(Finding.objects.select_related("study"), pk=pk)
    why_hidden = _why_hidden(request, finding)
    context = {
        **({"finding": finding} if why_hidden else _figure(finding, csv_url="")),
        "why_hidden": why_hidden,
        "doubts": doubts(finding_queries.estimates(finding), finding.labels),
        "history": anatomy.history(finding),
        "publish_why_not": _publish_why_not(request, finding),
        "retract_why_not": why_not(check_may_publish, request.actor)
        or why_not(check_state, finding, Finding.State.RETRACTED),
    }
    return render(request, "findings/findings/show.html", context)


@for_officers
def publish(request: Request, pk: str) -> HttpResponseBase:
    """Publishes a finding; where something stands against it, an officer says why."""
    check_may_publish(request.actor)
    finding = get_object_or_404(Finding.objects.select_related("study"), pk=pk)
    shown = finding_queries.table(finding).shows_something
    check_publishable(finding, finding_queries.estimates(finding), shows_something=shown)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            why = form.cleaned_data["why"]
            findings.publish(finding, why=why, at=timezone.now(), by=request.actor)
            messages.success(request, _("Published. Everybody can read it now."))
            return redirect("findings.findings.show", pk=pk)
    against = doubts(finding_queries.estimates(finding), finding.labels)
    context = {"finding": finding, "form": form, "doubts": against}
    return render(request, "findings/findings/publish.html", context)


@for_officers
def retract(request: Request, pk: str) -> HttpResponseBase:
    """Takes a finding back, with a reason that readers see."""
    check_may_publish(request.actor)
    finding = get_object_or_404(Finding, pk=pk)
    check_state(finding, Finding.State.RETRACTED)
    form = RetractForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            why = form.cleaned_data["why"]
            findings.retract(finding, why=why, at=timezone.now(), by=request.actor)
            messages.success(request, _("Taken back."))
            return redirect("findings.findings.show", pk=pk)
    return render(request, "findings/findings/retract.html", {"finding": finding, "form": form})


def published(request: Request) -> HttpResponseBase:
    """Lists what was found, for everybody."""
    listing = listings.for_everybody(finding_queries.published(), request.GET)
    if listing.wants_csv:
        return listing.csv()
    return render(request, "findings/findings/published.html", {"listing": listing})


def read(request: Request, pk: str) -> HttpResponseBase:
    """Shows one published finding with everything that makes it honest."""
    finding = get_object_or_404(finding_queries.once_published(), pk=pk)
    if finding.state == Finding.State.RETRACTED:
        return render(request, "findings/findings/read.html", {"finding": finding})
    if request.GET.get("format") == "csv":
        table = finding_queries.table(finding)
        headers, rows = anatomy.lines(finding, table)
        return sheet(f"finding-{finding.pk}", headers, rows)
    context = _figure(finding, csv_url="?format=csv")
    context["quotes"] = conversations.cleared(finding.study_id)
    return render(request, "findings/findings/read.html", context)


def _why_hidden(request: Request, finding: Finding) -> str:
    """Says why an officer who may not read the answers is not shown a draft's figure."""
    if finding.state == Finding.State.PUBLISHED:
        return ""
    by, at = request.actor, timezone.now()
    return why_not(released.check, finding, finding_queries.table(finding), by=by, at=at)


def _figure(finding: Finding, csv_url: str) -> dict[str, Any]:
    table = finding_queries.table(finding)
    return {
        "finding": finding,
        "table": table,
        "figure": figures.finding(finding, table, csv_url),
        "facts": anatomy.facts(finding, table),
    }


def _publish_why_not(request: Request, finding: Finding) -> str:
    estimates = finding_queries.estimates(finding)
    shown = finding_queries.table(finding).shows_something
    return why_not(check_may_publish, request.actor) or why_not(
        check_publishable, finding, estimates, shows_something=shown
    )
