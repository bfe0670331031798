"""A questionnaire as respondents see it, before anybody answers: the same pages, nothing stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.forms.xforms import Form, XFormError
from homelands.foundation.views import Request, for_officers
from homelands.surveys.questionnaires.models import Questionnaire, Response, Study
from homelands.surveys.questionnaires.pages.asking import frame, moments, overview, previewing
from homelands.surveys.questionnaires.pages.asking.previewing import CARRIED, Carried, Preview
from homelands.surveys.questionnaires.pages.asking.questions import (
    Address,
    QuestionsForm,
    nowhere,
    words_of,
)
from homelands.surveys.questionnaires.pages.asking.respondents import direction, interface
from homelands.surveys.questionnaires.pages.asking.sheets import Browser
from homelands.surveys.questionnaires.pages.desk import for_managers
from homelands.surveys.questionnaires.pages.questionnaires import beside_of
from homelands.surveys.questionnaires.pages.words import paths
from homelands.surveys.questionnaires.queries import drafts, questionnaires, uploads
from homelands.surveys.questionnaires.queries.checkup import checkup
from homelands.surveys.questionnaires.queries.drafts import Draft, first_of
from homelands.surveys.questionnaires.queries.uploads import Upload
from homelands.surveys.questionnaires.rules import check_manages
from homelands.surveys.questionnaires.rules.questionnaires import check_web


@dataclass(frozen=True)
class Shown:
    """What is looked at: a form of a study, where to go back to, and what every page sends."""

    study: Study
    form: Form
    back: str
    beside: Address = nowhere
    hidden: Mapping[str, str] = field(default_factory=dict)


@for_officers
def published(request: Request, pk: UUID) -> HttpResponse:
    """Shows a published questionnaire as respondents see it."""
    found = Questionnaire.objects.select_related("study").defer("xform", "source")
    questionnaire = get_object_or_404(found, pk=pk)
    check_manages(request.actor, questionnaire.study)
    back = reverse("questionnaires.trials.listed", args=[questionnaire.study.slug])
    form = questionnaires.form_of(questionnaire)
    return _page(request, Shown(questionnaire.study, form, back, beside_of(questionnaire)))


@for_managers
@require_POST
def upload(request: Request, study: Study) -> HttpResponse:
    """Shows a form that was looked over, and is not published yet, as respondents would see it."""
    token = request.POST.get("held", "")
    held = uploads.find(token, by=request.actor)
    form = _form(token, held) if held else None
    back = reverse("questionnaires.questionnaires.check", args=[study.slug])
    if form is None:
        messages.warning(request, _("The file is not held any more. Add it again."))
        return redirect(back)
    return _page(request, Shown(study, form, back, hidden={"held": token}))


def _form(token: str, held: Upload) -> Form | None:
    return _read(token, held.filename, held.content, tuple(sorted(held.files.items())))


@lru_cache(maxsize=2)
def _read(
    token: str, filename: str, content: bytes, files: tuple[tuple[str, bytes], ...]
) -> Form | None:
    """Reads an upload once for all pages of its preview."""
    return checkup(Upload(filename, content, dict(files)), at=timezone.now()).form


def _page(request: Request, shown: Shown) -> HttpResponse:
    """Draws the page that is asked for, or the one after the page that was sent."""
    check_web(shown.form)
    spoken = dict(questionnaires.languages(shown.form))
    own = get_language() if get_language() in spoken else next(iter(spoken))
    carried = previewing.opened(request.POST.get(CARRIED, "")) or Carried(language=str(own))
    request.code, request.trying = "", "preview"  # type: ignore[attr-defined]
    with translation.override(interface(carried.language)):
        try:
            return _taken_in(request, shown, carried)
        except XFormError as error:
            fault = _("The questionnaire has a fault: %(fault)s") % {"fault": error}
            messages.error(request, fault)
            return redirect(shown.back)


def _taken_in(request: Request, shown: Shown, carried: Carried) -> HttpResponse:
    response = Response(study=shown.study, answers=dict(carried.answers))
    now = moments.now(request)
    draft = drafts.of_form(response, shown.form, now, carried.language)
    page = draft.page(carried.page)
    if page is None:
        return _drawn(request, shown, draft, first_of(draft.pages))
    posting = Preview(request, draft, page, now, Browser(now, now), beside=shown.beside)
    form = posting.sent()
    if isinstance(form, QuestionsForm):
        return _with(request, shown, posting, form)
    after = drafts.of_form(response, shown.form, now, posting.language)
    with translation.override(interface(posting.language)):
        return _drawn(request, shown, after, posting.place)


def _drawn(request: Request, shown: Shown, draft: Draft, name: str) -> HttpResponse:
    """Draws a page for the first time, or the end where there is no page to come."""
    page = draft.page(name)
    if page is None:
        return _end(request, shown, draft)
    now = draft.answers.now
    posting = Preview(request, draft, page, now, Browser(now, now), beside=shown.beside)
    return _with(request, shown, posting, posting.form(draft))


def _with(request: Request, shown: Shown, posting: Preview, form: QuestionsForm) -> HttpResponse:
    draft = posting.draft
    carried = Carried(draft.response.answers, posting.name, draft.language)
    hidden = {**shown.hidden, CARRIED: carried.sealed()}
    context = {**frame.context(posting, form), "hidden": hidden, "back_to": shown.back}
    return render(request, "questionnaires/responses/answer.html", context)


def _end(request: Request, shown: Shown, draft: Draft) -> HttpResponse:
    """Shows all answers as on the last look, and the path that led there."""
    kinds = {question.path: question.kind for page in draft.pages for question in page.questions}
    context: dict[str, Any] = {
        "study": shown.study,
        "back_to": shown.back,
        "hidden": shown.hidden,
        "answers": overview.parts(draft, ""),
        "problems": [words_of(one, kinds[one.path]) for one in draft.answers.check_all()],
        "parts": paths.parts(draft, []),
        "language": draft.language,
        "direction": direction(draft.language),
    }
    return render(request, "questionnaires/previews/end.html", context)
