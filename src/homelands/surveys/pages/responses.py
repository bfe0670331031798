"""Answering: start, page after page, stop and come back, look over it, send."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.doors import Request, for_members
from homelands.people.models import Person
from homelands.surveys import codes
from homelands.surveys.actions import responses
from homelands.surveys.actions.responses import TEXT_VERSION, Step, save
from homelands.surveys.models import Response, Study
from homelands.surveys.pages import overview
from homelands.surveys.pages.beginning import Door, begin
from homelands.surveys.pages.forms import CodeForm, LinkForm
from homelands.surveys.pages.questions import QuestionsForm
from homelands.surveys.pages.respondents import direction, for_respondents
from homelands.surveys.queries import coupons, drafts, profiles
from homelands.surveys.queries import responses as response_queries
from homelands.surveys.queries.drafts import Draft


def start(request: Request, slug: str) -> HttpResponse:
    """Says what a study is for, asks for language and country, and gives a code."""
    study = get_object_or_404(Study, slug=slug)
    if coupons.scheme_of(study) is not None:
        return redirect("surveys.coupons.enter")
    return begin(request, Door(study))


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
    return render(request, "surveys/responses/resume.html", {"form": form})


def _place(response: Response, code: str) -> str:
    """Returns the address at which a respondent goes on."""
    if response.completed_at is not None:
        return reverse("surveys.responses.thank", args=[code])
    return _address(code, response.page)


def _address(code: str, page: str) -> str:
    """Returns the address of a page; that of the last look where there is no page to come."""
    if not page:
        return reverse("surveys.responses.complete", args=[code])
    return reverse("surveys.responses.answer", args=[code, page])


@for_respondents
def keep(request: Any, response: Response, language: str) -> HttpResponse:
    """Shows the code and the link with which the respondent comes back."""
    link = reverse("surveys.responses.complete", args=[request.code])
    context = {
        "code": request.code,
        "link": f"{settings.BASE_URL}{link}",
        "next": _place(response, request.code),
        "study": response.study,
    }
    return render(request, "surveys/responses/keep.html", context)


@for_respondents
def answer(request: Any, response: Response, page: str, language: str) -> HttpResponse:
    """Shows one page of questions, stores what is answered and goes on."""
    if response.completed_at is not None:
        return redirect("surveys.responses.thank", code=request.code)
    now = timezone.now()
    draft = drafts.of(response, now, language)
    shown = draft.page(page)
    if shown is None:
        return redirect("surveys.responses.complete", code=request.code)
    posted = request.POST if request.method == "POST" else None
    form = QuestionsForm(draft.answers, shown, posted)
    if form.is_bound and not form.too_long():
        given = form.given()
        after = drafts.of(response, now, language, given)
        back = request.POST.get("go") == "back"
        if not back:
            # A question that these answers bring up was not there to be answered: it comes next.
            form.mark(one for one in after.answers.check(shown) if one.path in given)
        if not form.errors:
            going = draft.before(shown) if back else after.after(shown, draft)
            step = Step(given=given, page=going, language=language)
            save(response, step=step, at=now, by=request.actor)
            return redirect(_address(request.code, going))
    return render(request, "surveys/responses/answer.html", _context(request, draft, page, form))


def _context(request: Any, draft: Draft, page: str, form: QuestionsForm) -> dict[str, Any]:
    shown = draft.page(page)
    assert shown is not None
    return {
        "form": form,
        "code": request.code,
        "heading": draft.answers.text(shown.label, shown.path),
        "study": draft.response.study,
        "done": draft.place(shown),
        "total": len(draft.pages),
        "language": draft.language,
        "direction": direction(draft.language),
    }


@for_respondents
def complete(request: Any, response: Response, language: str) -> HttpResponse:
    """Shows all answers for a last look, and sends them: once, however often it is asked."""
    if response.completed_at is not None:
        return redirect("surveys.responses.thank", code=request.code)
    now = timezone.now()
    draft = drafts.of(response, now, language)
    problems = overview.problems(draft, request.code)
    if request.method == "POST" and not problems:
        responses.complete(response, at=now, by=request.actor)
        return redirect("surveys.responses.thank", code=request.code)
    context = {
        "parts": overview.parts(draft, request.code),
        "problems": problems,
        "code": request.code,
        "back": _address(request.code, drafts.name_of(draft.pages[-1])),
        "language": language,
        "direction": direction(language),
        "study": response.study,
    }
    return render(request, "surveys/responses/complete.html", context)


@for_respondents
def thank(request: Any, response: Response, language: str) -> HttpResponse:
    """Thanks, and offers what can follow: an address for follow-up, a profile."""
    if response.completed_at is None:
        return redirect(_address(request.code, response.page))
    context = {
        "study": response.study,
        "code": request.code,
        "offered": bool(profiles.offers(response)),
    }
    return render(request, "surveys/responses/thank.html", context)


@for_members
def link(request: Request) -> HttpResponse:
    """Lists what answers could add to a member's profile, and copies what the member ticks."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        offers = _offers(form.cleaned_data["code"])
        if offers:
            return _linked(request, LinkForm(_ticked(request), offers=offers))
        form.add_error("code", _("No answers that were sent with this code can be copied."))
    return render(request, "surveys/responses/link.html", {"form": form})


def _offers(code: str) -> list[profiles.Offer]:
    """Reads sent answers with their code, as the respondent and not as the member."""
    actor = Actor.answering(codes.digest(code))
    with acting(actor):
        response = response_queries.of(actor)
    sent = response is not None and response.completed_at is not None
    return profiles.offers(response) if sent and response else []


def _ticked(request: Request) -> Any:
    """Returns the second form's data, once it was shown; before, only the code is there."""
    return request.POST if "copy" in request.POST else None


def _linked(request: Request, form: LinkForm) -> HttpResponse:
    if form.is_bound and form.is_valid():
        person = get_object_or_404(Person, pk=request.actor.user_id)
        on = timezone.localdate()
        why = _("Agreed to text %(version)s") % {"version": TEXT_VERSION}
        responses.link(person, offers=form.offers(), on=on, by=request.actor, why=why)
        return redirect("people.entries.replace")
    form.initial["code"] = request.POST["code"]
    return render(request, "surveys/responses/link.html", {"form": form, "listed": True})
