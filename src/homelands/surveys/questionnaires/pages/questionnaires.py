"""Questionnaires: looked over, published, shown before anybody answers, compared, handed out."""

from pathlib import PurePath
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.forms.odk.conversion import SPREADSHEETS
from homelands.forms.xforms import Answers, Form, Page, XFormError
from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.questionnaires.actions import questionnaires
from homelands.surveys.questionnaires.models import Questionnaire, Study
from homelands.surveys.questionnaires.pages.asking.questions import Address, QuestionsForm
from homelands.surveys.questionnaires.pages.asking.respondents import direction
from homelands.surveys.questionnaires.pages.forms.questionnaires import (
    CheckForm,
    CompareForm,
    PublishForm,
)
from homelands.surveys.questionnaires.pages.words.comparisons import lines
from homelands.surveys.questionnaires.pages.words.reports import report
from homelands.surveys.questionnaires.queries import form_attachments, samples, uploads
from homelands.surveys.questionnaires.queries import questionnaires as questionnaire_queries
from homelands.surveys.questionnaires.queries.checkup import Checkup, checkup
from homelands.surveys.questionnaires.queries.uploads import Upload
from homelands.surveys.questionnaires.queries.versions import compare as compare_forms
from homelands.surveys.questionnaires.rules import check_manages, check_sees_counts
from homelands.surveys.questionnaires.rules.questionnaires import check_web, collect_only

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_officers
def check(request: Request, slug: str) -> HttpResponse:
    """Says what is wrong with a questionnaire, and who can ask it; nothing is published."""
    study = get_object_or_404(Study, slug=slug)
    check_manages(request.actor, study)
    form = CheckForm(request.POST or None, request.FILES or None, upload=_held(request))
    context = {"form": form, "study": study, "samples": samples.SAMPLES}
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            upload = form.upload()
            found = checkup(upload, at=timezone.now())
            context |= _reported(request, upload, found)
    return render(request, "questionnaires/questionnaires/check.html", context)


@for_officers
@require_POST
def repair(request: Request, slug: str) -> HttpResponse:
    """Hands out the mended workbook of a questionnaire that was just looked over."""
    study = get_object_or_404(Study, slug=slug)
    check_manages(request.actor, study)
    upload = _held(request)
    if upload is None:
        messages.warning(request, _("The file is not held any more. Add it again."))
        return redirect("questionnaires.questionnaires.check", slug=slug)
    mended = checkup(upload, at=timezone.now(), repair=True)
    return _attached(mended.workbook, _xlsx(upload.filename), _XLSX)


@for_officers
def publish(request: Request, slug: str) -> HttpResponse:
    """Publishes an XLSForm or an XForm as the questionnaire of a study."""
    study = get_object_or_404(Study, slug=slug)
    check_manages(request.actor, study)
    form = PublishForm(request.POST or None, request.FILES or None, upload=_held(request))
    context = {"form": form, "study": study, "samples": samples.SAMPLES}
    if request.method == "POST" and form.is_valid():
        upload = form.upload()
        with refusals_on(form):
            found = _mended(form, upload)
            upload = found[1]
            context |= _reported(request, upload, found[0])
            if not _is_doubtful(form, found[0]):
                made = _publish(request, study, upload)
                return redirect("questionnaires.questionnaires.preview", pk=made.pk)
    return render(request, "questionnaires/questionnaires/publish.html", context)


def _mended(form: PublishForm, upload: Upload) -> tuple[Checkup, Upload]:
    """Looks an upload over, mended if the officer said so."""
    repaired = form.cleaned_data["repair"]
    found = checkup(upload, at=timezone.now(), repair=repaired)
    if repaired and found.workbook:
        upload = Upload(_xlsx(upload.filename), found.workbook, upload.files)
    return found, upload


def _is_doubtful(form: PublishForm, found: Checkup) -> bool:
    """Tells whether the officer has to see first what only Collect can ask."""
    return bool(found.form and collect_only(found.form)) and not form.cleaned_data["sure"]


def _publish(request: Request, study: Study, upload: Upload) -> Questionnaire:
    made = questionnaires.publish(
        study,
        source=upload.content,
        filename=upload.filename,
        files=upload.files,
        at=timezone.now(),
        by=request.actor,
    )
    messages.success(request, _("The questionnaire is published. This is how it looks."))
    return made


