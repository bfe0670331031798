"""Applying: start, write, check and send; take back. Saved at every step."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.errors import why_not
from homelands.foundation.queries import promises
from homelands.foundation.states import check_step, check_words
from homelands.foundation.views import Request, for_members, refusals_on
from homelands.people.register.actions import consents
from homelands.people.register.models import Person
from homelands.people.register.queries import consents as consent_queries
from homelands.people.register.queries import persons
from homelands.programmes.needs.models import Call
from homelands.programmes.needs.rules import check_call_open, check_may_apply
from homelands.programmes.selection.actions import applications
from homelands.programmes.selection.actions.applications import LEAST_STATEMENT
from homelands.programmes.selection.actions.applications import save as keep
from homelands.programmes.selection.models import Application
from homelands.programmes.selection.pages.forms import StartForm, StatementForm
from homelands.programmes.selection.queries import applications as application_queries
from homelands.programmes.selection.rules.applications import APPLICATION, check_applies
from homelands.ui.rows import SummaryRow, Task


def _mine(request: Request, pk: str) -> Application:
    own = application_queries.of_person(request.actor.user_id)  # type: ignore[arg-type]
    return get_object_or_404(own, pk=pk)


@for_members
def start(request: Request, pk: str) -> HttpResponse:
    """Says what applying takes, asks for the consent that it needs, and starts."""
    call = get_object_or_404(Call.objects.select_related("need__host", "programme"), pk=pk)
    check_may_apply(call, timezone.now(), registered=persons.may_be_member(request.actor))
    person = get_object_or_404(Person, pk=request.actor.user_id)
    asks = not consent_queries.has_agreed(person.pk, "matching")
    form = StartForm(request.POST or None) if asks else None
    if request.method == "POST" and (form is None or form.is_valid()):
        now = timezone.now()
        if form is not None:
            consents.decide(person, purpose="matching", given=True, at=now, by=request.actor)
        made = applications.start(call, person=person, at=now, by=request.actor)
        return redirect("selection.applications.show", pk=made.pk)
    return render(request, "selection/applications/start.html", {"form": form, "call": call})


@for_members
def show(request: Request, pk: str) -> HttpResponse:
    """Shows an application: what is left to do, where it stands, who owes what."""
    application = _mine(request, pk)
    drafted = application.state == Application.State.STARTED
    context = {
        "application": application,
        "tasks": _tasks(application) if drafted else [],
        "promise": promises.about(application.pk),
        "why_not_withdraw": why_not(
            check_step, request.actor, application, check_applies, APPLICATION, "withdraw"
        ),
    }
    return render(request, "selection/applications/show.html", context)


def _tasks(application: Application) -> list[Task]:
    written = not why_not(check_words, application.statement, "statement", LEAST_STATEMENT)
    profile = persons.entries(application.person).exists()
    here = [application.pk]
    done, todo = (_("Done"), "good"), (_("To do"), "wait")

    def task(label: str, url: str, is_done: bool) -> Task:
        status, tone = done if is_done else todo
        return Task(label, url, status, tone)  # type: ignore[arg-type]

    back = urlencode({"next": reverse("selection.applications.show", args=here)})
    shown = consent_queries.has_agreed(application.person_id, "hosts")
    return [
        task(_("Look at your profile"), f"{reverse('register.entries.replace')}?{back}", profile),
        task(
            _("Let the host see you, if you are proposed"),
            f"{reverse('register.consents.decide')}?{back}",
            shown,
        ),
        task(_("Write your statement"), reverse("selection.applications.save", args=here), written),
        task(_("Check and send"), reverse("selection.applications.submit", args=here), False),
    ]


@for_members
def save(request: Request, pk: str) -> HttpResponse:
    """Asks for the statement, and keeps what is written."""
    application = _mine(request, pk)
    check_step(request.actor, application, check_applies, APPLICATION, "save")
    form = StatementForm(request.POST or None, initial={"statement": application.statement})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            statement = form.cleaned_data["statement"]
            keep(application, statement=statement, by=request.actor)
            later = "selection.applications.show"
            return redirect(later if "later" in request.POST else _NEXT, pk=pk)
    context = {"form": form, "application": application}
    return render(request, "selection/applications/save.html", context)


_NEXT = "selection.applications.submit"


@for_members
def submit(request: Request, pk: str) -> HttpResponse:
    """Shows everything once more, then sends it."""
    application = _mine(request, pk)
    check_step(request.actor, application, check_applies, APPLICATION, "submit")
    if request.method == "POST":
        applications.submit(application, at=timezone.now(), by=request.actor)
        messages.success(request, _("Your application is sent. We owe you a decision."))
        return redirect("selection.applications.show", pk=pk)
    change = reverse("selection.applications.save", args=[pk])
    context = {
        "application": application,
        "rows": [
            SummaryRow(_("Your statement"), application.statement or _("Nothing yet"), change)
        ],
        "entries": persons.entries(application.person),
        "why_not": why_not(check_words, application.statement, "statement", LEAST_STATEMENT)
        or why_not(check_call_open, application.call, timezone.now()),
    }
    return render(request, "selection/applications/submit.html", context)


@for_members
@require_POST
def withdraw(request: Request, pk: str) -> HttpResponse:
    """Takes an application back."""
    applications.withdraw(_mine(request, pk), at=timezone.now(), by=request.actor)
    messages.success(request, _("Your application is withdrawn."))
    return redirect("selection.applications.show", pk=pk)
