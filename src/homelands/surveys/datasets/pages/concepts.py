"""The library of concepts: what is measured, by which questions of which studies, and how often."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.datasets.actions import concepts
from homelands.surveys.datasets.models import Concept
from homelands.surveys.datasets.pages import listings
from homelands.surveys.datasets.pages.forms.data import ConceptForm, LinkForm, RecodeForm
from homelands.surveys.datasets.pages.words import pooling
from homelands.surveys.datasets.queries import concepts as concept_queries
from homelands.surveys.datasets.queries import pooled as pooled_queries
from homelands.surveys.datasets.queries import variables
from homelands.surveys.datasets.rules.concepts import CODED, UnknownQuestion, check_keeps_library
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages, check_sees_counts
from homelands.ui.sheet import sheet


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the library."""
    check_sees_counts(request.actor)
    listing = listings.concepts(concept_queries.listed(), request.GET)
    if listing.wants_csv:
        return listing.csv()
    context = {"listing": listing, "why_not": why_not(check_keeps_library, request.actor)}
    return render(request, "datasets/concepts/listed.html", context)


@for_officers
@require_POST
def load_standard(request: Request) -> HttpResponseBase:
    """Adds the standard concepts of diaspora mapping that are missing."""
    made = concepts.load_standard(by=request.actor)
    messages.success(request, _("%(count)s concepts were added.") % {"count": len(made)})
    return redirect("datasets.concepts.listed")


@for_officers
def show(request: Request, name: str) -> HttpResponseBase:
    """Shows a concept, its categories, and every study that measures it."""
    check_sees_counts(request.actor)
    concept = _held(name)
    context = {
        "concept": concept,
        "label": concept_queries.label(concept),
        "definition": concept_queries.words(concept.definitions),
        "categories": concept_queries.categories(concept),
        "links": concept_queries.links(concept),
        "why_not": why_not(check_keeps_library, request.actor),
    }
    return render(request, "datasets/concepts/show.html", context)


@for_officers
def add(request: Request) -> HttpResponse:
    """Adds a concept."""
    check_keeps_library(request.actor)
    form = ConceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = concepts.add(form.draft(), by=request.actor)
            messages.success(request, _("The concept is added. Map questions of studies to it."))
            return redirect("datasets.concepts.show", name=made.name)
    return render(request, "datasets/concepts/add.html", {"form": form})


@for_officers
def change(request: Request, name: str) -> HttpResponse:
    """Changes a concept; its name stays."""
    check_keeps_library(request.actor)
    concept = _held(name)
    form = ConceptForm(request.POST or None, concept=concept)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            concepts.change(concept, draft=form.draft(concept.name), by=request.actor)
            messages.success(request, _("Changed."))
            return redirect("datasets.concepts.show", name=name)
    context = {"form": form, "concept": concept, "label": concept_queries.label(concept)}
    return render(request, "datasets/concepts/change.html", context)


@for_officers
def mapped(request: Request, slug: str) -> HttpResponseBase:
    """Shows what each question of a study measures, or might."""
    study = get_object_or_404(Study, slug=slug)
    check_sees_counts(request.actor, study)
    rows = pooling.rows(concept_queries.mapped(study))
    if request.GET.get("format") == "csv":
        return sheet(f"concepts-{slug}", *pooling.mapped_lines(rows))
    context = {
        "study": study,
        "rows": rows,
        "done": sum(row.link is not None for row in rows),
        "any": Concept.objects.exists(),
        "why_not": why_not(check_manages, request.actor, study),
    }
    return render(request, "datasets/concepts/mapped.html", context)


@for_officers
def link(request: Request, slug: str) -> HttpResponse:
    """Says what a question measures: first the concept, then which answer means which category."""
    study = get_object_or_404(Study, slug=slug)
    check_manages(request.actor, study)
    question = request.GET.get("question", "")
    variable = next((one for one in variables.of(study) if one.id == question), None)
    if variable is None:
        raise UnknownQuestion
    concept_link = concept_queries.links_of(study).get(question)
    known = [(one.name, concept_queries.label(one)) for one in concept_queries.listed()]
    wanted = request.GET.get("concept") or (concept_link.concept.name if concept_link else "")
    context = {"study": study, "variable": variable, "held": concept_link, "wanted": wanted}
    if not wanted:
        context["form"] = LinkForm(initial={"concept": wanted}, concepts=known)
        return render(request, "datasets/concepts/link.html", context)
    concept = _held(wanted)
    form = RecodeForm(
        request.POST or None,
        codes=variable.codes if concept.kind in CODED else (),
        categories=concept_queries.categories(concept),
        held=concept_link.recodes if concept_link and concept_link.concept_id == concept.pk else {},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            recodes = form.recodes()
            concepts.link(
                study, question=question, concept=concept, recodes=recodes, by=request.actor
            )
            messages.success(request, _("Mapped."))
            return redirect("datasets.concepts.mapped", slug=slug)
    context |= {"form": form, "concept": concept, "label": concept_queries.label(concept)}
    return render(request, "datasets/concepts/link.html", context)


@for_officers
@require_POST
def unlink(request: Request, slug: str) -> HttpResponseBase:
    """Takes back what a question measures."""
    study = get_object_or_404(Study, slug=slug)
    concepts.unlink(study, question=request.POST.get("question", ""), by=request.actor)
    messages.success(request, _("The question is not mapped any more."))
    return redirect("datasets.concepts.mapped", slug=slug)


@for_officers
def pooled(request: Request, name: str) -> HttpResponseBase:
    """Shows safe counts of a concept over the studies that the officer may count, by design."""
    check_sees_counts(request.actor)
    concept = _held(name)
    found = pooled_queries.of(concept, by=request.actor, at=timezone.now())
    if request.GET.get("format") == "csv":
        return sheet(f"pooled-{name}", *pooling.lines(found))
    context = {
        "concept": concept,
        "label": concept_queries.label(concept),
        "tables": pooling.tables(found),
        "cautions": pooling.cautions(found),
        "coded": concept.kind in CODED,
    }
    return render(request, "datasets/concepts/pooled.html", context)


def _held(name: str) -> Concept:
    return get_object_or_404(Concept.objects.prefetch_related("categories"), name=name)
