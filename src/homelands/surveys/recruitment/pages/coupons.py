"""Invitations as people use them: a code typed in, a link opened, links to pass on."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.forms.xforms import Form
from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, refusals_on
from homelands.surveys.collection.actions import quality_flags
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.pages.asking.beginning import asked, begun, start_form
from homelands.surveys.questionnaires.pages.asking.respondents import for_respondents
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.queries import responses as response_queries
from homelands.surveys.questionnaires.rules import check_open
from homelands.surveys.recruitment.actions import coupons
from homelands.surveys.recruitment.models import Coupon
from homelands.surveys.recruitment.pages.desk import for_recruiters
from homelands.surveys.recruitment.pages.forms.invited import BegunForm, InvitationForm, InvitedForm
from homelands.surveys.recruitment.pages.forms.recruitment import ReasonForm
from homelands.surveys.recruitment.pages.words.machines import machine_of, mark_in, remember
from homelands.surveys.recruitment.pages.words.passing_on import ready
from homelands.surveys.recruitment.queries import coupons as queries
from homelands.surveys.recruitment.rules.coupons import UnknownInvitation, check_takes


def enter(request: Request) -> HttpResponse:
    """Asks for the code of an invitation, such as one on paper."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = codes.written(form.cleaned_data["code"])
        if queries.by_code(code) is not None:
            return redirect("recruitment.coupons.accept", code=code)
        form.add_error("code", str(UnknownInvitation.sentence))
    return render(request, "recruitment/coupons/enter.html", {"form": form})


def accept(request: Request, code: str) -> HttpResponse:
    """Says who invites to what, asks for language and country, and begins."""
    coupon = queries.by_code(code)
    if coupon is None:
        messages.error(request, str(UnknownInvitation.sentence))
        return redirect("recruitment.coupons.enter")
    study = coupon.study
    context: dict[str, Any] = {"study": study, "coupon": coupon, "code": codes.written(code)}
    context["why_not"] = why_not(check_takes, coupon, timezone.now()) or why_not(
        check_open, study, timezone.localdate()
    )
    if context["why_not"]:
        return render(request, "recruitment/coupons/accept.html", context, status=409)
    questions = asked(study)
    form = _form(request, questions, coupon)
    if (
        request.method == "POST"
        and form.is_valid()
        and (made := begun(request, form, partial(coupons.begin, coupon)))
    ):
        return _traced(request, *made)
    context |= {"form": form, "minutes": questionnaires.minutes(questions)}
    return render(request, "recruitment/coupons/accept.html", context)


def _form(request: Request, questions: Form, coupon: Coupon) -> InvitedForm:
    same = queries.from_this_browser(coupon, mark_in(coupon.study, request))
    make = partial(InvitedForm, study=coupon.study, same_browser=same)
    return start_form(request, questions, make, destination=coupon.destination)


def _traced(request: Request, answer: HttpResponse, made: Response) -> HttpResponse:
    """Notes what tells this machine from another, for doubts about double answers."""
    machine = machine_of(request)
    quality_flags.trace(
        made, machine=machine, at=timezone.now(), by=Actor.system("collection.quality_flags")
    )
    remember(answer, machine)
    return answer


def present(request: Request, code: str) -> HttpResponse:
    """Adds an invitation to answers that were begun already."""
    form = BegunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        own = codes.written(form.cleaned_data["code"])
        by = Actor.answering(codes.digest(own))
        with acting(by):
            response = response_queries.of(by)
        if response is None or response.is_trial:
            form.add_error("code", _("We do not know this code. Check it and try again."))
        else:
            with refusals_on(form):
                coupons.present(response, code=code, at=timezone.now(), by=by)
                messages.success(request, _("The invitation belongs to your answers now."))
                return redirect("questionnaires.responses.complete", code=own)
    context = {"form": form, "code": codes.written(code)}
    return render(request, "recruitment/coupons/present.html", context)


@for_respondents
def mine(request: Any, response: Response, language: str) -> HttpResponse:
    """Shows a respondent the invitations to pass on, each ready to be sent."""
    return _to_pass_on(request, response, language, "recruitment/coupons/mine.html")


@for_respondents
def sheet(request: Any, response: Response, language: str) -> HttpResponse:
    """Shows the invitations that are free, to be printed and cut out."""
    return _to_pass_on(request, response, language, "recruitment/coupons/sheet.html")


def _to_pass_on(request: Any, response: Response, language: str, template: str) -> HttpResponse:
    if response.completed_at is None:
        return redirect("questionnaires.responses.complete", code=request.code)
    assert response.questionnaire is not None
    spoken = questionnaires.languages(questionnaires.form_of(response.questionnaire))
    given = queries.given_by(response, timezone.localdate())
    context = {
        "study": response.study,
        "code": request.code,
        "scheme": queries.scheme_of(response.study),
        "coupons": [ready(one, response.study, spoken, language) for one in given],
    }
    return render(request, template, context)


@for_recruiters
def void(request: Request, study: Study, pk: Any) -> HttpResponse:
    """Asks why, and withdraws the invitation of a seed."""
    coupon = get_object_or_404(queries.seeds(study), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            why = form.cleaned_data["why"]
            coupons.void(coupon, at=timezone.now(), by=request.actor, why=why)
            messages.success(request, _("The invitation is withdrawn."))
            return redirect("recruitment.seeds.listed", slug=study.slug)
    context = {"study": study, "coupon": coupon, "form": form}
    return render(request, "recruitment/coupons/void.html", context)
