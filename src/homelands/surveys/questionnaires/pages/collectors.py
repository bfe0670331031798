"""Collectors of a study at the desk, and the page on which respondents start through one."""

from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from homelands.forms.odk.openrosa import codes, device_settings
from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.questionnaires.actions import collectors, responses
from homelands.surveys.questionnaires.models import Collector, Study
from homelands.surveys.questionnaires.pages.asking.beginning import asked, begun, start_form
from homelands.surveys.questionnaires.pages.forms.collectors import (
    AddForm,
    ChangeForm,
    ViaForm,
    WhyForm,
)
from homelands.surveys.questionnaires.pages.listings import collectors as listings
from homelands.surveys.questionnaires.queries import collectors as collector_queries
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.rules import check_manages, check_open, check_sees_counts
from homelands.surveys.questionnaires.rules.collectors import (
    check_manager,
    check_manages_collector,
    check_takes,
)

_Kind = Collector.Kind


@for_officers
def listed(request: Request, slug: str) -> HttpResponseBase:
    """Lists the collectors of a study with what came in by each."""
    study = get_object_or_404(Study, slug=slug)
    check_sees_counts(request.actor, study)
    opened = collector_queries.of(study)
    taken = collector_queries.taken(opened)
    listing = listings.listing(opened, taken, request.GET, timezone.localdate(), study)
    if listing.wants_csv:
        return listing.csv()
    why = why_not(check_manager, request.actor)
    context = {"study": study, "listing": listing, "why_not": why}
    return render(request, "questionnaires/collectors/listed.html", context)


@for_officers
def add(request: Request, slug: str) -> HttpResponse:
    """Opens a collector."""
    check_manager(request.actor, None)
    study = get_object_or_404(Study, slug=slug)
    initial = {"opens_on": timezone.localdate(), "kind": _Kind.FIELD.value}
    form = AddForm(request.POST or None, study=study, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            plan = form.plan(form.cleaned_data["destination"])
            kind = form.cleaned_data["kind"]
            made = collectors.add(study, kind=kind, plan=plan, by=request.actor)
            messages.success(request, _("The collector is open. This is how to reach it."))
            return redirect("questionnaires.collectors.show", pk=made.pk)
    context = {"form": form, "study": study}
    return render(request, "questionnaires/collectors/add.html", context)


@for_officers
def show(request: Request, pk: UUID) -> HttpResponse:
    """Shows a collector; how to reach it, only to those who manage it: the token is the key."""
    collector = _collector(pk)
    check_sees_counts(request.actor, collector.study)
    why = why_not(check_manages_collector, request.actor, collector)
    context = {
        "collector": collector,
        "study": collector.study,
        "rows": listings.rows(collector, collector_queries.taken([collector])[collector.pk]),
        "state": listings.state(collector, timezone.localdate()),
        "why_not": why,
        "study_why_not": why_not(check_manages, request.actor, collector.study),
        **({} if why else _reach(collector)),
    }
    return render(request, "questionnaires/collectors/show.html", context)


def _collector(pk: UUID) -> Collector:
    return get_object_or_404(Collector.objects.select_related("study"), pk=pk)


def _reach(collector: Collector) -> dict[str, Any]:
    """Returns the addresses of a collector, and the code that a device scans."""
    if collector.kind == _Kind.FIELD:
        base = f"{settings.BASE_URL}/openrosa/{collector.token!s}"
        code = device_settings.code(base, f"{collector.study.name} – {collector.name}")
        return {"base": base, "code": mark_safe(codes.svg(code))}
    if collector.kind == _Kind.LINK:
        link = _link(collector)
        return {"link": link, "code": mark_safe(codes.svg(link))}
    return {}


def _link(collector: Collector) -> str:
    path = reverse("questionnaires.collectors.via", args=[collector.study.slug, collector.token])
    return f"{settings.BASE_URL}{path}"


@for_officers
def change(request: Request, pk: UUID) -> HttpResponse:
    """Changes the name, the dates or the quota of a collector."""
    collector = _collector(pk)
    check_manages_collector(request.actor, collector)
    initial = {
        name: getattr(collector, name) for name in ("name", "opens_on", "closes_on", "quota")
    }
    form = ChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            collectors.change(collector, plan=form.plan(collector.destination), by=request.actor)
            messages.success(request, _("The collector is changed."))
            return redirect("questionnaires.collectors.show", pk=pk)
    return render(
        request, "questionnaires/collectors/change.html", {"form": form, "collector": collector}
    )


@for_officers
def stop(request: Request, pk: UUID) -> HttpResponse:
    """Closes a collector at once, with a reason."""
    collector = _collector(pk)
    check_manages_collector(request.actor, collector)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        collectors.stop(collector, at=timezone.now(), by=request.actor, why=why)
        messages.success(request, _("The collector is stopped."))
        return redirect("questionnaires.collectors.show", pk=pk)
    return render(
        request, "questionnaires/collectors/stop.html", {"form": form, "collector": collector}
    )


@for_officers
def resume(request: Request, pk: UUID) -> HttpResponse:
    """Opens a collector again."""
    if request.method == "POST":
        collectors.resume(_collector(pk), by=request.actor)
        messages.success(request, _("The collector is open again."))
    return redirect("questionnaires.collectors.show", pk=pk)


@for_officers
def rotate(request: Request, pk: UUID) -> HttpResponse:
    """Gives a collector another address, with a reason: a device was lost, a link went astray."""
    collector = _collector(pk)
    check_manages_collector(request.actor, collector)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        collectors.rotate(collector, by=request.actor, why=form.cleaned_data["why"])
        messages.success(request, _("The collector has a new address. The earlier one is dead."))
        return redirect("questionnaires.collectors.show", pk=pk)
    return render(
        request, "questionnaires/collectors/rotate.html", {"form": form, "collector": collector}
    )


@for_officers
def poster(request: Request, pk: UUID) -> HttpResponse:
    """Shows the sheet of an open link, to be printed and hung up."""
    collector = _collector(pk)
    check_manages_collector(request.actor, collector)
    latest = questionnaires.latest(collector.study)
    if collector.kind != _Kind.LINK or latest is None:
        raise Http404
    form = questionnaires.form_of(latest)
    context = {
        "collector": collector,
        "study": collector.study,
        "minutes": questionnaires.minutes(form),
        "languages": questionnaires.languages(form),
        **_reach(collector),
    }
    return render(request, "questionnaires/collectors/poster.html", context)


def via(request: Request, slug: str, token: str) -> HttpResponse:
    """Starts answering through an open link, which the response remembers."""
    collector = collector_queries.by_token(token, _Kind.LINK)
    if collector is None or collector.study.slug != slug:
        raise Http404
    on = timezone.localdate()
    study = collector.study
    closed = why_not(check_open, study, on) or why_not(check_takes, collector, on)
    full = collector_queries.is_full(collector)
    if closed or full or questionnaires.latest(study) is None:
        context = {"study": study, "full": full, "closed": closed}
        return render(request, "questionnaires/collectors/via_closed.html", context)
    questions = asked(study)
    form = start_form(request, questions, partial(ViaForm, collector=collector))
    if (
        request.method == "POST"
        and form.is_valid()
        and (made := begun(request, form, partial(responses.start, study)))
    ):
        return made[0]
    context = {"study": study, "form": form, "minutes": questionnaires.minutes(questions)}
    return render(request, "questionnaires/collectors/via.html", context)
