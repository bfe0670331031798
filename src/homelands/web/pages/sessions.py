"""Where everybody signs in: members by a code, officers by password and second factor."""

from allauth.account import views as allauth
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from homelands.foundation import sessions
from homelands.foundation.models import User
from homelands.foundation.queries import actors
from homelands.foundation.views import Request


def sign_in(request: Request) -> HttpResponse:
    """Offers the two ways in, and the example sign-ins where there are any."""
    examples = User.objects.filter(is_example=True).order_by("name") if settings.EXAMPLE else ()
    context = {"examples": examples, "next": request.GET.get("next", "")}
    return render(request, "web/sessions/sign_in.html", context)


@require_POST
def as_example(request: Request) -> HttpResponse:
    """Signs in as one of the example accounts; impossible outside an example deployment."""
    if not settings.EXAMPLE:
        raise Http404
    examples = {user.login: user for user in User.objects.filter(is_example=True)}
    user = examples.get(request.POST.get("login", ""))
    if user is None:
        raise Http404
    sessions.begin(request, user)
    return redirect("desk" if _is_officer(user) else "portal")


def _is_officer(user: User) -> bool:
    return actors.of(user, timezone.now()).is_officer


def change_password(request: Request) -> HttpResponseBase:
    """Changes the password of an officer; a member has none, and gets none."""
    if request.user.is_authenticated and not request.user.has_usable_password():
        raise Http404
    answer: HttpResponseBase = allauth.password_change(request)
    return answer


change_password.acts_itself = True  # type: ignore[attr-defined]


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Signs out."""
    logout(request)
    return redirect("home")
