"""The register's pages: join it, look at somebody in it, see and take what is held, and leave."""

from dataclasses import asdict

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation import clients
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.limits import Limit
from homelands.foundation.queries import promises as promise_queries
from homelands.foundation.views import Request, for_members, for_officers, refusals_on
from homelands.people.register.actions import persons, registrations
from homelands.people.register.models import Person
from homelands.people.register.models.person import number_of
from homelands.people.register.pages import archive, listings
from homelands.people.register.pages.forms import EraseForm, RegisterForm
from homelands.people.register.pages.sessions import wait_for_code
from homelands.people.register.queries import consents as consent_queries
from homelands.people.register.queries import persons as person_queries
from homelands.people.register.queries import seeing
from homelands.people.register.rules.openings import check_may_open
from homelands.people.register.rules.persons import check_may_change, check_may_read

REGISTRATIONS = Limit("register.persons.register", most=60, free=10, free_of_all=200)


def register(request: Request) -> HttpResponse:
    """Registers in a minute: a name or alias, an e-mail address, a country, and then the code."""
    form = RegisterForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            clients.count(request, REGISTRATIONS)
            registration = form.registration()
            account = registrations.ask(registration, at=timezone.now(), by=Actor.public())
            return wait_for_code(request, account.pk, registration.email)
    return render(request, "register/persons/register.html", {"form": form})


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the people in the officer's countries; each who is named is told."""
    listing = listings.persons(seeing.visible_to(request.actor), request.GET, request.actor)
    ask = f"{reverse('register.exports.request')}{listing.address(page=None)}"
    if listing.wants_csv:
        return redirect(ask)
    if listing.seen:
        persons.listed(listing.seen, by=request.actor)
    return render(
        request,
        "register/persons/listed.html",
        {
            "listing": listing,
            "ask_url": ask,
            "open_why_not": why_not(check_may_open, request.actor),
        },
    )


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows one person to an officer, and records the look."""
    person = seeing.with_consents(Person.objects.filter(pk=pk)).first()
    if person is None or why_not(check_may_read, request.actor, person):
        return _not_reached(request, pk)
    persons.look(person, by=request.actor)
    seen = seeing.seen(person, by=request.actor)
    context = {
        "seen": seen,
        "entries": person_queries.entries(person) if seen.profiled else None,
        "switches": consent_queries.switches(person),
        "promise": promise_queries.about(person.pk),
        "now": timezone.now(),
    }
    return render(request, "register/persons/show.html", context)


def _not_reached(request: Request, pk: str) -> HttpResponse:
    """Says the same of a record beyond the officer's grants and of one that is not there."""
    context = {"number": pk, "why_not": why_not(check_may_open, request.actor)}
    return render(request, "register/persons/not_reached.html", context, status=404)


@for_officers
@require_POST
def welcome(request: Request, pk: str) -> HttpResponse:
    """Notes that an officer has answered a registration."""
    persons.welcome(get_object_or_404(Person, pk=pk), at=timezone.now(), by=request.actor)
    messages.success(request, _("The welcome is noted."))
    return redirect("register.persons.show", pk=pk)


@for_members
def mine(request: Request) -> HttpResponse:
    """Shows a person what is held about them, where it came from and who looked."""
    person = get_object_or_404(Person, pk=request.actor.user_id)
    context = {
        "person": person,
        "number": number_of(person.pk),
        "entries": person_queries.entries(person),
        "today": timezone.localdate(),
        "held": list(person_queries.held(person.pk)),
        "looks": person_queries.looks(person.pk),
    }
    return render(request, "register/persons/mine.html", context)


@for_members
@require_POST
def export(request: Request) -> HttpResponseBase:
    """Gives a person everything that is held about them, as a ZIP of JSON and CSV."""
    person = persons.export(get_object_or_404(Person, pk=request.actor.user_id), by=request.actor)
    content = archive.of([asdict(held) for held in person_queries.held(person.pk)])
    return FileResponse(content, as_attachment=True, filename="my-data.zip")


@for_members
def erase(request: Request) -> HttpResponse:
    """Erases a person's data after they said so in words."""
    person = get_object_or_404(Person, pk=request.actor.user_id)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            persons.erase(person, at=timezone.now(), by=request.actor)
            request.session.flush()
            return render(request, "register/persons/erased.html")
    context = {"form": form, "why_not": why_not(check_may_change, request.actor, person)}
    return render(request, "register/persons/erase.html", context)
