"""The codebook of a study: on a page that prints well, and as a file."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homelands.foundation.views import Request, for_officers
from homelands.surveys.datasets.pages import listings
from homelands.surveys.datasets.pages.words.kinds import kind_of
from homelands.surveys.datasets.queries import codebooks, searched, variables
from homelands.surveys.datasets.queries.codebooks import Entry
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.pages.asking.respondents import direction
from homelands.surveys.questionnaires.rules import check_sees_counts
from homelands.ui.sheet import sheet


@for_officers
def show(request: Request, slug: str) -> HttpResponseBase:
    """Shows each variable of a study: its words, codes, concept, and counts that may be shown."""
    study = get_object_or_404(Study, slug=slug)
    check_sees_counts(request.actor, study)
    spoken = dict(variables.languages(study))
    wanted = request.GET.get("language") or get_language() or ""
    language = wanted if wanted in spoken else next(iter(spoken), wanted)
    entries = codebooks.of(study, language, by=request.actor, at=timezone.now())
    if request.GET.get("format") == "csv":
        return sheet(f"codebook-{slug}", *_lines(entries))
    context = {
        "study": study,
        "entries": [(entry, kind_of(entry.variable)) for entry in entries],
        "languages": spoken,
        "language": language,
        "direction": direction(language),
    }
    return render(request, "datasets/codebooks/show.html", context)


@for_officers
def search(request: Request) -> HttpResponseBase:
    """Searches the questions of all studies whose counts the officer may see."""
    check_sees_counts(request.actor)
    language = get_language() or ""
    listing = listings.asked(searched.questions(request.actor, language), request.GET)
    if listing.wants_csv:
        return listing.csv()
    return render(request, "datasets/codebooks/search.html", {"listing": listing})


def _lines(entries: Sequence[Entry]) -> tuple[list[str], Iterator[list[Any]]]:
    headers = [
        _("Variable"), _("Label"), _("Kind"), _("Code"), _("Label of the code"), _("Respondents"),
        _("Answered"), _("Missing"), _("Concept"), _("Versions"), _("Asked if"),
    ]  # fmt: skip
    return headers, (line for entry in entries for line in _of(entry))


def _of(entry: Entry) -> Iterator[list[Any]]:
    few = _("too few to show")
    variable, counts = entry.variable, entry.counts
    rule = variable.wordings[-1].relevant if variable.wordings else ""
    numbers = [few if n is None else n for n in (counts.answered, counts.missing)]
    name = entry.link.concept.name if entry.link else ""
    rest = [*numbers, name, " ".join(variable.versions), rule]
    words = [variable.id, variable.label, kind_of(variable)]
    if not entry.codes:
        yield [*words, "", "", "", *rest]
    for code, label, n in entry.codes:
        yield [*words, code, label, few if n is None else n, *rest]
