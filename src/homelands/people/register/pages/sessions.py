"""Members sign in with a code sent to their e-mail; no password to forget or to steal.

Whoever registers gets in the same way. The page says and does the same for every address: only
the letter tells, to whoever reads it, whether the address is registered.
"""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation import clients, codes, jobs, sessions
from homelands.foundation.access.context import acting
from homelands.foundation.actions import accounts, attempts
from homelands.foundation.actors import Actor
from homelands.foundation.encryption import normalise
from homelands.foundation.models import User
from homelands.foundation.views import Request, refusals_on
from homelands.people.register.actions import persons, registrations
from homelands.people.register.models import Person
from homelands.people.register.pages.forms import CodeForm, SignInForm
from homelands.people.register.queries import persons as person_queries
from homelands.people.register.queries import registrations as registration_queries

#: In the session of somebody who is not signed in: the account, and a mark of the address.
_WAITING, _ADDRESS = "signing_in", "signing_in_at"


def start(request: Request) -> HttpResponse:
    """Asks for the e-mail address; says the same whether it is known or not."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            clients.count(request, accounts.CODES_OF_CLIENT)
            email = form.cleaned_data["email"]
            with acting(Actor.system("register.sign_in")):
                person = person_queries.by_email(email)
            request.session["next"] = request.GET.get("next", "")
            return wait_for_code(request, person.pk if person else uuid4(), email)
    return render(request, "register/sessions/start.html", {"form": form})


def wait_for_code(request: Request, account: UUID, email: str) -> HttpResponse:
    """Has a code sent to the address of an account, and goes where it is entered."""
    request.session[_WAITING] = str(account)
    request.session[_ADDRESS] = codes.mark("sign-in", normalise(email))
    _send_code(str(account))
    return redirect("register.sessions.enter")


def _send_code(account: str) -> None:
    jobs.later("register.tasks.send_code", person=account, letter=str(uuid4()))


@require_POST
def again(request: Request) -> HttpResponse:
    """Has another code sent; one that came within the minute stays good."""
    waiting = request.session.get(_WAITING)
    if not waiting:
        return redirect("register.sessions.start")
    clients.count(request, accounts.CODES_OF_CLIENT)
    _send_code(waiting)
    messages.success(request, _("A code is on its way, unless one was sent within the minute."))
    return redirect("register.sessions.enter")


def enter(request: Request) -> HttpResponse:
    """Asks for the code and signs in."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            account = _try(request, form.cleaned_data["code"])
            answer = _let_in(request, account) if account else None
            if answer is not None:
                return answer
            form.add_error("code", str(accounts.WrongCode.sentence))
    context = {
        "form": form,
        "waits": _WAITING in request.session,
        "again": reverse("register.sessions.again"),
    }
    return render(request, "register/sessions/enter.html", context)


def _try(request: Request, code: str) -> User | None:
    """Returns the account if the code is right. Each try counts, for the client and the address."""
    clients.count(request, accounts.TRIES_OF_CLIENT)
    waiting, address = request.session.get(_WAITING), request.session.get(_ADDRESS)
    if not (waiting and address):
        return None
    now = timezone.now()
    attempts.count(accounts.TRIES, who=address, at=now, by=request.actor)
    user = accounts.accept_code(UUID(waiting), code=code, at=now, by=request.actor)
    if user is not None:
        attempts.clear(accounts.TRIES, who=address, by=request.actor)
    return user


def _let_in(request: Request, account: User) -> HttpResponse | None:
    """Signs in; the first time an address is shown to be somebody's, other sessions end."""
    now = timezone.now()
    waits = registration_queries.pending(account.pk) is not None
    new = registrations.confirm(account, at=now, by=request.actor) if waits else None
    key = new.pk if new else account.pk
    member = Actor(kind="user", user_id=key)
    with acting(member):
        person = Person.objects.filter(pk=key).first()
        if person is None:
            return None
        user = User.objects.get(pk=person.pk)
        if person.email_verified_at is None:
            persons.verify_email(person, at=now, by=member)
            user = accounts.end_sessions(user, by=member)
    going = request.session.pop("next", "")
    for name in (_WAITING, _ADDRESS):
        request.session.pop(name, None)
    sessions.begin(request, user)
    if new is not None and new.pk == account.pk:
        messages.success(request, _("Welcome. You are registered."))
        onward = f"?{urlencode({'next': going})}" if going else ""
        return redirect(reverse("register.entries.replace") + onward)
    return redirect(_safe(request, going))


def _safe(request: Request, url: str) -> str:
    """Returns the address where the person wanted to go, if it is on this site."""
    hosts = {request.get_host()}
    return url if url and url_has_allowed_host_and_scheme(url, hosts) else reverse("home")
