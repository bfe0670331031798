"""Gives every request its actor, its transaction and its database context."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.queries import actors

Next = Callable[[HttpRequest], HttpResponseBase]

#: Paths that are open whatever the second factor is.
_OPEN_PATHS = ("/sign-out/", "/language/", "/static/")
#: Paths that an officer without a second factor may open as well, in order to set it up.
_FACTOR_PATHS = ("/account/", *_OPEN_PATHS)
#: Paths where somebody shows a second factor that is set up.
_PROOF_PATHS = ("/account/2fa/reauthenticate/", *_OPEN_PATHS)


def actor_of(request: HttpRequest) -> Actor:
    """Returns who acts in a request."""
    if request.user.is_authenticated:
        return actors.of(request.user, timezone.now())  # type: ignore[arg-type]
    return Actor.public()


def _stream(actor: Actor, chunks: Iterator[Any]) -> Iterator[Any]:
    with acting(actor):
        yield from chunks


class ActorMiddleware:
    """Sets `request.actor` and runs the view as that actor, in one transaction.

    It must be the last middleware, because it calls the view itself: what a view reads and writes
    then happens under row-level security, and a Refusal undoes all of it. A view that
    `acts_itself` is left alone: it opens a transaction of its own, and answers its own refusals.
    """

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if view.__module__.startswith("allauth."):
            return None  # it touches accounts only, and answers its own exceptions
        if getattr(view, "acts_itself", False):
            return None
        actor: Actor = request.actor  # type: ignore[attr-defined]
        try:
            with acting(actor):
                response: HttpResponseBase = view(request, *args, **kwargs)
                if hasattr(response, "render"):
                    response.render()
        except Refusal as refusal:
            return refused(request, refusal)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _stream(actor, iter(response))  # type: ignore[assignment]
        return response


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Shows what was refused, and what to do, with a way back."""
    if refusal.code == "sign_in_first":
        return redirect(f"{reverse('sign_in')}?next={request.get_full_path()}")
    context = {
        "refusal": refusal,
        "exception": refusal.sentence,
        "back_url": _page_before(request),
    }
    only_looked = refusal.status == 403 and request.method in ("GET", "HEAD")
    template = "403.html" if only_looked else "refused.html"
    return render(request, template, context, status=refusal.status)


def _page_before(request: HttpRequest) -> str:
    """Returns the path of the page of this site that led here; nothing where another site did.

    The browser, and so whoever made its page, writes the header: only a path is taken from it.
    """
    page = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    ):
        return ""
    parts = urlsplit(page)
    path = urlunsplit(("", "", parts.path, parts.query, ""))
    return path if parts.netloc and url_has_allowed_host_and_scheme(path, None) else ""


class PrivatePagesMiddleware:
    """Lets no browser keep what somebody saw who is signed in: others may use the machine next."""

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class ZeroByteMiddleware:
    """Knows no address with a zero byte in it: the database can look for no such text."""

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        return self.get_response(request)


class SecondFactorMiddleware:
    """Sends an officer to the page where the second factor is set up, or shown in this session.

    Whoever has set one up shows it, officer or not: an e-mail code alone opens no such account.
    """

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._asks(request) or self.get_response(request)

    def _asks(self, request: HttpRequest) -> HttpResponse | None:
        from homelands.foundation import sessions

        user: Any = request.user
        if not user.is_authenticated or user.is_example:
            return None
        if sessions.has_factor(user):
            if sessions.is_proven(request) or request.path.startswith(_PROOF_PATHS):
                return None
            there = urlencode({"next": request.get_full_path() if request.method == "GET" else "/"})
            return redirect(f"{reverse('mfa_reauthenticate')}?{there}")
        if actor_of(request).is_officer and not request.path.startswith(_FACTOR_PATHS):
            return redirect("mfa_activate_totp")
        return None


class AccountLanguageMiddleware:
    """Speaks the language of the account where the browser has chosen none."""

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        from django.conf import settings

        user: Any = request.user
        chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        if user.is_authenticated and user.language and not chosen:
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
