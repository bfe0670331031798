"""How a study runs: for those who may read its answers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import language_name
from homelands.foundation.views import Request, for_officers
from homelands.surveys.collection.queries import quality
from homelands.surveys.collection.queries.quality import IDLE, LATEST, READ, Run
from homelands.surveys.collection.rules.quality import check_reads_answers
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries.drafts import name_of

_DEVICES = {
    "phone": gettext_lazy("Phone"),
    "tablet": gettext_lazy("Tablet"),
    "computer": gettext_lazy("Computer"),
    "": gettext_lazy("Not known"),
}


@for_officers
def show(request: Request, slug: str) -> HttpResponse:
    """Shows where people stop, how long it takes, what stays blank, and how teams differ."""
    check_reads_answers(request.actor)
    study = get_object_or_404(Study, slug=slug)
    run = Run(study, timezone.now())
    context = {
        "study": study,
        "pages": [(_heading(page_run), page_run) for page_run in run.pages()],
        "items": [(item.question.label(get_language() or ""), item) for item in run.items()],
        "times": run.times(),
        "straight": run.straight(),
        "read": len(run.readings),
        "groups": _groups(run),
        "teams": run.teams(),
        "limits": {"latest": LATEST, "read": READ, "idle": IDLE.days},
    }
    return render(request, "collection/quality/show.html", context)


def _heading(run: quality.PageRun) -> str:
    return run.page.label(get_language() or "") or name_of(run.page)


def _groups(run: Run) -> list[tuple[str, list[tuple[str, Any]]]]:
    languages = [
        (language_name(group.name) or _("Not known"), group) for group in run.by("language")
    ]
    devices = [(str(_DEVICES.get(group.name, group.name)), group) for group in run.by("device")]
    return [(_("Language"), languages), (_("Device"), devices)]
