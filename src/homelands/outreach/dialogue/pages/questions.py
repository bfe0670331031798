"""Questions: asked and read by everybody, followed by the asker, answered by officers."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation import clients
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.limits import Limit
from homelands.foundation.views import Request, for_members, for_officers, refusals_on
from homelands.outreach.dialogue.actions import questions
from homelands.outreach.dialogue.models import Question
from homelands.outreach.dialogue.pages import listings
from homelands.outreach.dialogue.pages.forms import AnswerForm, AskForm, AssignForm
from homelands.outreach.dialogue.queries import questions as question_queries
from homelands.outreach.dialogue.rules import check_asked_in_public, check_verb, is_asker
from homelands.outreach.events.pages.forms import ReasonForm
from homelands.outreach.events.rules.events import check_keeper, check_reaches
from homelands.people.register.queries import members

QUESTIONS = Limit("dialogue.questions.ask", most=10)

#: Reads every question's clock, which whoever looks may not see as a row.
_READING = Actor.system("dialogue.questions.public")


def public(request: Request) -> HttpResponse:
    """Lists the questions that wait, with their clocks, and those that were answered."""
    with acting(_READING):
        rows = question_queries.public(timezone.now())
    listing = listings.public_questions(rows, request.GET)
    return render(request, "dialogue/questions/public.html", {"listing": listing})


def read(request: Request, pk: str) -> HttpResponse:
    """Shows one question asked in public, with its clock."""
    with acting(_READING):
        public_question = question_queries.public_one(pk, timezone.now())
    if public_question is None:
        raise Http404
    return render(request, "dialogue/questions/read.html", {"shown": public_question})


def ask(request: Request) -> HttpResponse:
    """Asks a question, in public or in private."""
    person = members.of(request.actor)
    form = AskForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            clients.count(request, QUESTIONS)
            question = questions.ask(form.asked(), at=timezone.now(), by=request.actor)
            messages.success(request, _("Your question is asked, and its clock runs."))
            if person is not None:
                return redirect("dialogue.questions.mine", pk=question.pk)
            if question.in_public:
                return redirect("dialogue.questions.read", pk=question.pk)
            return redirect("dialogue.questions.public")
    return render(request, "dialogue/questions/ask.html", {"form": form})


@for_members
def mine(request: Request, pk: str) -> HttpResponse:
    """Shows a member their own question."""
    rows = question_queries.with_clock(Question.objects.filter(person=members.of(request.actor)))
    question = get_object_or_404(rows, pk=pk)
    context = {"question": question, "clock": question_queries.clock(question, timezone.now())}
    return render(request, "dialogue/questions/mine.html", context)


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the questions that the officer answers."""
    check_keeper(request.actor)
    rows = question_queries.kept_by(request.actor)
    listing = listings.questions(rows, request.GET, timezone.now())
    if listing.wants_csv:
        return listing.csv()
    return render(request, "dialogue/questions/listed.html", {"listing": listing})


@for_members
def show(request: Request, pk: str) -> HttpResponse:
    """Shows a question to an officer, with what can be done; an asker goes to their own page."""
    question = get_object_or_404(question_queries.with_clock(Question.objects.all()), pk=pk)
    if is_asker(request.actor, question):
        return redirect("dialogue.questions.mine", pk=pk)
    check_reaches(request.actor, question)
    context = {
        "question": question,
        "clock": question_queries.clock(question, timezone.now()),
        "why_not": {verb: why_not(check_verb, question, verb) for verb in _VERBS},
        "why_private": why_not(check_asked_in_public, question),
    }
    return render(request, "dialogue/questions/show.html", context)


_VERBS = ("assign", "clear", "answer", "decline", "publish")


@for_officers
def assign(request: Request, pk: str) -> HttpResponse:
    """Puts a question into an officer's hands."""
    question = _kept(request, pk, "assign")
    officers = question_queries.officers(question.country, timezone.now())
    initial = {"to": question.assigned_to_id or request.actor.user_id}
    form = AssignForm(request.POST or None, officers=officers, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            to = form.cleaned_data["to"]
            questions.assign(question, to=to, at=timezone.now(), by=request.actor)
            messages.success(request, _("Assigned."))
            return redirect("dialogue.questions.show", pk=pk)
    return render(request, "dialogue/questions/assign.html", {"form": form, "question": question})


@for_officers
def answer(request: Request, pk: str) -> HttpResponse:
    """Answers a question."""
    question = _kept(request, pk, "answer")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            text = form.cleaned_data["text"]
            questions.answer(question, text=text, at=timezone.now(), by=request.actor)
            messages.success(request, _("Answered. The asker is written to."))
            return redirect("dialogue.questions.show", pk=pk)
    return render(request, "dialogue/questions/answer.html", {"form": form, "question": question})


@for_officers
def decline(request: Request, pk: str) -> HttpResponse:
    """Declines a question with a reason."""
    question = _kept(request, pk, "decline")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            why = form.cleaned_data["why"]
            questions.decline(question, why=why, at=timezone.now(), by=request.actor)
            messages.success(request, _("Declined. The asker is told why."))
            return redirect("dialogue.questions.show", pk=pk)
    return render(request, "dialogue/questions/decline.html", {"form": form, "question": question})


@for_officers
@require_POST
def clear(request: Request, pk: str) -> HttpResponse:
    """Lets everybody read the text of a question that waits."""
    return _do(request, pk, questions.clear, _("Everybody can read the question now."))


@for_officers
@require_POST
def publish(request: Request, pk: str) -> HttpResponse:
    """Publishes question and answer."""
    return _do(request, pk, questions.publish, _("Published."))


def _do(request: Request, pk: str, act: Callable[..., Question], done: str) -> HttpResponse:
    act(get_object_or_404(Question, pk=pk), at=timezone.now(), by=request.actor)
    messages.success(request, done)
    return redirect("dialogue.questions.show", pk=pk)


def _kept(request: Request, pk: str, verb: str) -> Question:
    """Returns a question that the officer may do this with now."""
    question: Question = get_object_or_404(Question, pk=pk)
    check_reaches(request.actor, question)
    check_verb(question, verb)
    return question
