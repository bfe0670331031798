"""Answering: start, page after page, stop and come back, look over it, send."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_members
from homelands.people.register.models import Person
from homelands.surveys.questionnaires.actions import repeat_instances, responses, trials
from homelands.surveys.questionnaires.actions.responses import TEXT_VERSION
from homelands.surveys.questionnaires.actions.trials import Sending
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.pages.asking import frame as asking
from homelands.surveys.questionnaires.pages.asking import moments, overview, sheets
from homelands.surveys.questionnaires.pages.asking.beginning import asked, begun, cookie, start_form
from homelands.surveys.questionnaires.pages.asking.posting import DRAFT, Posting
from homelands.surveys.questionnaires.pages.asking.questions import QuestionsForm
from homelands.surveys.questionnaires.pages.asking.respondents import direction, for_respondents
from homelands.surveys.questionnaires.pages.forms.studies import CodeForm, LinkForm, StartForm
from homelands.surveys.questionnaires.queries import drafts, profiles, questionnaires
from homelands.surveys.questionnaires.queries import responses as response_queries
from homelands.surveys.questionnaires.queries.drafts import Draft
from homelands.surveys.questionnaires.rules import check_open


def start(request: Request, slug: str) -> HttpResponse:
    """Says what a study is for, asks for language and country, and gives a code."""
    study = get_object_or_404(Study, slug=slug)
    if study.by_invitation:
        return redirect("recruitment.coupons.enter")
    if questionnaires.latest(study) and (why := why_not(check_open, study, timezone.localdate())):
        context = {"study": study, "why": why}
        return render(request, "questionnaires/collectors/via_closed.html", context, status=409)
    questions = asked(study)
    form = start_form(request, questions, partial(StartForm, study=study))
    if (
        request.method == "POST"
        and form.is_valid()
        and (made := begun(request, form, partial(responses.start, study)))
    ):
        return made[0]
    context = {"study": study, "form": form, "minutes": questionnaires.minutes(questions)}
    return render(request, "questionnaires/responses/start.html", context)


def resume(request: Request) -> HttpResponse:
    """Asks for the code and goes on where the respondent stopped, on any device."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = codes.written(form.cleaned_data["code"])
        actor = Actor.answering(codes.digest(code))
        with acting(actor):
            response = response_queries.of(actor)
        if response is not None:
            return redirect(_place(response, code))
        form.add_error("code", _("We do not know this code. Check it and try again."))
    return render(request, "questionnaires/responses/resume.html", {"form": form})


def _place(response: Response, code: str) -> str:
    """Returns the address at which a respondent goes on."""
    if response.completed_at is not None:
        return reverse("questionnaires.responses.thank", args=[code])
    return _address(code, response.page)


def _address(code: str, page: str) -> str:
    """Returns the address of a page; that of the last look where there is no page to come."""
    if not page:
        return reverse("questionnaires.responses.complete", args=[code])
    return reverse("questionnaires.responses.answer", args=[code, page])


#: In the link with which a respondent comes back: on to where they stopped.
_GO_ON = "on"


@for_respondents
def keep(request: Any, response: Response, language: str) -> HttpResponse:
    """Shows the code and the link with which the respondent comes back."""
    link = reverse("questionnaires.responses.complete", args=[request.code])
    context = {
        "code": request.code,
        "link": f"{settings.BASE_URL}{link}?{_GO_ON}",
        "next": _place(response, request.code),
        "study": response.study,
    }
    return render(request, "questionnaires/responses/keep.html", context)


@for_respondents
def answer(request: Any, response: Response, page: str, language: str) -> HttpResponse:
    """Shows one page of questions, stores what is answered and goes on."""
    if response.completed_at is not None:
        return redirect("questionnaires.responses.thank", code=request.code)
    now = moments.now(request)
    draft = drafts.of(response, now, language)
    shown = draft.page(page)
    if shown is None:
        return redirect("questionnaires.responses.complete", code=request.code)
    posting = Posting(request, draft, shown, now, sheets.browser(request, response, now))
    form = posting.sent() if request.method == "POST" else posting.form(draft)
    if posting.go == DRAFT:
        return _saved(request, posting, form)
    if isinstance(form, Draft):
        gone = _gone_on(request, posting, form)
        return sheets.remember(gone, response, posting.browser, request.code)
    context = asking.context(posting, form)
    drawn = render(request, "questionnaires/responses/answer.html", context)
    return sheets.remember(drawn, response, posting.browser, request.code)


