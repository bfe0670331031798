"""Members sign in with a code sent to their e-mail; no password to forget or to steal."""

from uuid import UUID

from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from homelands.foundation import jobs
from homelands.foundation.access.context import acting
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor
from homelands.foundation.views import Request
from homelands.people.register.actions import persons
from homelands.people.register.models import Person
from homelands.people.register.pages.forms import CodeForm, SignInForm
from homelands.people.register.queries import persons as person_queries

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_WAITING = "signing_in"


def start(request: Request) -> HttpResponse:
    """Asks for the e-mail address; says the same whether it is known or not."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with acting(Actor.system("register.sign_in")):
            person = person_queries.by_email(form.cleaned_data["email"])
        request.session[_WAITING] = str(person.pk) if person else ""
        request.session["next"] = request.GET.get("next", "")
        if person is not None:
            jobs.later("register.tasks.send_code", person=str(person.pk))
        return redirect("register.sessions.enter")
    return render(request, "register/sessions/start.html", {"form": form})


def enter(request: Request) -> HttpResponse:
    """Asks for the code and signs in."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        waiting = request.session.get(_WAITING)
        code = form.cleaned_data["code"]
        now = timezone.now()
        user = (
            accounts.accept_code(UUID(waiting), code=code, at=now, by=request.actor)
            if waiting
            else None
        )
        if user is None:
            form.add_error("code", str(accounts.WrongCode.sentence))
        else:
            member = Actor(kind="user", user_id=user.pk)
            with acting(member):
                persons.verify_email(Person.objects.get(pk=user.pk), at=now, by=member)
            going = request.session.pop("next", "")
            login(request, user, backend=_BACKEND)
            return redirect(_safe(request, going))
    return render(request, "register/sessions/enter.html", {"form": form})


def _safe(request: Request, url: str) -> str:
    """Returns the address where the person wanted to go, if it is on this site."""
    hosts = {request.get_host()}
    return url if url and url_has_allowed_host_and_scheme(url, hosts) else reverse("home")
