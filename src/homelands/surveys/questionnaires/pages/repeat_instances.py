"""Taking out a round: asked once more, with everything that would be lost."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from homelands.surveys.questionnaires.actions import repeat_instances
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.pages.asking import frame as asking
from homelands.surveys.questionnaires.pages.asking import moments, overview, sheets
from homelands.surveys.questionnaires.pages.asking.respondents import direction, for_respondents
from homelands.surveys.questionnaires.queries import drafts


@for_respondents
def remove(request: Any, response: Response, page: str, language: str) -> HttpResponse:
    """Shows what a round holds and takes it out when that is wanted."""
    now = moments.now(request)
    draft = drafts.of(response, now, language)
    shown = draft.page(page)
    if shown is None or not draft.answers.may_remove(shown.repeat) or not shown.round:
        return redirect("questionnaires.responses.complete", code=request.code)
    known = sheets.browser(request, response, now)
    if request.method == "POST":
        left = repeat_instances.remove(
            response, path=shown.repeat, number=shown.round, at=now, by=request.actor
        )
        place = left.page or drafts.last_of(drafts.of(left, now).pages)
        gone = (
            redirect("questionnaires.responses.answer", code=request.code, page=place)
            if place
            else redirect("questionnaires.responses.complete", code=request.code)
        )
        return sheets.remember(gone, left, known, request.code)
    context = {
        "study": response.study,
        "label": asking.label_of_round(draft, shown),
        "parts": overview.round_parts(draft, shown),
        "code": request.code,
        "page": page,
        "language": language,
        "direction": direction(language),
    }
    return render(request, "questionnaires/repeat_instances/remove.html", context)