def _held(request: Request) -> Upload | None:
    token = request.POST.get("held", "")
    return uploads.find(token, by=request.actor) if token else None


def _reported(request: Request, upload: Upload, found: Checkup) -> dict[str, object]:
    token = uploads.keep(upload, by=request.actor)
    return {"report": report(found, upload), "held": token}


def _xlsx(filename: str) -> str:
    return f"{PurePath(filename).stem}-mended.xlsx"


def _attached(content: bytes, filename: str, kind: str) -> HttpResponse:
    headers = {"X-Content-Type-Options": "nosniff"}
    answer = HttpResponse(content, content_type=kind, headers=headers)
    safe = "".join(sign if sign.isalnum() or sign in "._-" else "_" for sign in filename)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(safe)}"
    return answer


@for_officers
def preview(request: Request, pk: str) -> HttpResponse:
    """Shows a questionnaire page by page with every question, in any of its languages."""
    shown = _questionnaire(pk)
    check_sees_counts(request.actor, shown.study)
    form = questionnaire_queries.form_of(shown)
    spoken = dict(questionnaire_queries.languages(form))
    wanted = request.GET.get("language") or get_language() or ""
    language = wanted if wanted in spoken else next(iter(spoken))
    number = _number(request.GET.get("page", ""), len(form.pages))
    context = {
        "questionnaire": shown,
        "languages": spoken,
        "language": language,
        "direction": direction(language),
        "number": number,
        "total": len(form.pages),
        "not_on_web": why_not(check_web, form),
        "why_not": why_not(check_manages, request.actor, shown.study),
        "earlier": questionnaire_queries.before(shown),
        "spreadsheet": shown.source_name.lower().endswith(SPREADSHEETS),
    }
    template = "questionnaires/questionnaires/preview.html"
    try:
        page = _previewed(shown, form, form.pages[number - 1], language)
        return render(request, template, {**context, **page})
    except XFormError as error:
        fault = _("The questionnaire has a fault: %(fault)s") % {"fault": error}
        return render(request, template, {**context, "fault": fault})


def _previewed(shown: Questionnaire, form: Form, page: Page, language: str) -> dict[str, object]:
    """Returns a page with all its questions."""
    answers = Answers(form, {}, timezone.now(), language)
    return {
        "heading": answers.text(page.label, page.path),
        "form": QuestionsForm(answers, page, every=True, beside=beside_of(shown)),
    }


@for_officers
def compare(request: Request, pk: str) -> HttpResponse:
    """Shows what changed from one version of a questionnaire to another."""
    later = _questionnaire(pk)
    check_sees_counts(request.actor, later.study)
    others = questionnaire_queries.of(later.study).exclude(pk=later.pk)
    before = questionnaire_queries.before(later) or others.first()
    if before is None:
        raise Http404
    form = CompareForm(request.GET if "earlier" in request.GET else {"earlier": before.pk})
    form.fields["earlier"].queryset = others  # type: ignore[attr-defined]
    context = {"questionnaire": later, "form": form}
    if form.is_valid():
        earlier = form.cleaned_data["earlier"]
        pair = [questionnaire_queries.form_of(one) for one in (earlier, later)]
        changes = compare_forms(*pair, at=timezone.now())
        context |= {"earlier": earlier, "lines": lines(changes)}
    return render(request, "questionnaires/questionnaires/compare.html", context)


@for_officers
def download(request: Request, pk: str, what: str) -> HttpResponse:
    """Hands out the spreadsheet that a questionnaire was made from, or its XForm."""
    shown = get_object_or_404(Questionnaire, pk=pk)
    check_sees_counts(request.actor, shown.study)
    if what == "xform":
        name = f"{shown.form_id}-{shown.version}.xml"
        return _attached(bytes(shown.xform), name, "application/xml")
    if shown.source is None:
        raise Http404
    return _attached(bytes(shown.source), shown.source_name, "application/octet-stream")


def beside_of(shown: Questionnaire) -> Address:
    """Gives the addresses of the form's own files, as far as they were added."""
    known = form_attachments.names(shown.pk)
    named = {
        name: reverse("questionnaires.form_attachments.preview", args=[shown.pk, name])
        for name in known
    }
    return lambda name: named.get(name, "")


def _questionnaire(pk: str) -> Questionnaire:
    found = Questionnaire.objects.select_related("study").defer("xform", "source")
    return get_object_or_404(found, pk=pk)


def _number(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 5 else 1