def _saved(request: Any, posting: Posting, after: Draft | QuestionsForm) -> HttpResponse:
    """Tells the script that what was typed is saved, and what the page holds now; else 409.

    What is too long, or in doubt because another device changed it, is asked about when the page
    is left with a button.
    """
    if not isinstance(after, Draft):
        return HttpResponse(status=409)
    told = HttpResponse(posting.sheet(after), content_type="text/plain")
    return sheets.remember(told, posting.response, posting.browser, request.code)


def _gone_on(request: Any, posting: Posting, after: Draft) -> HttpResponse:
    """Leads to where the button that was pressed leads, once everything is stored."""
    page, response = posting.page, posting.response
    if posting.go == "keep":
        return redirect("questionnaires.responses.keep", code=request.code)
    if posting.go == "remove":
        return redirect(
            "questionnaires.repeat_instances.remove", code=request.code, page=posting.name
        )
    if posting.go == "add" and not posting.brought_up and after.answers.may_add(page.repeat):
        added = repeat_instances.add(response, path=page.repeat, at=posting.now, by=request.actor)
        response.changed_at = added.changed_at
        return redirect(_address(request.code, drafts.of(added, posting.now).first_of(page.repeat)))
    gone = redirect(_address(request.code, response.page))
    if posting.language in dict(settings.LANGUAGES):
        gone.set_cookie(settings.LANGUAGE_COOKIE_NAME, posting.language, **cookie())
    return gone


@for_respondents
def complete(request: Any, response: Response, language: str) -> HttpResponse:
    """Shows all answers for a last look, and sends them: once, however often it is asked."""
    if response.completed_at is not None:
        return redirect("questionnaires.responses.thank", code=request.code)
    if _GO_ON in request.GET:
        return redirect(_place(response, request.code))
    now = moments.now(request)
    draft = drafts.of(response, now, language)
    problems = overview.problems(draft, request.code)
    if request.method == "POST" and problems and response.is_trial:
        said = [(one.path, draft.answers.value(one.path), one.sentence) for one in problems]
        trials.note(response, sending=Sending("", said), by=request.actor)
    elif request.method == "POST" and not problems:
        responses.complete(response, at=now, by=request.actor)
        return redirect("questionnaires.responses.thank", code=request.code)
    context = {
        "parts": overview.parts(draft, request.code),
        "problems": problems,
        "code": request.code,
        "back": draft.pages and _address(request.code, drafts.last_of(draft.pages)),
        "language": language,
        "direction": direction(language),
        "study": response.study,
    }
    return render(request, "questionnaires/responses/complete.html", context)


@for_respondents
def thank(request: Any, response: Response, language: str) -> HttpResponse:
    """Thanks, and offers what can follow: an address for follow-up, a profile."""
    if response.completed_at is None:
        return redirect(_address(request.code, response.page))
    context = {
        "study": response.study,
        "code": request.code,
        "offered": bool(profiles.offers(response)),
        "trial": response.pk,
    }
    return render(request, "questionnaires/responses/thank.html", context)


@for_members
def link(request: Request) -> HttpResponse:
    """Lists what answers could add to a member's profile, and copies what the member ticks."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        offers = _offers(form.cleaned_data["code"])
        if offers:
            return _linked(request, LinkForm(_ticked(request), offers=offers))
        form.add_error("code", _("No answers that were sent with this code can be copied."))
    return render(request, "questionnaires/responses/link.html", {"form": form})


def _offers(code: str) -> list[profiles.Offer]:
    """Reads sent answers with their code, as the respondent and not as the member."""
    actor = Actor.answering(codes.digest(code))
    with acting(actor):
        response = response_queries.of(actor)
    if response is None or response.completed_at is None or response.is_trial:
        return []
    return profiles.offers(response)


def _ticked(request: Request) -> Any:
    """Returns the second form's data, once it was shown; before, only the code is there."""
    return request.POST if "copy" in request.POST else None


def _linked(request: Request, form: LinkForm) -> HttpResponse:
    if form.is_bound and form.is_valid():
        person = get_object_or_404(Person, pk=request.actor.user_id)
        on = timezone.localdate()
        why = _("Agreed to text %(version)s") % {"version": TEXT_VERSION}
        responses.link(person, offers=form.offers(), on=on, by=request.actor, why=why)
        return redirect("register.entries.replace")
    form.initial["code"] = request.POST["code"]
    return render(request, "questionnaires/responses/link.html", {"form": form, "listed": True})
