"""How figures are worked out: one page a method, for readers who want to check."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from homelands.foundation.views import Request

METHODS = {
    "rds-ii": _("RDS-II: shares from a respondent-driven sample"),
    "successive-sampling": _("Successive sampling: shares where the sample is a good part of all"),
    "tree-bootstrap": _("Tree bootstrap: how sure a share is"),
    "gile-bootstrap": _("Gile's bootstrap: how sure a share is, where the whole is known"),
    "rds-i": _("RDS-I: shares from who recruited whom"),
    "neighbourhood-bootstrap": _("Neighbourhood bootstrap: how sure a share is, too narrowly"),
    "salganik-bootstrap": _("Salganik's bootstrap: how sure a share is, by one long chain"),
    "recruitment-diagnostics": _("Checks of a recruitment"),
    "publication-gate": _("What may be published, and what stands against it"),
    "pooling": _("Several countries together, and two studies beside each other"),
    "modes": _("Modes of collection: the same difference with and without them"),
    "venues": _("Time-location samples: people met at venues"),
    "frames": _("Several frames that overlap"),
    "lists": _("The size of a population from lists that overlap"),
    "planning": _("Planning a respondent-driven sample"),
    "counts": _("Counts of respondents"),
    "migrant-stock": _("Migrant stock: official figures"),
}

#: Which page explains which part of a method, by the codes of science.
PAGES = {
    "rds1": "rds-i",
    "rds2": "rds-ii",
    "ss": "successive-sampling",
    "tree": "tree-bootstrap",
    "gile": "gile-bootstrap",
    "neighbourhood": "neighbourhood-bootstrap",
    "salganik": "salganik-bootstrap",
    "pooled-by-stock": "pooling",
    "counts": "counts",
}


def address(part: str) -> str:
    """Returns the address of the page about a part of a method, "" where there is none."""
    return reverse("statistics.methods.show", args=[PAGES[part]]) if part in PAGES else ""


def linked(parts: Iterable[tuple[str, str]]) -> SafeString:
    """Names the parts of a method, with a link for each that has a page."""
    return format_html_join(", ", "{}", ((_link(address(code), name),) for code, name in parts))


def _link(place: str, name: str) -> str:
    return format_html('<a href="{}">{}</a>', place, name) if place else name


def show(request: Request, slug: str) -> HttpResponse:
    """Explains one method: question, formula, source, and when not to use it."""
    if slug not in METHODS:
        raise Http404
    others = [(other, title) for other, title in METHODS.items() if other != slug]
    context = {
        "title": METHODS[slug],
        "explanation": f"statistics/methods/{slug}.html",
        "others": others,
    }
    return render(request, "statistics/methods/show.html", context)
