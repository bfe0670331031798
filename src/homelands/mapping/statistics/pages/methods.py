"""How figures are worked out: one page a method, for readers who want to check."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from homelands.foundation.doors import Request

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
    "counts": _("Counts of respondents"),
    "migrant-stock": _("Migrant stock: official figures"),
}

#: Which page explains which part of a method's name.
PARTS = {
    "RDS-I": "rds-i",
    "RDS-II": "rds-ii",
    "Gile's SS": "successive-sampling",
    "tree bootstrap": "tree-bootstrap",
    "successive-sampling bootstrap": "gile-bootstrap",
    "neighbourhood bootstrap": "neighbourhood-bootstrap",
    "Salganik bootstrap": "salganik-bootstrap",
    "counts of respondents": "counts",
}

#: The parts of a method's name that are said in every language; estimators keep their names.
_WORDS = {
    "Gile's SS": _("Gile's SS"),
    "tree bootstrap": _("tree bootstrap"),
    "successive-sampling bootstrap": _("successive-sampling bootstrap"),
    "neighbourhood bootstrap": _("neighbourhood bootstrap"),
    "Salganik bootstrap": _("Salganik bootstrap"),
    "percentile interval": _("percentile interval"),
    "logit interval": _("logit interval"),
    "no interval": _("no interval"),
    "counts of respondents": _("counts of respondents"),
}


def parts(method: str) -> list[tuple[str, str]]:
    """Returns the parts of a method's name in words, each with the page about it, if any."""
    return [(str(_WORDS.get(one, one)), PARTS.get(one, "")) for one in method.split(", ")]


def in_words(method: str) -> str:
    """Says the name of a method in the reader's language."""
    return ", ".join(words for words, _page in parts(method))


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
