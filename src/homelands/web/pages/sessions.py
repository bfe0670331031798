"""Where everybody signs in: members by a code, officers by password and second factor."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

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
    user = get_object_or_404(User, login=request.POST["login"], is_example=True)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("desk" if _is_officer(user) else "portal")


def _is_officer(user: User) -> bool:
    return actors.of(user, timezone.now()).is_officer


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Signs out."""
    logout(request)
    return redirect("home")
